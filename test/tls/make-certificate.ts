import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { bitString, der, integer, oid, sequence, set, time } from './der-writer.ts';

/** A certificate with its key, and what it takes to issue others. */
export interface Made {
  readonly der: Buffer;
  readonly pem: string;
  readonly keyPem: string;
  readonly key: KeyObject;
  readonly subject: string;
}

export interface Wanted {
  readonly subject?: string;
  readonly key?: KeyObject;
  readonly names?: readonly string[];
  readonly addresses?: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Left out: signed by its own key. */
  readonly issuer?: Made;
  readonly hash?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly authority?: boolean;
}

/** Keys are costly to make: each kind is made once a test process. */
const keys = new Map<string, KeyObject>();

export type KeyKind =
  | 'rsa1024'
  | 'rsa2048'
  | 'rsa8192'
  | 'pss2048'
  | 'p256'
  | 'p384'
  | 'p521'
  | 'ed25519'
  | 'ed448'
  | 'other2048';

export function keyOf(kind: KeyKind): KeyObject {
  const made = keys.get(kind) ?? generate(kind);
  keys.set(kind, made);
  return made;
}

function generate(kind: KeyKind): KeyObject {
  const bits = Number(/\d+$/.exec(kind)?.[0]);
  if (kind === 'ed25519') return generateKeyPairSync('ed25519').privateKey;
  if (kind === 'ed448') return generateKeyPairSync('ed448').privateKey;
  if (kind === 'pss2048') {
    const settings = {
      modulusLength: bits,
      hashAlgorithm: 'sha256',
      mgf1HashAlgorithm: 'sha256',
      saltLength: 32,
    };
    // @types/node lacks the hash names that Node 17 brought.
    return (generateKeyPairSync as (type: string, settings: object) => { privateKey: KeyObject })(
      'rsa-pss',
      settings,
    ).privateKey;
  }
  if (kind.startsWith('p')) {
    const namedCurve = { p256: 'prime256v1', p384: 'secp384r1', p521: 'secp521r1' }[kind as 'p256'];
    return generateKeyPairSync('ec', { namedCurve }).privateKey;
  }
  return generateKeyPairSync('rsa', { modulusLength: bits }).privateKey;
}

const day = 86_400_000;

let serial = 1;

/** A certificate of any key, name and time, byte for byte as asked; valid for this month when nothing else is said. */
export function makeCertificate(wanted: Wanted = {}): Made {
  const key = wanted.key ?? keyOf('p256');
  const subject = wanted.subject ?? 'meet.contoso.test';
  const signer = wanted.issuer?.key ?? key;
  const algorithm = signatureAlgorithm(signer, wanted.hash ?? 'sha256');
  const extensions = extensionsOf(wanted);
  const tbs = sequence(
    der(0xa0, integer(2)),
    integer(serial++),
    algorithm,
    nameOf(wanted.issuer?.subject ?? subject),
    sequence(
      time(wanted.notBefore ?? new Date(Date.now() - day)),
      time(wanted.notAfter ?? new Date(Date.now() + 30 * day)),
    ),
    nameOf(subject),
    createPublicKey(key).export({ format: 'der', type: 'spki' }),
    ...(extensions.length > 0 ? [der(0xa3, sequence(...extensions))] : []),
  );
  const bytes = sequence(tbs, algorithm, bitString(signatureOf(tbs, signer, wanted.hash ?? 'sha256')));
  return {
    der: bytes,
    pem: `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    keyPem: String(key.export({ format: 'pem', type: 'pkcs8' })),
    key: createPrivateKey(key.export({ format: 'pem', type: 'pkcs8' })),
    subject,
  };
}

function nameOf(commonName: string): Buffer {
  if (commonName === '') return sequence();
  return sequence(set(sequence(oid('2.5.4.3'), der(0x0c, Buffer.from(commonName)))));
}

function extensionsOf({ names = [], addresses = [], authority = false }: Wanted): Buffer[] {
  const alternative = [
    ...names.map((name) => der(0x82, Buffer.from(name, 'latin1'))),
    ...addresses.map((address) => der(0x87, Buffer.from(address.split('.').map(Number)))),
  ];
  const list: Buffer[] = [];
  if (alternative.length > 0) list.push(sequence(oid('2.5.29.17'), der(0x04, sequence(...alternative))));
  if (authority) {
    list.push(
      sequence(
        oid('2.5.29.19'),
        der(0x01, Buffer.from([0xff])),
        der(0x04, sequence(der(0x01, Buffer.from([0xff])))),
      ),
    );
  }
  return list;
}

const rsaOids = { sha1: '5', sha256: '11', sha384: '12', sha512: '13' } as const;
const hashOids = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;
const saltLengths = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 } as const;
type Hash = keyof typeof rsaOids;

function signatureAlgorithm(key: KeyObject, hash: Hash): Buffer {
  const nothing = der(0x05);
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return sequence(oid(`1.2.840.113549.1.1.${rsaOids[hash]}`), nothing);
    case 'rsa-pss': {
      const digest = sequence(oid(hashOids[hash]), nothing);
      const mask = sequence(oid('1.2.840.113549.1.1.8'), digest);
      return sequence(
        oid('1.2.840.113549.1.1.10'),
        sequence(der(0xa0, digest), der(0xa1, mask), der(0xa2, integer(saltLengths[hash]))),
      );
    }
    case 'ec':
      return sequence(
        oid(
          hash === 'sha1'
            ? '1.2.840.10045.4.1'
            : `1.2.840.10045.4.3.${{ sha256: 2, sha384: 3, sha512: 4 }[hash]}`,
        ),
      );
    default:
      return sequence(oid(key.asymmetricKeyType === 'ed448' ? '1.3.101.113' : '1.3.101.112'));
  }
}

function signatureOf(tbs: Buffer, key: KeyObject, hash: Hash): Buffer {
  const type = key.asymmetricKeyType;
  if (type === 'ed25519' || type === 'ed448') return sign(null, tbs, key);
  if (type === 'rsa-pss') {
    return sign(hash, tbs, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: saltLengths[hash] });
  }
  return sign(hash, tbs, key);
}
