import { describe, expect, test } from '@jest/globals';
import { createServer, type TlsOptions } from 'node:tls';
import { isSsl2ServerHello, versionHello } from '../../../src/probe/conversations/tls/version-hello.ts';
import { ask, scripted, serving } from '../../tls/loopback.ts';
import { keyOf, makeCertificate } from '../../tls/make-certificate.ts';

const made = makeCertificate({ key: keyOf('rsa2048') });

const offer = (options: TlsOptions) =>
  serving(
    createServer({ key: made.keyPem, cert: made.pem, ciphers: 'ALL:@SECLEVEL=0', ...options }),
    (port) => ask(port, { kind: 'tlsOffer', serverName: 'meet.contoso.test' }),
  );

describe('the versions that a port offers', () => {
  test.each([
    ['TLSv1', 'TLSv1', ['TLSv1.0']],
    ['TLSv1', 'TLSv1.2', ['TLSv1.0', 'TLSv1.1', 'TLSv1.2']],
    ['TLSv1.2', 'TLSv1.3', ['TLSv1.2', 'TLSv1.3']],
    ['TLSv1.3', 'TLSv1.3', ['TLSv1.3']],
  ] as const)('from %s to %s', async (minVersion, maxVersion, wanted) => {
    const answer = await offer({ minVersion, maxVersion });
    if (answer.status !== 'listed') throw new Error(JSON.stringify(answer));
    const yes = Object.entries(answer.versions).filter(([, offered]) => offered === 'yes');
    expect(yes.map(([version]) => version)).toEqual(wanted);
    expect(Object.values(answer.versions)).not.toContain('unknown');
  });

  test('and the groups of TLS 1.3', async () => {
    const answer = await offer({ ecdhCurve: 'P-384:X25519' });
    expect(answer).toMatchObject({
      groups: expect.arrayContaining(['P384', 'X25519']),
      groupsComplete: true,
    });
    expect(answer.status === 'listed' && answer.groups.length).toBe(2);
  });

  test('SSL 3.0 and 2.0, by hellos that servers of that time sent', async () => {
    // ServerHello of version 3.0: random, no session, TLS_RSA_WITH_RC4_128_SHA, no compression.
    const ssl3 = Buffer.from(`160300002a020000260300${'5a'.repeat(32)}00000500`, 'hex');
    // SERVER-HELLO: 4, no session, X.509, version 2, certificate of 1 byte, one cipher, connection id of 16.
    const ssl2 = Buffer.from(`801f040001000200010003001030010080${'77'.repeat(16)}`, 'hex');
    const server = scripted((socket) =>
      socket.on('data', (bytes) => {
        if (bytes[0] === 0x80) socket.write(ssl2);
        else if (bytes.readUInt16BE(9) === 0x0300) socket.write(ssl3);
        else socket.end(Buffer.from('15030000020228', 'hex'));
      }),
    );
    const answer = await serving(server, (port) => ask(port, { kind: 'tlsOffer', serverName: null }));
    expect(answer).toMatchObject({
      versions: {
        SSLv2: 'yes',
        SSLv3: 'yes',
        'TLSv1.0': 'no',
        'TLSv1.1': 'no',
        'TLSv1.2': 'no',
        'TLSv1.3': 'no',
      },
    });
  });

  test.each([
    ['plain text', scripted((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')), 'malformed'],
    ['an end of each connection', scripted((socket) => socket.end()), 'closed'],
    ['silence', scripted(() => undefined), 'timeout'],
  ])('of %s there are none', async (_what, server, code) => {
    const request = { kind: 'tlsOffer', serverName: null } as const;
    const answer = await serving(server, (port) => ask(port, request, { deadlineMs: 100 }));
    expect(answer).toMatchObject({ status: 'broken', failure: { step: 'tls', code } });
  });

  test('silence is neither yes nor no', async () => {
    const server = scripted((socket) =>
      socket.on('data', (bytes) => bytes[0] === 0x80 || socket.end(Buffer.from('15030300020246', 'hex'))),
    );
    const answer = await serving(server, (port) =>
      ask(port, { kind: 'tlsOffer', serverName: null }, { deadlineMs: 200 }),
    );
    expect(answer).toMatchObject({ status: 'listed', versions: { SSLv2: 'unknown' } });
  });
});

describe('hello messages of our own', () => {
  test('SSL 2.0 as its specification has it', () => {
    const hello = versionHello('SSLv2', null);
    expect(hello.readUInt16BE(0)).toBe(0x8000 | (hello.length - 2));
    expect(hello.subarray(2, 11).toString('hex')).toBe('010002001500000010');
  });

  test('SSL 3.0 carries no extensions', () => {
    const hello = versionHello('SSLv3', 'meet.contoso.test');
    expect(hello.subarray(0, 3).toString('hex')).toBe('160300');
    expect(hello.includes('meet.contoso.test')).toBe(false);
  });

  test('an SSL 2.0 answer without a cipher is none', () => {
    expect(isSsl2ServerHello(Buffer.from('800b0400010002000000000000', 'hex'))).toBe(false);
  });
});
