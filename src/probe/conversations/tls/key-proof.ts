import { constants, createHash, publicDecrypt, verify, type KeyObject } from 'node:crypto';
import { isNativeError } from 'node:util/types';
import type { TlsVersion } from '../../../model/conversation.ts';
import type { Cursor } from './bytes.ts';
import { suites } from './key-schedule.ts';
import { publicKeyOf } from './public-key.ts';

/**
 * Whether the signature in a ServerKeyExchange was made with the certificate's key (RFC 5246 section 7.4.3);
 * null: the key or the scheme is none that we can check.
 */
export function keyExchangeProven(
  certificate: Buffer | undefined,
  version: TlsVersion,
  signed: Buffer,
  cursor: Cursor,
): boolean | null {
  const key = certificate === undefined ? null : publicKeyOf(certificate);
  if (version === 'TLSv1.2') {
    const scheme = cursor.uint(2);
    return key === null ? null : verifyScheme(scheme, key, signed, cursor.vector(2).rest());
  }
  const signature = cursor.vector(2).rest();
  if (key === null) return null;
  if (key.asymmetricKeyType !== 'rsa') return checked(() => verify('sha1', signed, key, signature));
  // Before TLS 1.2 RSA signs the MD5 and the SHA-1 side by side, without naming either.
  const digests = ['md5', 'sha1'].map((hash) => createHash(hash).update(signed).digest());
  return opened(key, signature)?.equals(Buffer.concat(digests)) ?? false;
}

/** What an RSA signature holds; null: it was not made with this key, for nothing well-formed comes out. */
function opened(key: KeyObject, signature: Buffer): Buffer | null {
  return checked(() => publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature));
}

/** The same for TLS 1.3's CertificateVerify, which signs the transcript (RFC 8446 section 4.4.3). */
export function certificateVerifyProven(
  certificate: Buffer | undefined,
  cipher: number,
  transcript: readonly Buffer[],
  cursor: Cursor,
): boolean | null {
  const key = certificate === undefined ? null : publicKeyOf(certificate);
  const scheme = cursor.uint(2);
  const signature = cursor.vector(2).rest();
  const hash = suites[cipher]?.hash;
  if (key === null || hash === undefined) return null;
  const digest = createHash(hash).update(Buffer.concat(transcript)).digest();
  const signed = Buffer.concat([
    Buffer.alloc(64, 0x20),
    Buffer.from('TLS 1.3, server CertificateVerify\0'),
    digest,
  ]);
  return verifyScheme(scheme, key, signed, signature);
}

const hashes: Readonly<Record<number, string>> = {
  0x0201: 'sha1',
  0x0202: 'sha1',
  0x0203: 'sha1',
  0x0401: 'sha256',
  0x0403: 'sha256',
  0x0501: 'sha384',
  0x0503: 'sha384',
  0x0601: 'sha512',
  0x0603: 'sha512',
  0x0804: 'sha256',
  0x0805: 'sha384',
  0x0806: 'sha512',
  0x0809: 'sha256',
  0x080a: 'sha384',
  0x080b: 'sha512',
};

function verifyScheme(scheme: number, key: KeyObject, signed: Buffer, signature: Buffer): boolean | null {
  if (scheme === 0x0807 || scheme === 0x0808) return checked(() => verify(null, signed, key, signature));
  const hash = hashes[scheme];
  if (hash === undefined) return null;
  const pss = scheme >> 8 === 0x08;
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return checked(() => verify(hash, signed, pss ? { key, ...padding } : key, signature));
}

/** OpenSSL throws at what it can't read or won't do: then nothing is proven, and nothing disproven. */
function checked<T>(check: () => T): T | null {
  try {
    return check();
  } catch (cause) {
    if (isNativeError(cause)) return null;
    throw cause;
  }
}
