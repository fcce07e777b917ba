import { describe, expect, test } from '@jest/globals';
import { createServer, type TlsOptions } from 'node:tls';
import type { TlsAnswer } from '../../../src/model/conversation.ts';
import { ask, scripted, serving } from '../../tls/loopback.ts';
import { keyOf, makeCertificate, type KeyKind, type Made } from '../../tls/make-certificate.ts';

const server = (made: Made, options: TlsOptions = {}) =>
  createServer({
    key: made.keyPem,
    cert: made.pem,
    ciphers: 'ALL:@SECLEVEL=0',
    minVersion: 'TLSv1',
    ...options,
  });

const asked = { kind: 'tls', serverName: 'meet.contoso.test' } as const;

function served(answer: TlsAnswer): Extract<TlsAnswer, { status: 'served' }> {
  if (answer.status !== 'served') throw new Error(JSON.stringify(answer));
  return answer;
}

describe('a TLS port tells', () => {
  const kinds: [KeyKind, string, number, string | null, string][] = [
    ['rsa2048', 'rsa', 2048, null, 'RSA'],
    ['rsa1024', 'rsa', 1024, null, 'RSA'],
    ['pss2048', 'rsa-pss', 2048, null, 'RSA-PSS'],
    ['p256', 'ec', 256, 'P-256', 'ECDSA'],
    ['p384', 'ec', 384, 'P-384', 'ECDSA'],
    ['p521', 'ec', 521, 'P-521', 'ECDSA'],
    ['ed25519', 'ed25519', 256, null, 'Ed25519'],
    ['ed448', 'ed448', 456, null, 'Ed448'],
  ];
  test.each(kinds)(
    'the key and signature of %s, in TLS 1.3 and 1.2',
    async (kind, type, bits, curve, algorithm) => {
      const made = makeCertificate({ key: keyOf(kind), names: ['meet.contoso.test', '*.contoso.test'] });
      for (const version of ['TLSv1.3', 'TLSv1.2'] as const) {
        const answer = await serving(server(made, { maxVersion: version }), (port) => ask(port, asked));
        const { chain, version: spoken, keyProven } = served(answer);
        expect(spoken).toBe(version);
        expect(keyProven).toBe(true);
        expect(chain).toMatchObject([
          {
            readable: true,
            subject: 'CN=meet.contoso.test',
            dnsNames: ['meet.contoso.test', '*.contoso.test'],
            key: { type, bits, curve },
            signature: { algorithm },
            selfIssued: true,
            der: made.der.toString('base64'),
          },
        ]);
      }
    },
  );

  test.each(['TLSv1', 'TLSv1.1'] as const)('that it speaks %s alone', async (version) => {
    const made = makeCertificate({ key: keyOf('rsa2048') });
    const answer = await serving(server(made, { maxVersion: version }), (port) => ask(port, asked));
    expect(served(answer)).toMatchObject({
      version: version === 'TLSv1' ? 'TLSv1.0' : version,
      keyProven: true,
    });
  });

  test.each(['P-384', 'P-521', 'X448'])('what it serves after a retry with %s', async (ecdhCurve) => {
    const made = makeCertificate();
    const answer = await serving(server(made, { ecdhCurve }), (port) => ask(port, asked));
    const keyExchange = ecdhCurve.replace('-', '');
    expect(served(answer)).toMatchObject({ version: 'TLSv1.3', keyExchange, keyProven: true });
  });

  test('that it wants its cookie back with another share', async () => {
    // HelloRetryRequest: TLS 1.3, P-384, a cookie of four bytes.
    const retry =
      '16030300420200003e0303cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c00130100' +
      '0016002b00020304003300020018002c00060004c00c1e55';
    const second = new Promise<Buffer>((resolve) => {
      const once = scripted((socket) => {
        socket.once('data', () => {
          socket.once('data', (hello) => {
            resolve(hello);
            socket.end(Buffer.from('15030300020228', 'hex'));
          });
          socket.write(Buffer.from(retry, 'hex'));
        });
      });
      void serving(once, (port) => ask(port, asked));
    });
    const hello = (await second).toString('hex');
    expect(hello).toContain('002c00060004c00c1e55');
    expect(hello).toContain('00330067006500180061');
  });

  test('every certificate of its chain in the order sent', async () => {
    const root = makeCertificate({ subject: 'Root', authority: true });
    const middle = makeCertificate({ subject: 'Middle', authority: true, issuer: root, key: keyOf('p384') });
    const leaf = makeCertificate({ issuer: middle, key: keyOf('rsa2048') });
    const reversed = server(leaf, { cert: leaf.pem + root.pem + middle.pem });
    const { chain } = served(await serving(reversed, (port) => ask(port, asked)));
    expect(chain.map((certificate) => certificate.readable && certificate.subject)).toEqual([
      'CN=meet.contoso.test',
      'CN=Root',
      'CN=Middle',
    ]);
  });

  test('that it asks for a client certificate', async () => {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const asking = server(makeCertificate(), { requestCert: true, rejectUnauthorized: false, maxVersion });
      const answer = await serving(asking, (port) => ask(port, asked));
      expect(served(answer).clientCertificate).toBe('requested');
    }
  });

  test('that it demands one, by ending once the handshake is done without it', async () => {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const demanding = server(makeCertificate(), {
        requestCert: true,
        rejectUnauthorized: false,
        maxVersion,
      });
      demanding.on('secureConnection', (socket) => void socket.end());
      const answer = await serving(demanding, (port) => ask(port, asked));
      expect(served(answer).clientCertificate).toBe('demanded');
    }
  });

  test('which alert it refuses with, and the warnings before it', async () => {
    const alerts = Buffer.from('1503010002015a15030300020228', 'hex');
    const answer = await serving(
      scripted((socket) => void socket.write(alerts)),
      (port) => ask(port, asked),
    );
    expect(answer).toMatchObject({
      status: 'alert',
      alert: { level: 'fatal', name: 'handshake_failure' },
      warnings: [{ level: 'warning', name: 'user_canceled' }],
    });
  });
});

describe('what is no TLS is named', () => {
  test.each([
    ['http', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['smtp', '220 mail.contoso.test ESMTP\r\n'],
    ['ssh', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['unknown', '\u0000\u0001\u0002\u0003'],
  ])('%s', async (service, text) => {
    const answer = await serving(
      scripted((socket) => void socket.write(text)),
      (port) => ask(port, asked),
    );
    expect(answer).toMatchObject({ status: 'plain', service });
  });

  test.each([
    ['closed', 'an end', (end: () => void) => end()],
    ['timeout', 'silence', () => undefined],
  ])('%s for %s', async (code, _what, act) => {
    const answer = await serving(
      scripted((socket) => act(() => socket.end())),
      (port) => ask(port, asked, { deadlineMs: 300 }),
    );
    expect(answer).toMatchObject({ status: 'broken', failure: { step: 'tls', code } });
  });
});
