import type { CertificateFacts, KeyType } from '../../../model/conversation.ts';
import { childrenOf, NotDer, readDer, readOid, tags, type Der } from './der.ts';
import { bitLength } from './server-flight.ts';

type Readable = Extract<CertificateFacts, { readable: true }>;

const keyTypes: Readonly<Record<string, KeyType>> = {
  '1.2.840.113549.1.1.1': 'rsa',
  '1.2.840.113549.1.1.10': 'rsa-pss',
  '1.2.840.10045.2.1': 'ec',
  '1.2.840.10040.4.1': 'dsa',
  '1.3.101.112': 'ed25519',
  '1.3.101.113': 'ed448',
};

const curves: Readonly<Record<string, { name: string; bits: number }>> = {
  '1.2.840.10045.3.1.1': { name: 'P-192', bits: 192 },
  '1.3.132.0.33': { name: 'P-224', bits: 224 },
  '1.2.840.10045.3.1.7': { name: 'P-256', bits: 256 },
  '1.3.132.0.10': { name: 'secp256k1', bits: 256 },
  '1.3.132.0.34': { name: 'P-384', bits: 384 },
  '1.3.132.0.35': { name: 'P-521', bits: 521 },
  '1.3.36.3.3.2.8.1.1.7': { name: 'brainpoolP256r1', bits: 256 },
  '1.3.36.3.3.2.8.1.1.11': { name: 'brainpoolP384r1', bits: 384 },
  '1.3.36.3.3.2.8.1.1.13': { name: 'brainpoolP512r1', bits: 512 },
};

/** Type and size of a SubjectPublicKeyInfo's key (RFC 3279, RFC 4055, RFC 8410). */
export function readKey(info: Der): Readable['key'] {
  const [algorithm, bits] = childrenOf(info);
  if (algorithm === undefined || bits === undefined) throw new NotDer('no public key');
  const [id, parameters] = childrenOf(algorithm);
  const type = id === undefined ? 'unknown' : (keyTypes[readOid(id)] ?? 'unknown');
  // The first byte of a bit string counts its unused bits.
  const key = bits.content.subarray(1);
  switch (type) {
    case 'rsa':
    case 'rsa-pss':
      return { type, bits: bitLength(childrenOf(readDer(key))[0]?.content ?? Buffer.alloc(0)), curve: null };
    case 'dsa':
      return {
        type,
        bits: parameters === undefined ? 0 : bitLength(childrenOf(parameters)[0]?.content ?? key),
        curve: null,
      };
    case 'ec': {
      const oid = parameters?.tag === tags.oid ? readOid(parameters) : null;
      const curve = oid === null ? undefined : curves[oid];
      return { type, bits: curve?.bits ?? ((key.length - 1) >> 1) * 8, curve: curve?.name ?? oid };
    }
    case 'ed25519':
      return { type, bits: 256, curve: null };
    case 'ed448':
      return { type, bits: 456, curve: null };
    default:
      return { type, bits: 0, curve: null };
  }
}

const signatures: Readonly<Record<string, { algorithm: string; hash: string | null }>> = {
  '1.2.840.113549.1.1.2': { algorithm: 'RSA', hash: 'MD2' },
  '1.2.840.113549.1.1.4': { algorithm: 'RSA', hash: 'MD5' },
  '1.2.840.113549.1.1.5': { algorithm: 'RSA', hash: 'SHA-1' },
  '1.3.14.3.2.29': { algorithm: 'RSA', hash: 'SHA-1' },
  '1.2.840.113549.1.1.11': { algorithm: 'RSA', hash: 'SHA-256' },
  '1.2.840.113549.1.1.12': { algorithm: 'RSA', hash: 'SHA-384' },
  '1.2.840.113549.1.1.13': { algorithm: 'RSA', hash: 'SHA-512' },
  '1.2.840.113549.1.1.14': { algorithm: 'RSA', hash: 'SHA-224' },
  '1.2.840.10045.4.1': { algorithm: 'ECDSA', hash: 'SHA-1' },
  '1.2.840.10045.4.3.1': { algorithm: 'ECDSA', hash: 'SHA-224' },
  '1.2.840.10045.4.3.2': { algorithm: 'ECDSA', hash: 'SHA-256' },
  '1.2.840.10045.4.3.3': { algorithm: 'ECDSA', hash: 'SHA-384' },
  '1.2.840.10045.4.3.4': { algorithm: 'ECDSA', hash: 'SHA-512' },
  '1.2.840.10040.4.3': { algorithm: 'DSA', hash: 'SHA-1' },
  '2.16.840.1.101.3.4.3.2': { algorithm: 'DSA', hash: 'SHA-256' },
  '1.3.101.112': { algorithm: 'Ed25519', hash: null },
  '1.3.101.113': { algorithm: 'Ed448', hash: null },
};

const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
  '2.16.840.1.101.3.4.2.4': 'SHA-224',
};

export function readSignature(algorithm: Der): Readable['signature'] {
  const [id, parameters] = childrenOf(algorithm);
  if (id === undefined) throw new NotDer('no signature algorithm');
  const oid = readOid(id);
  if (oid === '1.2.840.113549.1.1.10') return { algorithm: 'RSA-PSS', hash: pssHash(parameters) };
  return signatures[oid] ?? { algorithm: oid, hash: null };
}

/** RFC 4055 section 3.1: the hash stands in [0]; SHA-1 where it is left out. */
function pssHash(parameters: Der | undefined): string {
  const field = parameters === undefined ? undefined : childrenOf(parameters).find(({ tag }) => tag === 0xa0);
  if (field === undefined) return 'SHA-1';
  const id = childrenOf(readDer(field.content))[0];
  const oid = id === undefined ? '' : readOid(id);
  return hashes[oid] ?? oid;
}
