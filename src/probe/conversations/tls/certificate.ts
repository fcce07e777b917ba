import { createHash } from 'node:crypto';
import type { CertificateFacts } from '../../../model/conversation.ts';
import { readKey, readSignature } from './certificate-algorithms.ts';
import { readDistinguishedName, readSubject } from './distinguished-name.ts';
import { childrenOf, NotDer, readDer, readOid, readTime, type Der } from './der.ts';

/** Names kept of one certificate: more than a thousand sites share none. */
export const namesCap = 20_000;

type Readable = Extract<CertificateFacts, { readable: true }>;

/** A certificate's facts from its DER bytes, read by a parser of our own (RFC 5280 section 4.1). */
export function certificateFacts(der: Buffer): CertificateFacts {
  const identity = { sha256: createHash('sha256').update(der).digest('hex'), der: der.toString('base64') };
  try {
    return { readable: true, ...readCertificate(der), ...identity };
  } catch (cause) {
    if (cause instanceof NotDer) return { readable: false, problem: cause.message, ...identity };
    throw cause;
  }
}

function readCertificate(der: Buffer): Omit<Readable, 'readable' | 'sha256' | 'der'> {
  const [tbs, signatureAlgorithm] = childrenOf(readDer(der));
  if (tbs === undefined || signatureAlgorithm === undefined) throw new NotDer('no certificate');
  const fields = childrenOf(tbs);
  // Version 1 leaves the first field out.
  if (fields[0]?.tag === 0xa0) fields.shift();
  const [serial, , issuer, validity, subject, key] = fields;
  if (!serial || !issuer || !validity || !subject || !key)
    throw new NotDer('a certificate with fields missing');
  const [notBefore, notAfter] = childrenOf(validity);
  if (!notBefore || !notAfter) throw new NotDer('no validity');
  const extensions = readExtensions(fields.find(({ tag }) => tag === 0xa3));
  return {
    ...readSubject(subject),
    issuer: readDistinguishedName(issuer),
    ...readAlternativeNames(extensions.get('2.5.29.17')),
    serial: serial.content.toString('hex'),
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    key: readKey(key),
    signature: readSignature(signatureAlgorithm),
    authority: isAuthority(extensions.get('2.5.29.19')),
    selfIssued: subject.whole.equals(issuer.whole),
  };
}

/** By object identifier, the value inside its octet string. */
function readExtensions(field: Der | undefined): Map<string, Der> {
  const extensions = new Map<string, Der>();
  if (field === undefined) return extensions;
  for (const extension of childrenOf(readDer(field.content))) {
    const parts = childrenOf(extension);
    const [id, value] = [parts[0], parts.at(-1)];
    if (id !== undefined && value !== undefined) extensions.set(readOid(id), readDer(value.content));
  }
  return extensions;
}

function readAlternativeNames(extension: Der | undefined): Pick<Readable, 'dnsNames' | 'addresses'> {
  const names = extension === undefined ? [] : childrenOf(extension).slice(0, namesCap);
  return {
    dnsNames: names.filter(({ tag }) => tag === 0x82).map(({ content }) => content.toString('latin1')),
    addresses: names.filter(({ tag }) => tag === 0x87).map(({ content }) => formatAddress(content)),
  };
}

function formatAddress(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.length !== 16) return bytes.toString('hex');
  return Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(2 * i).toString(16)).join(':');
}

function isAuthority(extension: Der | undefined): boolean {
  const flag = extension === undefined ? undefined : childrenOf(extension)[0];
  return flag?.tag === 0x01 && flag.content[0] !== 0;
}
