import { describe, expect, test } from '@jest/globals';
import type { Socket } from 'node:net';
import type { ConversationRequest } from '../../src/model/conversation.ts';
import { ask, scripted, serving } from '../tls/loopback.ts';
import { makeCertificate } from '../tls/make-certificate.ts';

const tls = { kind: 'tls', serverName: 'meet.contoso.test' } as const;
const http = { kind: 'http', tls: false, host: 'meet.contoso.test', path: '/' } as const;
const every: readonly ConversationRequest[] = [
  tls,
  http,
  { ...http, tls: true },
  { kind: 'banner' },
  { kind: 'sip', tls: false, host: 'meet.contoso.test' },
  { kind: 'sip', tls: true, host: 'meet.contoso.test' },
  { kind: 'presence' },
  { kind: 'tlsOffer', serverName: null },
  { kind: 'tlsTrust', serverName: null, anchors: 'system' },
];

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** Handshake messages in records of at most 16 KB, as TLS 1.2 sends them. */
function records(...messages: readonly Buffer[]): Buffer {
  const all = Buffer.concat(messages);
  const pieces: Buffer[] = [];
  for (let at = 0; at < all.length; at += 16_000) {
    const piece = all.subarray(at, at + 16_000);
    const header = hex('1603030000');
    header.writeUInt16BE(piece.length, 3);
    pieces.push(header, piece);
  }
  return Buffer.concat(pieces);
}

function message(type: number, body: Buffer): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(body.length);
  header[0] = type;
  return Buffer.concat([header, body]);
}

const size = (length: number) => hex(length.toString(16).padStart(6, '0'));
const serverHello = message(2, Buffer.concat([hex('0303'), Buffer.alloc(32, 7), hex('00 002f 00')]));
const certificates = (...ders: readonly Buffer[]) => {
  const list = Buffer.concat(ders.map((der) => Buffer.concat([size(der.length), der])));
  return message(11, Buffer.concat([size(list.length), list]));
};
const done = message(14, Buffer.alloc(0));
const made = makeCertificate();

/** The bytes once, for every connection, when the first byte of the client has come. */
const saying = (bytes: Buffer | string) => (socket: Socket) =>
  socket.once('data', () => void socket.write(bytes));

/** The same piece over and over, as fast as it is taken. */
const forever =
  (piece: Buffer, start = Buffer.alloc(0)) =>
  (socket: Socket) => {
    const more = (): void => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.write(start);
    socket.on('drain', more);
    more();
  };

const nested = (depth: number): Buffer => {
  let der = Buffer.alloc(0);
  for (let i = 0; i < depth; i++) der = Buffer.concat([hex('3084'), Buffer.alloc(1), size(der.length), der]);
  return der;
};

/** What it does, and what is learnt of it. */
const servers: readonly (readonly [string, (socket: Socket) => void, ConversationRequest, object])[] = [
  [
    'an alert, then silence',
    saying(hex('1503030002 0228')),
    tls,
    { status: 'alert', alert: { name: 'handshake_failure' } },
  ],
  [
    'a warning before the fatal one',
    saying(hex('1503030002 0170 1503030002 0228')),
    tls,
    { status: 'alert', warnings: [{ name: 'unrecognized_name' }] },
  ],
  [
    'warnings without end',
    forever(hex('1503030002 0170')),
    tls,
    { status: 'broken', failure: { code: 'too-much' } },
  ],
  [
    'an alert that no registry knows',
    saying(hex('1503030002 09ff')),
    tls,
    { status: 'alert', alert: { level: 'unknown', name: '255' } },
  ],
  [
    'an alert of one byte',
    saying(hex('1503030001 02')),
    tls,
    { status: 'broken', failure: { code: 'malformed' } },
  ],
  [
    'plain HTTP on 443',
    saying('HTTP/1.1 400 Bad Request\r\n\r\n'),
    tls,
    { status: 'plain', service: 'http' },
  ],
  [
    'a page without a head',
    saying('<!DOCTYPE html><title>400</title>'),
    tls,
    { status: 'plain', service: 'http' },
  ],
  [
    'SMTP on 443',
    (socket) => void socket.write('220 mail.contoso.test ESMTP\r\n'),
    tls,
    { status: 'plain', service: 'smtp' },
  ],
  [
    'SSH on 443',
    (socket) => void socket.write('SSH-2.0-OpenSSH_9.2\r\n'),
    tls,
    { status: 'plain', service: 'ssh' },
  ],
  ['noise', saying(Buffer.alloc(4000, 0xa5)), tls, { status: 'plain', service: 'unknown' }],
  ['a record of 64 KB', saying(hex('160303ffff')), tls, { status: 'broken', failure: { code: 'malformed' } }],
  [
    'a record of another kind',
    saying(hex('1603030000 6303030001 00')),
    tls,
    { status: 'broken', failure: { code: 'malformed' } },
  ],
  [
    'empty records without end',
    forever(hex('1603030000')),
    tls,
    { status: 'broken', failure: { code: 'too-much' } },
  ],
  [
    'a message of 16 MB',
    saying(hex('1603030005 02ffffff00')),
    tls,
    { status: 'broken', failure: { code: 'timeout' } },
  ],
  [
    'a message of 16 MB, sent',
    forever(Buffer.alloc(16_005).fill(hex('1603033e80'), 0, 5), hex('1603030005 02ffffff00')),
    tls,
    { status: 'broken', failure: { code: 'too-much' } },
  ],
  [
    'a certificate before the hello',
    saying(records(certificates(made.der))),
    tls,
    { status: 'broken', failure: { code: 'malformed' } },
  ],
  [
    'a hello that ends too early',
    saying(records(message(2, hex('0303 0000')))),
    tls,
    { status: 'broken', failure: { code: 'malformed' } },
  ],
  [
    'an unheard-of version',
    saying(records(message(2, Buffer.concat([hex('0399'), Buffer.alloc(32), hex('00 002f 00')])))),
    tls,
    { status: 'broken', failure: { code: 'malformed' } },
  ],
  [
    'TLS 1.3 without a key share',
    saying(
      records(
        message(2, Buffer.concat([hex('0303'), Buffer.alloc(32), hex('00 1301 00 0006 002b 0002 0304')])),
      ),
    ),
    tls,
    { status: 'broken', failure: { code: 'malformed' } },
  ],
  [
    'a point that is not on the curve',
    saying(
      records(
        message(
          2,
          Buffer.concat([
            hex('0303'),
            Buffer.alloc(32),
            hex('00 1301 00 004f 002b 0002 0304 0033 0045 0017 0041'),
            Buffer.alloc(65, 4),
          ]),
        ),
      ),
    ),
    tls,
    { status: 'broken', failure: { code: 'malformed' } },
  ],
  [
    'a list of certificates that lies about its length',
    saying(records(serverHello, message(11, hex('ffffff 000001 30')))),
    tls,
    { status: 'broken', failure: { code: 'malformed' } },
  ],
  [
    'no certificate at all',
    saying(records(serverHello, certificates(), done)),
    tls,
    { status: 'served', chain: [] },
  ],
  [
    'an empty certificate',
    saying(records(serverHello, certificates(Buffer.alloc(0)), done)),
    tls,
    { status: 'served', chain: [{ readable: false }] },
  ],
  [
    'nonsense for a certificate',
    saying(records(serverHello, certificates(Buffer.alloc(900, 0x30)), done)),
    tls,
    { status: 'served', chain: [{ readable: false }] },
  ],
  [
    'ASN.1 nested 20,000 deep',
    saying(records(serverHello, certificates(nested(20_000)), done)),
    tls,
    { status: 'served', chain: [{ readable: false }] },
  ],
  [
    'a chain of 1,000',
    saying(records(serverHello, certificates(...Array.from({ length: 1000 }, () => made.der)), done)),
    tls,
    { status: 'served', certificatesSent: 1000, chain: { length: 16 } },
  ],
  [
    'a reset in mid-handshake',
    (socket) =>
      socket.once('data', () => {
        socket.write(records(serverHello));
        setTimeout(() => socket.resetAndDestroy(), 50);
      }),
    tls,
    { status: 'broken', failure: { code: 'reset' } },
  ],
  [
    'an end in mid-handshake',
    (socket) => socket.once('data', () => socket.end(records(serverHello))),
    tls,
    { status: 'broken', failure: { code: 'closed' } },
  ],
  ['an end at once', (socket) => socket.end(), tls, { status: 'broken', failure: { code: 'closed' } }],
  [
    'headers without end',
    forever(Buffer.from(`X-Header: ${'x'.repeat(500)}\r\n`), Buffer.from('HTTP/1.1 200 OK\r\n')),
    http,
    { status: 'broken', failure: { code: 'too-much' } },
  ],
  [
    'one header without end',
    forever(Buffer.alloc(1000, 0x61), Buffer.from('HTTP/1.1 200 OK\r\nX: ')),
    http,
    { status: 'broken', failure: { code: 'too-much' } },
  ],
  [
    'interim answers without end',
    forever(Buffer.from('HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n')),
    http,
    { status: 'broken', failure: { code: 'too-much' } },
  ],
  [
    'a body without end',
    forever(Buffer.alloc(1000, 0x61), Buffer.from('HTTP/1.1 200 OK\r\n\r\n')),
    http,
    { status: 'answered', bodyTruncated: true },
  ],
  [
    'pieces of a body without end',
    forever(Buffer.from('1\r\na\r\n'), Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')),
    http,
    { status: 'answered', bodyTruncated: true },
  ],
  [
    'a piece with an endless extension',
    forever(Buffer.alloc(1000, 0x61), Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;')),
    http,
    { status: 'answered', bodyTruncated: true },
  ],
  [
    'a body shorter than it says',
    (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello')),
    http,
    { status: 'answered', bodyTruncated: true },
  ],
  [
    'another protocol asked for',
    saying('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
    http,
    { status: 'broken' },
  ],
  [
    'a banner without end',
    forever(Buffer.alloc(1000, 0x61)),
    { kind: 'banner' },
    { status: 'heard', truncated: true },
  ],
];

describe('a hostile server is told for what it is', () => {
  test.each(servers)('%s', async (_what, act, request, wanted) => {
    const answer = await serving(scripted(act), (port) => ask(port, request, { deadlineMs: 1000 }));
    expect(answer).toMatchObject(wanted);
  });
});

const dribble = (bytes: Buffer) => (socket: Socket) => {
  let at = 0;
  const timer = setInterval(() => socket.write(bytes.subarray(at, ++at)), 20);
  socket.on('close', () => clearInterval(timer));
};

describe('no conversation outlives its deadline', () => {
  test.each([
    ['silence', () => undefined],
    ['one byte at a time of a hello', dribble(Buffer.concat([records(serverHello), Buffer.alloc(60_000)]))],
    ['one byte at a time of a page', dribble(Buffer.from(`HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(5000)}`))],
    ['a window of nothing', (socket: Socket) => void socket.pause()],
  ])('%s', async (_what, act) => {
    const limits = { deadlineMs: 400, listenMs: 200, connectMs: 400 };
    const answers = await serving(scripted(act), (port) =>
      Promise.all(every.map((request) => ask(port, request, limits))),
    );
    for (const answer of answers) expect(['broken', 'plain', 'heard', 'present']).toContain(answer.status);
  });
});
