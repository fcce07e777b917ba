import { describe, expect, test } from '@jest/globals';
import { tlsVersions } from '../../src/model/conversation.ts';
import { groupName } from '../../src/probe/conversations/tls/code-points.ts';
import { keyOf, makeCertificate, type Wanted } from '../tls/make-certificate.ts';
import { ask } from '../tls/loopback.ts';
import { startOpenssl } from './servers/openssl.ts';
import { askWithSslscan } from './servers/sslscan.ts';

const name = 'meet.contoso.test';
const root = makeCertificate({ subject: 'Root', authority: true, key: keyOf('rsa2048') });
const year = (date: number) => new Date(`${date}-01-01T00:00:00Z`);

/** What sslscan calls the kinds of key that it knows. */
const keyTypes: Readonly<Record<string, string>> = { RSA: 'rsa', EC: 'ec', ED25519: 'ed25519' };
const hashes: Readonly<Record<string, string>> = {
  sha1WithRSAEncryption: 'SHA-1',
  sha256WithRSAEncryption: 'SHA-256',
  sha512WithRSAEncryption: 'SHA-512',
};

const rows: readonly (readonly [string, string, Wanted])[] = [
  ['TLS 1.0 only', '-tls1', {}],
  ['TLS 1.1 only', '-tls1_1', {}],
  ['TLS 1.2 only', '-tls1_2', {}],
  ['TLS 1.3 only', '-tls1_3', {}],
  ['everything but TLS 1.3', '-no_tls1_3', {}],
  ['everything but TLS 1.1', '-no_tls1_1', {}],
  ['nothing older than TLS 1.2', '-min_protocol TLSv1.2', {}],
  ['all that OpenSSL still does', '', {}],
  ['P-256 and X448 in TLS 1.3', '-groups P-256:X448', {}],
  ['a key of 1024 bits', '', { key: keyOf('rsa1024') }],
  ['a key of P-256', '', { key: keyOf('p256') }],
  ['a key of P-384', '', { key: keyOf('p384') }],
  ['a signature over SHA-1', '', { hash: 'sha1' }],
  ['a signature over SHA-512', '', { hash: 'sha512' }],
  ['an expired certificate', '', { notBefore: year(2020), notAfter: year(2021) }],
];

describe('what sslscan sees is what we see', () => {
  test.each(rows)('%s', async (_what, options, wanted) => {
    const made = makeCertificate({ names: [name], issuer: root, key: keyOf('rsa2048'), ...wanted });
    const server = await startOpenssl({ made, options: options === '' ? [] : options.split(' ') });
    try {
      const asked = { serverName: name };
      const offer = await ask(server.port, { kind: 'tlsOffer', ...asked });
      const answer = await ask(server.port, { kind: 'tls', ...asked });
      const scan = await askWithSslscan(server.port, name);
      if (offer.status !== 'listed' || answer.status !== 'served') throw new Error(JSON.stringify(answer));
      expect(tlsVersions.filter((version) => offer.versions[version] === 'yes')).toEqual(scan.versions);
      const [leaf] = answer.chain;
      if (leaf?.readable !== true) throw new Error('no certificate');
      expect(leaf.key.type).toBe(keyTypes[scan.keyType ?? '']);
      if (scan.keyBits !== null && leaf.key.type === 'rsa') expect(leaf.key.bits).toBe(scan.keyBits);
      const hash = hashes[scan.signature ?? ''];
      if (hash !== undefined) expect(leaf.signature.hash).toBe(hash);
      expect(new Date(leaf.notAfter) < new Date()).toBe(scan.expired);
      expect(leaf.selfIssued).toBe(scan.selfSigned);
      // sslscan knows no hybrid, and asks for more curves than a TLS 1.3 server may take.
      if (scan.versions.includes('TLSv1.3')) {
        const common = scan.groups.map((code) => groupName(code));
        expect(offer.groups).toEqual(expect.arrayContaining(common));
        expect(common.length).toBeGreaterThan(0);
      }
    } finally {
      await server.stop();
    }
  });
});
