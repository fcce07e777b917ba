import { describe, expect, test } from '@jest/globals';
import type { Socket } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { ask, scripted, serving } from '../../tls/loopback.ts';
import { keyOf, makeCertificate } from '../../tls/make-certificate.ts';

const made = makeCertificate({ key: keyOf('p256') });
const plain = { kind: 'sip', tls: false, host: 'fe01.contoso.test' } as const;

/** Says these bytes when a whole request has come; keeps the request. */
function saying(answer: string, asked: string[] = []) {
  return (socket: Socket) => {
    let heard = '';
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
      if (!heard.endsWith('\r\n\r\n')) return;
      asked.push(heard);
      socket.write(answer);
    });
  };
}

const tlsServer = (options: TlsOptions, answer: string) => {
  const server = createServer({ key: made.keyPem, cert: made.pem, ...options }, saying(answer));
  return server.on('tlsClientError', () => undefined);
};

const ok = 'SIP/2.0 200 OK\r\nVia: SIP/2.0/TLS x\r\nServer: RTC/5.0\r\nContent-Length: 0\r\n\r\n';

describe('an OPTIONS of SIP', () => {
  test('is a whole request that no proxy hands on', async () => {
    const asked: string[] = [];
    await serving(scripted(saying(ok, asked)), (port) => ask(port, plain));
    const [request = ''] = asked;
    expect(request).toMatch(/^OPTIONS sip:fe01\.contoso\.test SIP\/2\.0\r\n/);
    for (const header of [
      'Via: SIP/2.0/TCP ',
      'Max-Forwards: 0',
      'From: <sip:',
      'To: <',
      'Call-ID: ',
      'CSeq: 1 OPTIONS',
    ]) {
      expect(request).toContain(`\r\n${header}`);
    }
    expect(request).toMatch(/Content-Length: 0\r\n\r\n$/);
  });

  test('names an IPv6 host in brackets, and lets no name break its lines', async () => {
    const asked: string[] = [];
    for (const host of ['2001:db8::1', 'a\r\nX: y']) {
      await serving(scripted(saying(ok, asked)), (port) => ask(port, { ...plain, host }));
    }
    expect(asked[0]).toContain('OPTIONS sip:[2001:db8::1] SIP/2.0');
    expect(asked[1]).toContain('OPTIONS sip:aXy SIP/2.0');
  });

  test.each([
    ['a final answer', ok, { status: 'answered', code: 200, reason: 'OK', server: 'RTC/5.0' }],
    [
      'a refusal without a name',
      'SIP/2.0 401 Unauthorized\r\n\r\n',
      { status: 'answered', code: 401, reason: 'Unauthorized', server: null },
    ],
    ['a final answer behind others', `SIP/2.0 100 Trying\r\n\r\n${ok}`, { status: 'answered', code: 200 }],
    [
      'a page of HTTP',
      'HTTP/1.1 400 Bad Request\r\n\r\n',
      { status: 'broken', failure: { step: 'read', code: 'malformed', detail: 'HTTP/1.1 400 Bad Request' } },
    ],
    ['interim answers for ever', 'SIP/2.0 100 T\r\n\r\n'.repeat(50), { failure: { code: 'too-much' } }],
    ['headers for ever', `SIP/2.0 200 OK\r\n${'A: b\r\n'.repeat(200)}`, { failure: { code: 'too-much' } }],
    ['half a line', 'SIP/2.0 2', { failure: { code: 'timeout' } }],
  ])('%s', async (_what, answer, wanted) => {
    const limits = { deadlineMs: 500 };
    const seen = await serving(scripted(saying(answer)), (port) => ask(port, plain, limits));
    expect(seen).toMatchObject(wanted);
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('goes over %s', async (version) => {
    const server = tlsServer({ minVersion: version, maxVersion: version }, ok);
    const seen = await serving(server, (port) => ask(port, { ...plain, tls: true }));
    expect(seen).toMatchObject({ status: 'answered', code: 200, server: 'RTC/5.0' });
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'is not asked where a client certificate is demanded (%s)',
    async (version) => {
      const options = {
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: version,
        maxVersion: version,
      };
      // Node's server ends the connection by itself, where others send an alert: openssl is asked in test/matrix.
      const seen = await serving(tlsServer(options, ok), (port) => ask(port, { ...plain, tls: true }));
      expect(seen.status).toBe('broken');
    },
  );

  test('a port without TLS', async () => {
    const server = scripted((socket) => socket.on('data', () => void socket.end('SIP/2.0 400 Bad\r\n\r\n')));
    const seen = await serving(server, (port) => ask(port, { ...plain, tls: true }));
    expect(seen).toMatchObject({ status: 'broken', failure: { code: 'error' } });
  });
});
