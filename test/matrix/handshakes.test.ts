import { describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { keyOf, makeCertificate } from '../tls/make-certificate.ts';
import { ask, scripted, serving } from '../tls/loopback.ts';
import { startNginx } from './servers/nginx.ts';
import { askWithOpenssl, startOpenssl } from './servers/openssl.ts';
import { startProgram, type Running } from './servers/processes.ts';
import { recordedSsl2, recordedSsl3, recordedHybridRetry } from './servers/recorded.ts';
import { scratchFile } from './servers/scratch.ts';
import { makeOcspAnswer } from './servers/ocsp.ts';

const name = 'meet.contoso.test';
const root = makeCertificate({ subject: 'Root', authority: true, key: keyOf('rsa2048') });
const made = makeCertificate({ names: [name], issuer: root, key: keyOf('rsa2048') });
const other = makeCertificate({ names: ['dialin.contoso.test'], issuer: root });
const asked = { kind: 'tls', serverName: name } as const;

const openssl = (options: string) => startOpenssl({ made, options: options.split(' ') });

/** A second certificate, for this name alone. */
const knowsOnly = (serverName: string): string[] => [
  '-servername',
  serverName,
  '-cert2',
  scratchFile('pem', other.pem),
  '-key2',
  scratchFile('pem', other.keyPem),
];

async function using<T>(start: Promise<Running>, use: (port: number) => Promise<T>): Promise<T> {
  const server = await start;
  try {
    return await use(server.port);
  } finally {
    await server.stop();
  }
}

/** Options of the server, and what they mean for the handshake. */
const handshakes: readonly (readonly [string, string, object])[] = [
  ['TLS 1.0 only', '-tls1', { version: 'TLSv1.0' }],
  ['TLS 1.1 only', '-tls1_1', { version: 'TLSv1.1' }],
  ['TLS 1.2 only', '-tls1_2', { version: 'TLSv1.2' }],
  ['TLS 1.3 only', '-tls1_3', { version: 'TLSv1.3' }],
  [
    'RSA key exchange',
    '-tls1_2 -cipher AES128-SHA',
    { cipher: 'TLS_RSA_WITH_AES_128_CBC_SHA', keyExchange: 'RSA', keyProven: null },
  ],
  [
    'finite field key exchange',
    '-tls1_2 -cipher DHE-RSA-AES256-GCM-SHA384',
    { keyExchange: expect.stringMatching(/^DHE \d{4}$/), keyProven: true },
  ],
  ['P-384 in TLS 1.2', '-tls1_2 -groups P-384', { version: 'TLSv1.2', keyExchange: 'P384', keyProven: true }],
  ['P-256 in TLS 1.3', '-tls1_3 -groups P-256', { keyExchange: 'P256', keyProven: true }],
  ['P-521 in TLS 1.3', '-tls1_3 -groups P-521', { keyExchange: 'P521', keyProven: true }],
  ['X448 in TLS 1.3', '-tls1_3 -groups X448', { keyExchange: 'X448', keyProven: true }],
  [
    'AES-256 in TLS 1.3',
    '-ciphersuites TLS_AES_256_GCM_SHA384',
    { cipher: 'TLS_AES_256_GCM_SHA384', keyProven: true },
  ],
  [
    'ChaCha20 in TLS 1.3',
    '-ciphersuites TLS_CHACHA20_POLY1305_SHA256',
    { cipher: 'TLS_CHACHA20_POLY1305_SHA256', keyProven: true },
  ],
  [
    'ChaCha20 in TLS 1.2',
    '-tls1_2 -cipher ECDHE-RSA-CHACHA20-POLY1305',
    { cipher: 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256' },
  ],
  [
    'a retry and AES-256',
    '-groups P-384 -ciphersuites TLS_AES_256_GCM_SHA384',
    { keyExchange: 'P384', keyProven: true },
  ],
  ['HTTP/2 by ALPN', '-alpn h2', { alpn: 'h2' }],
  ['HTTP/2 by ALPN in TLS 1.2', '-tls1_2 -alpn h2', { alpn: 'h2' }],
  ['no ALPN that we know', '-alpn xmpp', { alpn: null }],
  ['a client certificate asked for', '-verify 1', { clientCertificate: 'requested' }],
  ['a client certificate asked for in TLS 1.2', '-verify 1 -tls1_2', { clientCertificate: 'requested' }],
  ['a client certificate demanded', '-Verify 1', { clientCertificate: 'demanded' }],
  ['a client certificate demanded in TLS 1.2', '-Verify 1 -tls1_2', { clientCertificate: 'demanded' }],
  [
    'records of 512 bytes',
    '-max_send_frag 512 -split_send_frag 512',
    { certificatesSent: 1, keyProven: true },
  ],
  ['padded records', '-record_padding 1024', { version: 'TLSv1.3', keyProven: true }],
  [
    'its own preferences',
    '-serverpref -cipher AES256-SHA:ALL -tls1_2',
    { cipher: 'TLS_RSA_WITH_AES_256_CBC_SHA' },
  ],
];

describe('a handshake tells', () => {
  test.each(handshakes)('%s', async (_what, options, wanted) => {
    await using(openssl(options), async (port) => {
      const answer = await ask(port, asked);
      expect(answer).toMatchObject({ status: 'served', ...wanted });
      const client = await askWithOpenssl(port, name, options.includes('xmpp') ? [] : undefined);
      if (answer.status === 'served' && !options.includes('erify 1')) {
        expect(answer.chain.map(({ der }) => der)).toEqual(client.chain);
        expect([answer.version, answer.alpn, answer.ocspStapled]).toEqual([
          client.version,
          client.alpn,
          client.stapled,
        ]);
      }
    });
  });

  test.each(['-tls1_2', '-tls1_3'])('an OCSP answer, stapled (%s)', async (version) => {
    const stapled = scratchFile('der', await makeOcspAnswer(root, made));
    await using(openssl(`${version} -status_file ${stapled}`), async (port) => {
      expect(await ask(port, asked)).toMatchObject({ status: 'served', ocspStapled: true });
      expect(await askWithOpenssl(port, name)).toMatchObject({ stapled: true });
    });
  });

  test.each(['-tls1_2', '-tls1_3'])('a certificate that SIP must show first (%s)', async (version) => {
    await using(openssl(`-Verify 1 ${version}`), async (port) => {
      const answer = await ask(port, { kind: 'sip', tls: true, host: name });
      expect(answer).toMatchObject({ status: 'broken', failure: { code: 'client-certificate' } });
    });
  });

  test('a certificate for each name', async () => {
    const server = startOpenssl({ made, options: knowsOnly('dialin.contoso.test') });
    await using(server, async (port) => {
      for (const [serverName, shown] of [
        [name, made],
        ['dialin.contoso.test', other],
        [null, made],
      ] as const) {
        const answer = await ask(port, { kind: 'tls', serverName });
        expect(answer).toMatchObject({ status: 'served', chain: [{ der: shown.der.toString('base64') }] });
      }
    });
  });

  test('a warning that the name is unknown', async () => {
    await using(startOpenssl({ made, options: ['-tls1_2', ...knowsOnly('x.test')] }), async (port) => {
      const warnings = [{ level: 'warning', name: 'unrecognized_name' }];
      expect(await ask(port, asked)).toMatchObject({ status: 'served', warnings });
    });
  });

  test('a refusal of the name', async () => {
    await using(
      startOpenssl({ made, options: ['-servername_fatal', ...knowsOnly('x.test')] }),
      async (port) => {
        expect(await ask(port, asked)).toMatchObject({
          status: 'alert',
          alert: { name: 'unrecognized_name' },
        });
      },
    );
  });

  test('a key exchange that we know by name alone', async () => {
    await using(openssl('-tls1_3 -groups ffdhe2048'), async (port) => {
      expect(await ask(port, asked)).toMatchObject({
        status: 'unagreed',
        version: 'TLSv1.3',
        keyExchange: 'ffdhe2048',
      });
      expect(await ask(port, { ...asked, kind: 'tlsOffer' })).toMatchObject({ groups: ['ffdhe2048'] });
    });
  });
});

describe('nginx', () => {
  const tls = 'listen LISTEN ssl; ssl_certificate CERTIFICATE; ssl_certificate_key KEY;';
  test('with its chain', async () => {
    await using(startNginx(made, `server { ${tls} location / { return 200; } }`, [root]), async (port) => {
      const answer = await ask(port, asked);
      expect(answer).toMatchObject({ status: 'served', certificatesSent: 2 });
      expect(answer.status === 'served' && answer.chain.map(({ der }) => der)).toEqual(
        (await askWithOpenssl(port, name)).chain,
      );
    });
  });

  test('that knows no stranger', async () => {
    const block = `server { ${tls} server_name ${name}; } server { listen LISTEN ssl default_server; ssl_reject_handshake on; }`;
    await using(startNginx(made, block), async (port) => {
      expect(await ask(port, { kind: 'tls', serverName: null })).toMatchObject({
        status: 'alert',
        alert: { name: 'unrecognized_name' },
      });
      expect(await ask(port, asked)).toMatchObject({ status: 'served' });
    });
  });

  test('that wants a client certificate for its pages, not for its handshake', async () => {
    const block = `server { ${tls} ssl_verify_client on; ssl_client_certificate CERTIFICATE; location / { return 200; } }`;
    await using(startNginx(made, block), async (port) => {
      expect(await ask(port, asked)).toMatchObject({ clientCertificate: 'requested' });
      expect(await ask(port, { kind: 'http', tls: true, host: name, path: '/' })).toMatchObject({
        code: 400,
      });
    });
  });

  test('plain on a TLS port', async () => {
    await using(startNginx(made, 'server { listen LISTEN; }'), async (port) => {
      expect(await ask(port, asked)).toMatchObject({ status: 'plain', service: 'http' });
    });
  });

  test.each([
    ['a redirect to https', 'return 301 https://$host$request_uri;', 301, `https://${name}/a?b`],
    ['a loop', 'return 302 http://$host$request_uri;', 302, `http://${name}/a?b`],
  ])('%s', async (_what, act, code, location) => {
    await using(startNginx(made, `server { listen LISTEN; location / { ${act} } }`), async (port) => {
      const answer = await ask(port, { kind: 'http', tls: false, host: name, path: '/a?b' });
      expect(answer).toMatchObject({ status: 'answered', code });
      expect(answer.status === 'answered' && answer.headers).toContainEqual(['location', location]);
    });
  });
});

/** A Node of version 24 or later brings the hybrid key exchange: this one, or one that NODE24 names. */
const node24 = Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : process.env['NODE24'];

describe('what no OpenSSL of this machine may speak any more, or speaks not yet', () => {
  test('SSL 2.0 and SSL 3.0, as recorded', async () => {
    const server = scripted((socket) => {
      socket.on('data', (bytes) => {
        if (bytes[0] === 0x80) socket.write(recordedSsl2);
        else if (bytes.readUInt16BE(9) === 0x0300) socket.write(recordedSsl3);
        else socket.end(Buffer.from('15030000020228', 'hex'));
      });
    });
    const answer = await serving(server, (port) => ask(port, { ...asked, kind: 'tlsOffer' }));
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

  test('X25519MLKEM768, as recorded from Node 24', async () => {
    // As it stands among the groups, behind SecP384r1MLKEM1024.
    const hybrid = Buffer.from('11ed11ec', 'hex');
    const server = scripted((socket) => {
      socket.on('data', (bytes) => {
        if (bytes.includes(hybrid)) socket.write(recordedHybridRetry);
        else socket.end(Buffer.from('15030300020228', 'hex'));
      });
    });
    const answer = await serving(server, (port) => ask(port, { ...asked, kind: 'tlsOffer' }));
    expect(answer).toMatchObject({
      versions: { 'TLSv1.3': 'yes' },
      groups: ['X25519MLKEM768'],
      groupsComplete: true,
    });
  });

  const withNode24 = node24 !== undefined && existsSync(node24) ? test : test.skip;
  const serverOfNode24 = (options: object) => {
    const settings = JSON.stringify({ key: made.keyPem, cert: made.pem, ...options });
    const script = `require('tls').createServer(${settings}).listen(0, '127.0.0.1', function () { console.log('PORT ' + this.address().port); });`;
    return startProgram(node24!, ['-e', script], /^PORT (\d+)/);
  };

  withNode24('X25519MLKEM768 of a real server', async () => {
    await using(serverOfNode24({}), async (port) => {
      const answer = await ask(port, { ...asked, kind: 'tlsOffer' });
      expect(answer).toMatchObject({
        versions: { 'TLSv1.3': 'yes', 'TLSv1.1': 'no' },
        groupsComplete: true,
      });
      expect(answer.status === 'listed' && answer.groups).toContain('X25519MLKEM768');
      expect(await ask(port, asked)).toMatchObject({
        status: 'served',
        version: 'TLSv1.3',
        keyExchange: 'X25519',
        keyProven: true,
      });
    });
  });

  withNode24.each(['X25519MLKEM768', 'SecP256r1MLKEM768', 'SecP384r1MLKEM1024'])(
    'a server of %s alone shows its certificate, and proves its key',
    async (group) => {
      await using(serverOfNode24({ ecdhCurve: group, minVersion: 'TLSv1.3' }), async (port) => {
        for (const certificatesOnly of [undefined, true] as const) {
          const request = { ...asked, ...(certificatesOnly === undefined ? {} : { certificatesOnly }) };
          expect(await ask(port, request)).toMatchObject({
            status: 'served',
            version: 'TLSv1.3',
            keyExchange: group,
            chain: [{ der: made.der.toString('base64') }],
            keyProven: certificatesOnly === undefined ? true : null,
          });
        }
        expect(await ask(port, { ...asked, kind: 'tlsOffer' })).toMatchObject({ groups: [group] });
      });
    },
  );

  withNode24('what asks for a client certificate over a hybrid is not taken to demand it', async () => {
    const options = { ecdhCurve: 'X25519MLKEM768', requestCert: true, rejectUnauthorized: false };
    await using(serverOfNode24(options), async (port) => {
      expect(await ask(port, asked)).toMatchObject({ status: 'served', clientCertificate: 'requested' });
    });
  });
});
