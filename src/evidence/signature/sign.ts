import { createHash, sign as signBytes, type KeyObject, type X509Certificate } from 'node:crypto';
import { childrenOf, readDer } from '../../probe/conversations/tls/der.ts';
import type { Signer } from '../seal.ts';
import { der, integer, nothing, octetString, oid, sequence, set, time } from './der-write.ts';
import { oids } from './oids.ts';

/** A key with its certificate, and the certificates that lead from it to an authority. */
export interface SigningKey {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
  readonly chain: readonly X509Certificate[];
}

/** Signs as a detached CMS SignedData (RFC 5652), which `openssl cms -verify -binary` accepts; RSA and EC keys. */
export function signerWith(signing: SigningKey): Signer {
  const { certificate } = signing;
  return {
    subject: certificate.subject.replaceAll('\n', ', '),
    certificate: sha256(certificate.raw).toString('hex'),
    sign: (bytes, now) => signDetached(bytes, signing, now),
  };
}

function signDetached(bytes: Uint8Array, { key, certificate, chain }: SigningKey, now: Date): Buffer {
  const digestAlgorithm = sequence(oid(oids.sha256), nothing);
  const attributes = [
    attribute(oids.contentType, oid(oids.data)),
    attribute(oids.signingTime, time(now)),
    attribute(oids.messageDigest, octetString(sha256(bytes))),
    // which certificate is meant: another one of the same key can't be put in its place (RFC 5035)
    attribute(oids.signingCertificateV2, sequence(sequence(sequence(octetString(sha256(certificate.raw)))))),
  ];
  // signed as a SET, written with a tag of its place (RFC 5652 section 5.4)
  const signed = set(...attributes);
  const rsa = key.asymmetricKeyType === 'rsa';
  const signerInfo = sequence(
    integer(1),
    issuerAndSerial(certificate.raw),
    digestAlgorithm,
    retagged(signed, 0xa0),
    rsa ? sequence(oid(oids.rsa), nothing) : sequence(oid(oids.ecdsaWithSha256)),
    octetString(signBytes('sha256', signed, key)),
  );
  const signedData = sequence(
    integer(1),
    set(digestAlgorithm),
    sequence(oid(oids.data)),
    retagged(set(...[certificate, ...chain].map(({ raw }) => raw)), 0xa0),
    set(signerInfo),
  );
  return sequence(oid(oids.signedData), der(0xa0, signedData));
}

function attribute(type: string, value: Buffer): Buffer {
  return sequence(oid(type), set(value));
}

function retagged(value: Buffer, tag: number): Buffer {
  return Buffer.concat([Buffer.from([tag]), value.subarray(1)]);
}

/** As they stand in the certificate, byte for byte: names are compared so. */
function issuerAndSerial(certificate: Buffer): Buffer {
  const fields = childrenOf(childrenOf(readDer(certificate))[0]!);
  if (fields[0]!.tag === 0xa0) fields.shift();
  const [serial, , issuer] = fields;
  return sequence(issuer!.whole, serial!.whole);
}

export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
