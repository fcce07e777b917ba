import { describe, expect, test } from '@jest/globals';
import { createServer, type TlsOptions } from 'node:tls';
import { ask, scripted, serving } from '../../tls/loopback.ts';
import { keyOf, makeCertificate } from '../../tls/make-certificate.ts';

const made = makeCertificate({ key: keyOf('p256') });
const asked = { kind: 'tls', serverName: 'meet.contoso.test', certificatesOnly: true } as const;

async function counted(options: TlsOptions) {
  const server = createServer({ key: made.keyPem, cert: made.pem, ...options });
  let connections = 0;
  server.on('connection', () => connections++).on('tlsClientError', () => undefined);
  const answer = await serving(server, (port) => ask(port, asked));
  return { answer, connections };
}

describe('certificates alone', () => {
  test('come in clear over one connection, with word of TLS 1.3, and without proof or trial', async () => {
    const { answer, connections } = await counted({ requestCert: true, rejectUnauthorized: true });
    expect(connections).toBe(1);
    expect(answer).toMatchObject({
      status: 'served',
      version: 'TLSv1.2',
      speaksNewer: true,
      chain: [{ der: made.der.toString('base64') }],
      keyProven: null,
      clientCertificate: 'requested',
    });
  });

  test('say nothing of TLS 1.3 where it is not spoken', async () => {
    const { answer } = await counted({ maxVersion: 'TLSv1.2' });
    expect(answer).toMatchObject({ status: 'served', version: 'TLSv1.2' });
    expect(answer).not.toHaveProperty('speaksNewer');
  });

  test('are asked for again where nothing older than TLS 1.3 is spoken', async () => {
    const { answer, connections } = await counted({ minVersion: 'TLSv1.3' });
    expect(connections).toBe(2);
    expect(answer).toMatchObject({ status: 'served', version: 'TLSv1.3', keyProven: null });
    expect(answer).toMatchObject({ chain: [{ der: made.der.toString('base64') }] });
  });

  test.each([
    ['ends', 'closed', (hello: Buffer) => !hello.includes(supportsNewer)],
    ['never answers', 'timeout', () => false],
  ])('of a server that %s at the older hello', async (_what, code, ends) => {
    let connections = 0;
    const server = scripted((socket) => {
      connections++;
      socket.on('data', (hello) => void (ends(hello) && socket.end()));
    });
    const answer = await serving(server, (port) => ask(port, asked, { deadlineMs: 300 }));
    expect(answer).toMatchObject({ status: 'broken', failure: { code: 'timeout' } });
    expect(connections).toBe(code === 'closed' ? 2 : 1);
  });
});

/** The extension that offers TLS 1.3 first. */
const supportsNewer = Buffer.from('002b00090803040303', 'hex');
