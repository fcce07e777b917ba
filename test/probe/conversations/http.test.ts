import { describe, expect, test } from '@jest/globals';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { ask, scripted, serving } from '../../tls/loopback.ts';
import { keyOf, makeCertificate } from '../../tls/make-certificate.ts';

const page = { kind: 'http', tls: false, host: 'meet.contoso.test', path: '/meet?x=1' } as const;

describe('an HTTP port tells', () => {
  test('status, headers and body, and is asked by the name of the site', async () => {
    const server = createHttp((request, response) => {
      response.setHeader(
        'X-Asked',
        `${request.headers.host}${request.url} ${request.headers['accept-encoding']}`,
      );
      response.writeHead(301, { location: 'https://meet.contoso.test/' }).end('moved');
    });
    const answer = await serving(server, (port) => ask(port, page));
    expect(answer).toMatchObject({ status: 'answered', code: 301, bodyTruncated: false });
    if (answer.status !== 'answered') return;
    expect(answer.headers).toContainEqual(['location', 'https://meet.contoso.test/']);
    expect(answer.headers).toContainEqual(['x-asked', 'meet.contoso.test/meet?x=1 identity']);
    expect(Buffer.from(answer.body, 'base64').toString()).toBe('moved');
  });

  test('the same over TLS, whoever signed the certificate, with the name in the hello', async () => {
    const made = makeCertificate({ key: keyOf('rsa2048') });
    const asked: (string | undefined)[] = [];
    const server = createHttps(
      {
        key: made.keyPem,
        cert: made.pem,
        ciphers: 'ALL:@SECLEVEL=0',
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1',
        SNICallback: (name, done) => {
          asked.push(name);
          done(null);
        },
      },
      (_request, response) => response.end('ok'),
    );
    const answer = await serving(server, (port) => ask(port, { ...page, tls: true }));
    expect(answer).toMatchObject({ status: 'answered', code: 200 });
    expect(asked).toEqual(['meet.contoso.test']);
  });
});

describe('a hostile HTTP server costs no more than the caps', () => {
  const long = 'x'.repeat(1000);
  test.each([
    ['endless headers', 'HTTP/1.1 200 OK\r\n', `X-A: ${long}\r\n`, { step: 'http', code: 'too-much' }],
    ['endless interim answers', '', 'HTTP/1.1 100 Continue\r\n\r\n', { step: 'http', code: 'too-much' }],
    ['nonsense', 'HTTP/9.9 hello\r\n\r\n', '', { step: 'http', code: 'malformed' }],
  ])('%s', async (_what, start, repeated, failure) => {
    const server = scripted((socket) => {
      socket.write(start);
      if (repeated !== '') for (let i = 0; i < 100; i++) socket.write(repeated);
    });
    const answer = await serving(server, (port) => ask(port, page));
    expect(answer).toMatchObject({ status: 'broken', failure });
  });

  test('an endless body is kept as far as the cap', async () => {
    const server = scripted((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      for (let i = 0; i < 200; i++) socket.write(long);
    });
    const answer = await serving(server, (port) => ask(port, page, { bodyBytes: 5000 }));
    expect(answer).toMatchObject({ status: 'answered', code: 200, bodyTruncated: true });
    expect(answer.status === 'answered' && Buffer.from(answer.body, 'base64').length).toBe(5000);
  });

  test('compressed bodies stay as they came', async () => {
    const server = createHttp((_request, response) => {
      response.setHeader('content-encoding', Array.from({ length: 1000 }, () => 'gzip').join(','));
      response.end('not gzip at all');
    });
    const answer = await serving(server, (port) => ask(port, page));
    expect(answer).toMatchObject({
      status: 'answered',
      body: Buffer.from('not gzip at all').toString('base64'),
    });
  });

  test.each([
    ['an end', (end: () => void) => end(), 'closed'],
    ['silence', () => undefined, 'timeout'],
  ])('%s', async (_what, act, code) => {
    const server = scripted((socket) => act(() => socket.end()));
    const answer = await serving(server, (port) => ask(port, page, { deadlineMs: 300 }));
    expect(answer).toMatchObject({ status: 'broken', failure: { step: 'http', code } });
  });

  test('one byte at a time ends at the deadline', async () => {
    const server = scripted((socket) => {
      const timer = setInterval(() => socket.write('H'), 50);
      socket.on('close', () => clearInterval(timer));
    });
    for (const request of [page, { kind: 'tls', serverName: null } as const]) {
      const answer = await serving(server, (port) => ask(port, request, { deadlineMs: 400 }));
      expect(['broken', 'plain']).toContain(answer.status);
    }
  });
});
