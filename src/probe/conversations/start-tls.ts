import type { Duplex } from 'node:stream';
import type { StartTls } from '../../model/conversation.ts';
import { BrokenConversation } from './broken.ts';
import type { ByteReader } from './byte-reader.ts';

/** More lines of capabilities than this are an attack on our patience. */
const mostLines = 100;

/** What it takes to turn a plain connection to TLS. Breaks with `refused` where the service won't. */
type Preamble = (stream: Duplex, reader: ByteReader, serverName: string | null) => Promise<void>;

/** RFC 3207. */
const smtp: Preamble = async (stream, reader) => {
  await reply(reader, '220');
  stream.write('EHLO portwitness.invalid\r\n');
  const capabilities = await reply(reader, '250');
  if (!capabilities.some((line) => /^250[ -]STARTTLS\s*$/i.test(line))) throw refused('no STARTTLS in EHLO');
  stream.write('STARTTLS\r\n');
  await reply(reader, '220');
};

/** RFC 9051 section 6.2.1. */
const imap: Preamble = async (stream, reader) => {
  const greeting = await reader.line('startTls');
  if (!greeting.startsWith('* OK')) throw refused(greeting);
  stream.write('a1 STARTTLS\r\n');
  for (let i = 0; i < mostLines; i++) {
    const line = await reader.line('startTls');
    if (line.startsWith('a1 OK')) return;
    if (line.startsWith('a1 ')) throw refused(line);
  }
  throw new BrokenConversation('startTls', 'too-much', 'lines without end');
};

/** RFC 2595 section 4. */
const pop3: Preamble = async (stream, reader) => {
  for (const command of [null, 'STLS\r\n']) {
    if (command !== null) stream.write(command);
    const line = await reader.line('startTls');
    if (!line.startsWith('+OK')) throw refused(line);
  }
};

/** RFC 4511 section 4.14: an extended request with this object identifier; result 0 grants it. */
const ldap: Preamble = async (stream, reader) => {
  const oid = Buffer.from('1.3.6.1.4.1.1466.20037');
  stream.write(Buffer.concat([Buffer.from([0x30, 0x1d, 2, 1, 1, 0x77, 0x18, 0x80, oid.length]), oid]));
  const header = await reader.take(2, 'startTls');
  const long = header[1]! & 0x80 ? header[1]! & 0x7f : 0;
  if (header[0] !== 0x30 || long > 2)
    throw new BrokenConversation('startTls', 'malformed', 'no LDAP message');
  const length = long === 0 ? header[1]! : (await reader.take(long, 'startTls')).readUIntBE(0, long);
  const message = await reader.take(length, 'startTls');
  // The result code is the first enumerated value (tag 10, one byte) of the message.
  const result = message.indexOf(Buffer.from([0x0a, 0x01]));
  const code = result < 0 ? undefined : message[result + 2];
  if (code !== 0) throw refused(`LDAP result ${code ?? 'missing'}`);
};

/** RFC 6120 section 5. Clients and servers speak under different names. */
function xmpp(namespace: 'jabber:client' | 'jabber:server'): Preamble {
  return async (stream, reader, serverName) => {
    const to = (serverName ?? 'localhost').replaceAll(/[^a-zA-Z0-9.:-]/g, '');
    const streams = 'http://etherx.jabber.org/streams';
    stream.write(
      `<?xml version='1.0'?><stream:stream to='${to}' version='1.0' xmlns='${namespace}' xmlns:stream='${streams}'>`,
    );
    const features = await reader.through(
      ['</stream:features>', '<stream:features/>', '</stream:stream>'],
      'startTls',
    );
    if (!features.includes('urn:ietf:params:xml:ns:xmpp-tls'))
      throw refused('no starttls among the features');
    stream.write(`<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>`);
    const answer = await reader.through(['>'], 'startTls');
    if (!answer.trimStart().startsWith('<proceed')) throw refused(answer);
  };
}

const preambles: Readonly<Record<StartTls, Preamble>> = {
  smtp,
  imap,
  pop3,
  ldap,
  xmpp: xmpp('jabber:client'),
  'xmpp-server': xmpp('jabber:server'),
};

/** Asks a plain-text service to turn to TLS; undefined: the port speaks TLS from its first byte. */
export async function startTls(
  stream: Duplex,
  reader: ByteReader,
  { startTls, serverName }: { readonly startTls?: StartTls; readonly serverName: string | null },
): Promise<void> {
  if (startTls !== undefined) await preambles[startTls](stream, reader, serverName);
}

/** The lines of a reply whose code goes on with a hyphen and ends with a space (RFC 5321 section 4.2.1). */
async function reply(reader: ByteReader, code: string): Promise<string[]> {
  const lines: string[] = [];
  while (lines.length < mostLines) {
    const line = await reader.line('startTls');
    lines.push(line);
    if (!line.startsWith(code)) throw refused(line);
    if (line[3] !== '-') return lines;
  }
  throw new BrokenConversation('startTls', 'too-much', 'lines without end');
}

function refused(detail: string): BrokenConversation {
  return new BrokenConversation('startTls', 'refused', detail);
}
