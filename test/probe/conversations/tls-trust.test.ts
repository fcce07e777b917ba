import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type TlsOptions } from 'node:tls';
import { ask, serving } from '../../tls/loopback.ts';
import { keyOf, makeCertificate, type Made } from '../../tls/make-certificate.ts';

let folder = '';
const root = makeCertificate({ subject: 'Root', authority: true });
const middle = makeCertificate({ subject: 'Middle', authority: true, issuer: root, key: keyOf('p384') });
const leaf = makeCertificate({ issuer: middle, key: keyOf('rsa2048') });
const old = makeCertificate({
  issuer: root,
  key: keyOf('rsa2048'),
  notAfter: new Date(0),
  notBefore: new Date(0),
});

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portwitness-trust-'));
  writeFileSync(join(folder, 'root.pem'), `The root\n${root.pem}`);
  writeFileSync(join(folder, 'empty.pem'), 'nothing');
});
afterAll(() => rmSync(folder, { recursive: true }));

const server = (made: Made, options: TlsOptions = {}) =>
  createServer({ key: made.keyPem, cert: made.pem, ...options });

const trust = (file: string) =>
  ({ kind: 'tlsTrust', serverName: null, anchors: { file: join(folder, file) } }) as const;

describe('the path to an anchor', () => {
  test.each([
    ['whole', server(leaf, { cert: leaf.pem + middle.pem }), true, null],
    ['with its intermediate missing', server(leaf), false, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['expired', server(old), false, 'CERT_HAS_EXPIRED'],
    ['of its own', server(makeCertificate()), false, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ] as const)('%s', async (_what, listening, trusted, problem) => {
    const answer = await serving(listening, (port) => ask(port, trust('root.pem')));
    expect(answer).toEqual({ kind: 'tlsTrust', status: 'verified', trusted, problem, anchors: 1 });
  });

  test('is no path of a root that the system does not know', async () => {
    const request = { kind: 'tlsTrust', serverName: null, anchors: 'system' } as const;
    const listening = server(leaf, { cert: leaf.pem + middle.pem + root.pem });
    expect(await serving(listening, (port) => ask(port, request))).toMatchObject({ trusted: false });
  });

  test.each(['empty.pem', 'missing.pem'])('%s is an error of our own', async (file) => {
    const answer = await serving(server(leaf), (port) => ask(port, trust(file)));
    expect(answer).toMatchObject({ status: 'broken', failure: { code: 'error' } });
  });
});

describe('a client certificate', () => {
  const asked = { kind: 'tls', serverName: null } as const;
  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'that is asked for in %s is demanded or not',
    async (maxVersion) => {
      const asking = { requestCert: true, maxVersion };
      const lax = server(leaf, { ...asking, rejectUnauthorized: false });
      expect(await serving(lax, (port) => ask(port, asked))).toMatchObject({
        clientCertificate: 'requested',
      });
      const strict = server(leaf, { ...asking, rejectUnauthorized: true });
      expect(await serving(strict, (port) => ask(port, asked))).toMatchObject({
        clientCertificate: 'demanded',
      });
    },
  );
});
