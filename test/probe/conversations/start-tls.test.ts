import { describe, expect, test } from '@jest/globals';
import type { Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { StartTls } from '../../../src/model/conversation.ts';
import { ask, scripted, serving } from '../../tls/loopback.ts';
import { makeCertificate } from '../../tls/make-certificate.ts';

const made = makeCertificate({ names: ['mail.contoso.test'] });
const secureContext = createSecureContext({ key: made.keyPem, cert: made.pem });

/** Says a greeting, then answers the first line or element that matches each step; after the last, TLS. */
function talking(greeting: string | null, steps: readonly (readonly [RegExp, string | Buffer])[]) {
  return scripted((socket: Socket) => {
    if (greeting !== null) socket.write(greeting);
    let step = 0;
    const onData = (bytes: Buffer): void => {
      const [wanted, answer] = steps[step]!;
      if (!wanted.test(bytes.toString('latin1'))) return void socket.destroy();
      socket.write(answer);
      if (++step < steps.length) return;
      socket.off('data', onData);
      new TLSSocket(socket, { isServer: true, secureContext }).on('error', () => socket.destroy());
    };
    socket.on('data', onData);
  });
}

const ldapYes = Buffer.from('300c02010178070a010004000400', 'hex');
const ldapNo = Buffer.from('300c02010178070a013404000400', 'hex');
const features = `<stream:stream><stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>`;

const granting: [StartTls, ReturnType<typeof talking>][] = [
  [
    'smtp',
    talking('220-mail\r\n220 ESMTP\r\n', [
      [/^EHLO /, '250-mail\r\n250-SIZE 1000\r\n250-STARTTLS\r\n250 HELP\r\n'],
      [/^STARTTLS/, '220 go\r\n'],
    ]),
  ],
  ['imap', talking('* OK ready\r\n', [[/ STARTTLS/, '* CAPABILITY IMAP4\r\na1 OK go\r\n']])],
  ['pop3', talking('+OK ready\r\n', [[/^STLS/, '+OK go\r\n']])],
  ['ldap', talking(null, [[/1\.3\.6\.1\.4\.1\.1466\.20037/, ldapYes]])],
  [
    'xmpp',
    talking(null, [
      [/xmlns='jabber:client'/, features],
      [/<starttls/, `<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>`],
    ]),
  ],
  [
    'xmpp-server',
    talking(null, [
      [/xmlns='jabber:server'/, features],
      [/<starttls/, '<proceed/>'],
    ]),
  ],
];

const refusing: [StartTls, ReturnType<typeof talking>][] = [
  ['smtp', talking('220 mail\r\n', [[/^EHLO/, '250 HELP\r\n']])],
  ['imap', talking('* OK ready\r\n', [[/STARTTLS/, 'a1 BAD unknown\r\n']])],
  ['pop3', talking('+OK ready\r\n', [[/STLS/, '-ERR unknown\r\n']])],
  ['ldap', talking(null, [[/1466/, ldapNo]])],
  ['xmpp', talking(null, [[/stream/, '<stream:features></stream:features>']])],
  [
    'xmpp-server',
    talking(null, [
      [/stream/, "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>"],
      [/<starttls/, "<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"],
    ]),
  ],
];

describe('a service turns to TLS when asked', () => {
  test.each(granting)('%s', async (startTls, server) => {
    const request = { kind: 'tls', serverName: 'mail.contoso.test', startTls } as const;
    const answer = await serving(server, (port) => ask(port, request));
    expect(answer).toMatchObject({
      status: 'served',
      keyProven: true,
      chain: [{ dnsNames: ['mail.contoso.test'] }],
    });
  });

  test('and every later conversation begins so too', async () => {
    const request = { kind: 'tlsTrust', serverName: null, startTls: 'smtp', anchors: 'system' } as const;
    const answer = await serving(granting[0]![1], (port) => ask(port, request));
    expect(answer).toMatchObject({
      status: 'verified',
      trusted: false,
      problem: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
  });
});

describe('a service that does not turn to TLS', () => {
  test.each(refusing)('%s', async (startTls, server) => {
    const answer = await serving(server, (port) => ask(port, { kind: 'tls', serverName: null, startTls }));
    expect(answer).toMatchObject({ status: 'broken', failure: { step: 'startTls', code: 'refused' } });
  });

  test.each([
    ['smtp', '220-again\r\n'],
    ['imap', '* OK again\r\n'],
    ['xmpp', '<feature/>'],
  ] as const)('%s, talking without end, costs no more than the caps', async (startTls, line) => {
    const server = scripted((socket) => {
      for (let i = 0; i < 5000; i++) socket.write(line);
    });
    const answer = await serving(server, (port) => ask(port, { kind: 'tls', serverName: null, startTls }));
    expect(answer).toMatchObject({ status: 'broken', failure: { step: 'startTls', code: 'too-much' } });
  });
});
