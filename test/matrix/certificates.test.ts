import { describe, expect, test } from '@jest/globals';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { TlsAnswer } from '../../src/model/conversation.ts';
import { keyOf, makeCertificate, type Wanted } from '../tls/make-certificate.ts';
import { ask } from '../tls/loopback.ts';
import { askWithOpenssl, startOpenssl, type OpensslServer } from './servers/openssl.ts';
import { outputOf } from './servers/processes.ts';
import { scratchPath } from './servers/scratch.ts';

const day = (date: string) => new Date(`${date}T00:00:00Z`);
const name = 'meet.contoso.test';
const root = makeCertificate({ subject: 'Root', authority: true, key: keyOf('rsa2048') });
const pssRoot = makeCertificate({ subject: 'PSS root', authority: true, key: keyOf('pss2048') });
const middle = makeCertificate({ subject: 'Middle', authority: true, issuer: root, key: keyOf('p384') });
const issued = (wanted: Wanted = {}) => makeCertificate({ names: [name], issuer: middle, ...wanted });

/** Four primes, for two would take a minute to find. */
async function largeKey() {
  const file = scratchPath('rsa8192.pem');
  const settings = ['rsa_keygen_bits:8192', 'rsa_keygen_primes:4'].flatMap((pair) => ['-pkeyopt', pair]);
  await outputOf('openssl', ['genpkey', '-algorithm', 'RSA', ...settings, '-out', file]);
  return createPrivateKey(readFileSync(file));
}

const own = (wanted: Wanted = {}): OpensslServer => ({ made: issued(wanted), chain: [middle] });

/** Each a server, and what its configuration says of its first certificate. */
const rows: readonly (readonly [string, () => OpensslServer | Promise<OpensslServer>, object])[] = [
  ['a whole chain', () => own(), { subject: `CN=${name}`, issuer: 'CN=Middle', selfIssued: false }],
  ['a chain with its root', () => ({ made: issued(), chain: [middle, root] }), {}],
  ['a missing intermediate', () => ({ made: issued() }), { issuer: 'CN=Middle' }],
  ['a reversed chain', () => ({ made: issued(), chain: [root, middle] }), {}],
  ['a certificate sent twice', () => ({ made: issued(), chain: [middle, middle] }), {}],
  ['its own signature', () => ({ made: makeCertificate() }), { selfIssued: true }],
  [
    'an expired certificate',
    () => own({ notBefore: day('2020-01-01'), notAfter: day('2021-01-01') }),
    { notAfter: '2021-01-01T00:00:00.000Z' },
  ],
  [
    'one that is not yet valid',
    () => own({ notBefore: day('2045-01-01'), notAfter: day('2046-01-01') }),
    { notBefore: '2045-01-01T00:00:00.000Z' },
  ],
  [
    'one that outlives 2050',
    () => own({ notAfter: day('2075-06-01') }),
    { notAfter: '2075-06-01T00:00:00.000Z' },
  ],
  [
    'one from before 2000',
    () => own({ notBefore: day('1998-06-01') }),
    { notBefore: '1998-06-01T00:00:00.000Z' },
  ],
  ['a wrong host', () => own({ names: ['other.contoso.test'] }), { dnsNames: ['other.contoso.test'] }],
  ['a name in the common name alone', () => own({ names: [] }), { dnsNames: [], commonNames: [name] }],
  [
    'a wildcard as common name',
    () => own({ subject: '*.contoso.test' }),
    { commonNames: ['*.contoso.test'] },
  ],
  ['a wildcard among the names', () => own({ names: ['*.contoso.test'] }), { dnsNames: ['*.contoso.test'] }],
  ['no subject', () => own({ subject: '' }), { subject: '', commonNames: [] }],
  [
    'letters of other scripts',
    () => own({ subject: 'Señalización 会議' }),
    { subject: 'CN=Señalización 会議' },
  ],
  ['marks that need escaping', () => own({ subject: 'a, b+c="d"' }), { commonNames: ['a, b+c="d"'] }],
  [
    'addresses',
    () => own({ addresses: ['127.0.0.1', '192.0.2.7'] }),
    { addresses: ['127.0.0.1', '192.0.2.7'] },
  ],
  ['a NUL in a name', () => own({ names: [`${name}\0.evil.test`] }), { dnsNames: [`${name}\0.evil.test`] }],
  [
    'escapes in a name',
    () => own({ names: ['\u001b]0;x\u0007.test'] }),
    { dnsNames: ['\u001b]0;x\u0007.test'] },
  ],
  [
    'an RSA key of 1024 bits',
    () => own({ key: keyOf('rsa1024') }),
    { key: { type: 'rsa', bits: 1024, curve: null } },
  ],
  [
    'an RSA key of 2048 bits',
    () => own({ key: keyOf('rsa2048') }),
    { key: { type: 'rsa', bits: 2048, curve: null } },
  ],
  [
    'an RSA key of 8192 bits',
    async () => own({ key: await largeKey() }),
    { key: { type: 'rsa', bits: 8192, curve: null } },
  ],
  [
    'an RSA-PSS key',
    () => own({ key: keyOf('pss2048') }),
    { key: { type: 'rsa-pss', bits: 2048, curve: null } },
  ],
  ['a P-256 key', () => own({ key: keyOf('p256') }), { key: { type: 'ec', bits: 256, curve: 'P-256' } }],
  ['a P-384 key', () => own({ key: keyOf('p384') }), { key: { type: 'ec', bits: 384, curve: 'P-384' } }],
  ['a P-521 key', () => own({ key: keyOf('p521') }), { key: { type: 'ec', bits: 521, curve: 'P-521' } }],
  [
    'an Ed25519 key',
    () => own({ key: keyOf('ed25519') }),
    { key: { type: 'ed25519', bits: 256, curve: null } },
  ],
  ['an Ed448 key', () => own({ key: keyOf('ed448') }), { key: { type: 'ed448', bits: 456, curve: null } }],
  [
    'an RSA signature over SHA-1',
    () => ({ made: issued({ issuer: root, hash: 'sha1' }) }),
    { signature: { algorithm: 'RSA', hash: 'SHA-1' } },
  ],
  [
    'an RSA signature over SHA-512',
    () => ({ made: issued({ issuer: root, hash: 'sha512' }) }),
    { signature: { algorithm: 'RSA', hash: 'SHA-512' } },
  ],
  [
    'an RSA-PSS signature',
    () => ({ made: issued({ issuer: pssRoot }) }),
    { signature: { algorithm: 'RSA-PSS', hash: 'SHA-256' } },
  ],
  [
    'an ECDSA signature over SHA-384',
    () => own({ hash: 'sha384' }),
    { signature: { algorithm: 'ECDSA', hash: 'SHA-384' } },
  ],
];

/** Ten thousand names take 200 KB: more than most tools read. */
const manyNames = Array.from({ length: 10_000 }, (_, i) => `host${i}.contoso.test`);

describe('what a server shows is what openssl s_client sees, and what its configuration says', () => {
  test.each(rows)('%s', async (_what, start, wanted) => {
    const server = await startOpenssl(await start());
    try {
      const [answer, client] = await Promise.all([
        ask(server.port, { kind: 'tls', serverName: name }),
        askWithOpenssl(server.port, name),
      ]);
      const { chain, version, certificatesSent, keyProven } = served(answer);
      expect(chain.map(({ der }) => der)).toEqual(client.chain);
      expect([version, certificatesSent, keyProven]).toEqual([client.version, client.chain.length, true]);
      expect(chain[0]).toMatchObject({ readable: true, ...wanted });
      for (const certificate of chain) agreesWithOpenssl(certificate);
    } finally {
      await server.stop();
    }
  });

  test('ten thousand names', async () => {
    const server = await startOpenssl(own({ names: manyNames }));
    try {
      const { chain } = served(await ask(server.port, { kind: 'tls', serverName: name }));
      expect(chain[0]).toMatchObject({ dnsNames: manyNames });
    } finally {
      await server.stop();
    }
  });
});

function served(answer: TlsAnswer): Extract<TlsAnswer, { status: 'served' }> {
  if (answer.status !== 'served') throw new Error(JSON.stringify(answer));
  return answer;
}

/** The same bytes, read by OpenSSL. */
function agreesWithOpenssl(facts: Extract<TlsAnswer, { status: 'served' }>['chain'][number]): void {
  const certificate = new X509Certificate(Buffer.from(facts.der, 'base64'));
  if (!facts.readable) throw new Error(facts.problem);
  expect(facts.sha256).toBe(certificate.fingerprint256.replaceAll(':', '').toLowerCase());
  expect(new Date(facts.notBefore).getTime()).toBe(new Date(certificate.validFrom).getTime());
  expect(new Date(facts.notAfter).getTime()).toBe(new Date(certificate.validTo).getTime());
  expect(BigInt(`0x${facts.serial}`)).toBe(BigInt(`0x${certificate.serialNumber}`));
  expect(facts.authority).toBe(certificate.ca);
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  expect(facts.key.type).toBe(asymmetricKeyType);
  if (asymmetricKeyDetails?.modulusLength !== undefined)
    expect(facts.key.bits).toBe(asymmetricKeyDetails.modulusLength);
}
