import { describe, expect, test } from '@jest/globals';
import { constants, createHash, privateEncrypt, sign, type KeyObject } from 'node:crypto';
import type { TlsVersion } from '../../../src/model/conversation.ts';
import { Cursor } from '../../../src/probe/conversations/tls/bytes.ts';
import {
  certificateVerifyProven,
  keyExchangeProven,
} from '../../../src/probe/conversations/tls/key-proof.ts';
import { keyOf, makeCertificate, type KeyKind } from '../../tls/make-certificate.ts';

const data = Buffer.from('client random, server random, parameters');
const own = (kind: KeyKind) => makeCertificate({ key: keyOf(kind) }).der;

/** Two bytes of scheme where the version has one, then the signature as a vector. */
function message(scheme: number | null, signature: Buffer): Cursor {
  const head = Buffer.alloc(scheme === null ? 2 : 4);
  if (scheme !== null) head.writeUInt16BE(scheme);
  head.writeUInt16BE(signature.length, head.length - 2);
  return new Cursor(Buffer.concat([head, signature]));
}

const pss = (key: KeyObject, saltLength: number = constants.RSA_PSS_SALTLEN_DIGEST) => ({
  key,
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength,
});

/** Kind of key, scheme, and how an honest server signs. */
const schemes: readonly (readonly [KeyKind, number, (data: Buffer, key: KeyObject) => Buffer])[] = [
  ['rsa2048', 0x0401, (bytes, key) => sign('sha256', bytes, key)],
  ['rsa2048', 0x0601, (bytes, key) => sign('sha512', bytes, key)],
  ['rsa2048', 0x0804, (bytes, key) => sign('sha256', bytes, pss(key))],
  ['p256', 0x0403, (bytes, key) => sign('sha256', bytes, key)],
  ['p384', 0x0503, (bytes, key) => sign('sha384', bytes, key)],
  ['ed25519', 0x0807, (bytes, key) => sign(null, bytes, key)],
];

/** Another key of the same kind: what an imposter has, who shows a certificate of somebody else's. */
const imposters: Readonly<Partial<Record<KeyKind, KeyKind>>> = { rsa2048: 'other2048' };

describe('the signature over a key exchange of TLS 1.2', () => {
  test.each(schemes)(
    '%s, scheme %d: the right key over the right bytes, and no other',
    (kind, scheme, make) => {
      const signature = make(data, keyOf(kind));
      const judge = (bytes: Buffer, signed: Buffer) =>
        keyExchangeProven(own(kind), 'TLSv1.2', signed, message(scheme, bytes));
      expect(judge(signature, data)).toBe(true);
      expect(judge(signature, Buffer.concat([data, Buffer.from('x')]))).toBe(false);
      expect(judge(signature.map((byte, i) => (i === 9 ? byte ^ 1 : byte)) as Buffer, data)).toBe(false);
      const imposter = imposters[kind];
      if (imposter !== undefined) expect(judge(make(data, keyOf(imposter)), data)).toBe(false);
    },
  );

  test('salts of another length than the digest prove nothing (RFC 8446 section 4.2.3)', () => {
    const signature = sign('sha256', data, pss(keyOf('rsa2048'), 20));
    expect(keyExchangeProven(own('rsa2048'), 'TLSv1.2', data, message(0x0804, signature))).toBe(false);
  });

  test('a scheme that nobody knows decides nothing', () => {
    const signature = sign('sha256', data, keyOf('rsa2048'));
    expect(keyExchangeProven(own('rsa2048'), 'TLSv1.2', data, message(0x7777, signature))).toBeNull();
    expect(keyExchangeProven(undefined, 'TLSv1.2', data, message(0x0401, signature))).toBeNull();
  });
});

const rsa = (key: KeyObject, signed: Buffer) =>
  privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signed);

describe.each(['TLSv1.0', 'TLSv1.1'] as const)(
  'the signature over a key exchange of %s',
  (version: TlsVersion) => {
    const digests = Buffer.concat(['md5', 'sha1'].map((hash) => createHash(hash).update(data).digest()));
    const judge = (kind: KeyKind, signature: Buffer) =>
      keyExchangeProven(own(kind), version, data, message(null, signature));

    test('by RSA is both digests', () => {
      expect(judge('rsa2048', rsa(keyOf('rsa2048'), digests))).toBe(true);
      expect(judge('rsa2048', rsa(keyOf('rsa2048'), digests.subarray(16)))).toBe(false);
      expect(judge('rsa2048', rsa(keyOf('other2048'), digests))).toBe(false);
      expect(judge('rsa2048', Buffer.alloc(10))).toBe(false);
    });

    test('by an elliptic curve is over SHA-1', () => {
      expect(judge('p256', sign('sha1', data, keyOf('p256')))).toBe(true);
      expect(judge('p256', sign('sha256', data, keyOf('p256')))).toBe(false);
    });
  },
);

describe("TLS 1.3's CertificateVerify", () => {
  const transcript = [Buffer.from('hello'), Buffer.from('certificate')];
  const wanted = (context = 'TLS 1.3, server CertificateVerify\0') =>
    Buffer.concat([
      Buffer.alloc(64, 0x20),
      Buffer.from(context),
      createHash('sha256').update(Buffer.concat(transcript)).digest(),
    ]);
  const judge = (kind: KeyKind, scheme: number, signature: Buffer, said = transcript) =>
    certificateVerifyProven(own(kind), 0x1301, said, message(scheme, signature));

  test.each(schemes)('by %s, scheme %d', (kind, scheme, make) => {
    expect(judge(kind, scheme, make(wanted(), keyOf(kind)))).toBe(true);
    expect(judge(kind, scheme, make(wanted(), keyOf(kind)), [...transcript, Buffer.from('x')])).toBe(false);
    expect(judge(kind, scheme, make(wanted('TLS 1.3, client CertificateVerify\0'), keyOf(kind)))).toBe(false);
  });
});
