import { createPublicKey, X509Certificate, type JsonWebKey, type KeyObject } from 'node:crypto';
import { isNativeError } from 'node:util/types';
import { childrenOf, NotDer, readDer, readOid, tags, type Der } from './der.ts';

/**
 * The public key of a certificate, for checking what was signed with it; null: it is none that OpenSSL takes. Handed
 * over in parts where that can be done: OpenSSL 3 takes ten times as long over the same key in DER.
 */
export function publicKeyOf(certificate: Buffer): KeyObject | null {
  try {
    const parts = keyParts(certificate);
    return parts === null
      ? new X509Certificate(certificate).publicKey
      : createPublicKey({ key: parts, format: 'jwk' });
  } catch (cause) {
    if (isNativeError(cause)) return null;
    throw cause;
  }
}

const curves: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
};

/** null: a kind of key that has no such parts. */
function keyParts(certificate: Buffer): JsonWebKey | null {
  const [algorithm, bits] = childrenOf(subjectKeyInfo(certificate));
  const [id, parameters] = algorithm === undefined ? [] : childrenOf(algorithm);
  if (id === undefined || bits === undefined) return null;
  const key = bits.content.subarray(1);
  switch (readOid(id)) {
    case '1.2.840.113549.1.1.1':
    // A key for PSS alone is the same numbers; which padding was used, the scheme of the signature tells.
    case '1.2.840.113549.1.1.10': {
      const [modulus, exponent] = childrenOf(readDer(key));
      if (modulus === undefined || exponent === undefined) return null;
      return { kty: 'RSA', n: unsigned(modulus), e: unsigned(exponent) };
    }
    case '1.2.840.10045.2.1': {
      const crv = parameters?.tag === tags.oid ? curves[readOid(parameters)] : undefined;
      const half = (key.length - 1) / 2;
      // 4: both coordinates follow, whole.
      if (crv === undefined || key[0] !== 4 || !Number.isInteger(half)) return null;
      return { kty: 'EC', crv, x: text(key.subarray(1, 1 + half)), y: text(key.subarray(1 + half)) };
    }
    case '1.3.101.112':
      return { kty: 'OKP', crv: 'Ed25519', x: text(key) };
    default:
      return null;
  }
}

function subjectKeyInfo(certificate: Buffer): Der {
  const tbs = childrenOf(readDer(certificate))[0];
  const fields = tbs === undefined ? [] : childrenOf(tbs);
  const info = fields[fields[0]?.tag === 0xa0 ? 6 : 5];
  if (info === undefined) throw new NotDer('no public key');
  return info;
}

function unsigned({ content }: Der): string {
  return text(content[0] === 0 ? content.subarray(1) : content);
}

function text(bytes: Buffer): string {
  return bytes.toString('base64url');
}
