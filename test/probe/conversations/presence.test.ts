import { describe, expect, test } from '@jest/globals';
import { createServer as createHttp } from 'node:http';
import { createServer as createTls } from 'node:tls';
import { provesPresence } from '../../../src/model/conversation.ts';
import { ask, scripted, serving } from '../../tls/loopback.ts';
import { makeCertificate } from '../../tls/make-certificate.ts';

const presence = { kind: 'presence' } as const;
const made = makeCertificate();

describe('something stands behind a port that', () => {
  test.each([
    ['speaks TLS', createTls({ key: made.keyPem, cert: made.pem }), 'tls'],
    ['speaks HTTP', createHttp((_request, response) => response.end('hello')), 'http'],
    ['speaks first', scripted((socket) => void socket.write('220 mail.contoso.test\r\n')), 'other'],
    [
      'ends at a hello and answers a GET',
      scripted((socket) =>
        socket.on('data', (bytes) =>
          bytes[0] === 0x16 ? socket.destroy() : socket.end('HTTP/1.0 200 OK\r\n\r\n'),
        ),
      ),
      'http',
    ],
  ])('%s', async (_what, server, speaks) => {
    const answer = await serving(server, (port) => ask(port, presence));
    expect(answer).toMatchObject({ status: 'present', speaks });
    expect(provesPresence(answer)).toBe(true);
  });
});

describe('nothing is proven by a port that', () => {
  test.each([
    ['says nothing', scripted(() => undefined), 'timeout'],
    ['ends every connection', scripted((socket) => socket.end()), 'closed'],
    [
      'resets at the first word',
      scripted((socket) => socket.on('data', () => socket.resetAndDestroy())),
      'reset',
    ],
  ])('%s', async (_what, server, code) => {
    const answer = await serving(server, (port) => ask(port, presence, { listenMs: 200 }));
    expect(answer).toMatchObject({ status: 'broken', failure: { code } });
    expect(provesPresence(answer)).toBe(false);
  });

  test('refuses the connection', async () => {
    const port = await serving(
      scripted(() => undefined),
      (port) => Promise.resolve(port),
    );
    const answer = await ask(port, presence);
    expect(answer).toMatchObject({ status: 'broken', failure: { step: 'connect', code: 'refused' } });
    expect(provesPresence(answer)).toBe(false);
  });
});

describe('a banner', () => {
  test('is kept as it came', async () => {
    const server = scripted((socket) => void socket.write('SSH-2.0-OpenSSH_9.2\r\n'));
    const answer = await serving(server, (port) => ask(port, { kind: 'banner' }));
    expect(answer).toMatchObject({ status: 'heard', truncated: false });
    expect(answer.status === 'heard' && Buffer.from(answer.heard, 'base64').toString()).toBe(
      'SSH-2.0-OpenSSH_9.2\r\n',
    );
  });

  test('without end is kept as far as the cap', async () => {
    const server = scripted((socket) => {
      for (let i = 0; i < 100; i++) socket.write('A'.repeat(1000));
    });
    const answer = await serving(server, (port) => ask(port, { kind: 'banner' }));
    expect(answer).toMatchObject({ status: 'heard', truncated: true });
    expect(answer.status === 'heard' && Buffer.from(answer.heard, 'base64').length).toBe(1024);
  });
});
