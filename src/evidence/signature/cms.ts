import { createHash, verify as verifyBytes, X509Certificate } from 'node:crypto';
import {
  childrenOf,
  NotDer,
  readDer,
  readOid,
  readTime,
  type Der,
} from '../../probe/conversations/tls/der.ts';
import { digestNames, oids, signatureDigests } from './oids.ts';
import { sha256 } from './sign.ts';

/** A CMS SignedData with one signer, as its bytes say; nothing of it is believed yet. */
export interface SignedData {
  readonly contentType: string;
  /** null: detached. */
  readonly content: Buffer | null;
  readonly certificates: readonly X509Certificate[];
  readonly digest: string;
  readonly signatureDigest: string;
  readonly signature: Buffer;
  /** The signed attributes as they were signed; null: the content itself was. */
  readonly attributes: Buffer | null;
  readonly byType: ReadonlyMap<string, Der>;
  /** Issuer and serial number, as they stand in the certificate. */
  readonly issuer: Buffer;
  readonly serial: Buffer;
}

/** What a signature proves of bytes; trust in the signer is another question (`chain.ts`). */
export type Checked =
  | { readonly ok: true; readonly signer: X509Certificate; readonly signedAt: string | null }
  /** wrong: these bytes were not signed so; unknown: an algorithm or a form that this program does not know. */
  | { readonly ok: false; readonly problem: 'wrong' | 'unknown' };

/** Reads DER; undefined where the bytes are no SignedData of one signer. */
export function readSignedData(bytes: Buffer): SignedData | undefined {
  try {
    return decode(readDer(bytes));
  } catch (error) {
    // whatever can't be read is none: NotDer, a field that is missing, a certificate that OpenSSL refuses
    if (error instanceof NotDer || error instanceof TypeError || isOpenSslError(error)) return undefined;
    throw error;
  }
}

function decode(contentInfo: Der): SignedData | undefined {
  const [type, explicit] = childrenOf(contentInfo);
  if (readOid(type!) !== oids.signedData) return undefined;
  const parts = childrenOf(childrenOf(explicit!)[0]!);
  const [contentType, content] = childrenOf(parts[2]!);
  const certificates = parts.find(({ tag }) => tag === 0xa0);
  const signers = childrenOf(parts.at(-1)!);
  if (signers.length !== 1) return undefined;
  const fields = childrenOf(signers[0]!);
  const [, id, digestAlgorithm] = fields;
  const attributes = fields[3]?.tag === 0xa0 ? fields[3] : undefined;
  const [signatureAlgorithm, signature] = fields.slice(attributes === undefined ? 3 : 4);
  const [issuer, serial] = childrenOf(id!);
  const digest = digestNames.get(readOid(childrenOf(digestAlgorithm!)[0]!));
  const algorithm = readOid(childrenOf(signatureAlgorithm!)[0]!);
  if (digest === undefined || !signatureDigests.has(algorithm)) return undefined;
  return {
    contentType: readOid(contentType!),
    content: content === undefined ? null : childrenOf(content)[0]!.content,
    certificates: childrenOf(certificates!).map(({ whole }) => new X509Certificate(whole)),
    digest,
    signatureDigest: signatureDigests.get(algorithm) ?? digest,
    signature: signature!.content,
    attributes:
      attributes === undefined ? null : Buffer.concat([Buffer.from([0x31]), attributes.whole.subarray(1)]),
    byType: new Map(
      (attributes === undefined ? [] : childrenOf(attributes)).map((attribute) => {
        const [type, values] = childrenOf(attribute);
        return [readOid(type!), childrenOf(values!)[0]!];
      }),
    ),
    issuer: issuer!.whole,
    serial: serial!.content,
  };
}

/** Whether these very bytes were signed with the key of one of its certificates. */
export function checkSignature(signed: SignedData, content: Uint8Array): Checked {
  const { attributes, byType, signature, signatureDigest } = signed;
  const signer = signed.certificates.find((certificate) => isNamed(certificate, signed));
  if (signer === undefined) return { ok: false, problem: 'unknown' };
  if (attributes !== null && !attributesHold(signed, content, signer)) return { ok: false, problem: 'wrong' };
  const bytes = attributes ?? content;
  try {
    if (!verifyBytes(signatureDigest, bytes, signer.publicKey, signature))
      return { ok: false, problem: 'wrong' };
  } catch (error) {
    if (isOpenSslError(error)) return { ok: false, problem: 'wrong' };
    throw error;
  }
  return { ok: true, signer, signedAt: timeIn(byType.get(oids.signingTime)) };
}

function attributesHold(
  { byType, contentType, digest }: SignedData,
  content: Uint8Array,
  signer: X509Certificate,
) {
  const type = byType.get(oids.contentType);
  const message = byType.get(oids.messageDigest);
  const meant = byType.get(oids.signingCertificateV2);
  return (
    type !== undefined &&
    readOid(type) === contentType &&
    message !== undefined &&
    message.content.equals(createHash(digest).update(content).digest()) &&
    // with another digest than SHA-256 the hash is the second value: those are left to the chain
    (meant === undefined || !isSha256Id(meant) || certificateHash(meant).equals(sha256(signer.raw)))
  );
}

function isSha256Id(meant: Der): boolean {
  return childrenOf(childrenOf(childrenOf(meant)[0]!)[0]!)[0]?.tag === 0x04;
}

function certificateHash(meant: Der): Buffer {
  return childrenOf(childrenOf(childrenOf(meant)[0]!)[0]!)[0]!.content;
}

function isNamed({ raw }: X509Certificate, { issuer, serial }: SignedData): boolean {
  const fields = childrenOf(childrenOf(readDer(raw))[0]!);
  if (fields[0]?.tag === 0xa0) fields.shift();
  return fields[0]!.content.equals(serial) && fields[2]!.whole.equals(issuer);
}

function timeIn(value: Der | undefined): string | null {
  try {
    return value === undefined ? null : readTime(value);
  } catch (error) {
    if (error instanceof NotDer) return null;
    throw error;
  }
}

/** OpenSSL's own errors have a code, or tell by their words where in OpenSSL they come from. */
function isOpenSslError(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return String(code).startsWith('ERR_') || /^error:[0-9A-F]+:/.test(String(message));
}
