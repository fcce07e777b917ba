import { createHash, randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { TlsAlert, TlsVersion } from '../../../model/conversation.ts';
import { BrokenConversation } from '../broken.ts';
import type { ByteReader } from '../byte-reader.ts';
import { Cursor, uint, vector } from './bytes.ts';
import { clientHello, type HelloOffer } from './client-hello.ts';
import { cipherName, extensionTypes, groupName, groups, messageTypes, recordTypes } from './code-points.ts';
import { serverHandshakeOpener, suites } from './key-schedule.ts';
import { keyShareOf } from './key-share.ts';
import {
  isAlert,
  looksLikeTls,
  readMessages,
  record,
  type HandshakeMessage,
  type MessageReader,
} from './records.ts';
import { readServerFlight, type ServerFlight } from './server-flight.ts';
import { readServerHello, type ServerHello } from './server-hello.ts';

export type Handshake =
  | ({
      readonly status: 'served';
      readonly version: TlsVersion;
      readonly speaksNewer?: true;
      readonly cipher: string;
      readonly warnings: readonly TlsAlert[];
    } & ServerFlight)
  | { readonly status: 'alert'; readonly alert: TlsAlert; readonly warnings: readonly TlsAlert[] }
  /** The server wants a key exchange that this program knows by name alone: what it shows stays sealed. */
  | { readonly status: 'unagreed'; readonly version: TlsVersion; readonly keyExchange: string }
  | { readonly status: 'plain' };

export interface HandshakeRequest {
  readonly serverName: string | null;
  readonly alpn: readonly string[];
  readonly versions: readonly TlsVersion[];
  /** Key exchange groups, in the order of preference; a share is sent along of X25519 alone. */
  readonly groups: readonly number[];
  /** Whether the server's signature over the handshake is checked: it costs more than all the rest. */
  readonly proveKey: boolean;
}

/**
 * Talks TLS as far as the server's certificates and its proof of their key, with messages of our own, so that
 * neither the versions nor the algorithms depend on this machine's OpenSSL; then the caller hangs up.
 */
export async function shakeHands(
  stream: Duplex,
  reader: ByteReader,
  request: HandshakeRequest,
): Promise<Handshake> {
  const modern = request.versions.includes('TLSv1.3');
  const offer: HelloOffer & HandshakeRequest = {
    ...request,
    random: randomBytes(32),
    sessionId: modern ? randomBytes(32) : Buffer.alloc(0),
    // One is enough for nearly all; the others ask for theirs.
    keyShares: modern && request.groups.includes(groups.X25519) ? [keyShareOf(groups.X25519)!] : [],
    supportedGroups: request.groups,
    cookie: null,
  };
  const hello = clientHello(offer);
  // Record version 3.1: older servers refuse a first record that claims more (RFC 8446 section 5.1).
  stream.write(record(recordTypes.handshake, 0x0301, hello));
  if (!looksLikeTls(await firstBytes(reader))) return { status: 'plain' };
  const messages = readMessages(reader);
  const first = await messages.next();
  if (isAlert(first)) return { status: 'alert', alert: first, warnings: messages.warnings };
  const answered = readHello(first);
  const flight = answered.retry
    ? await retry(stream, messages, offer, hello, first, answered)
    : await follow(messages, offer, [hello, first.bytes], answered);
  if ('level' in flight) return { status: 'alert', alert: flight, warnings: messages.warnings };
  if ('unagreed' in flight)
    return { status: 'unagreed', version: answered.version, keyExchange: flight.unagreed };
  return {
    status: 'served',
    version: answered.version,
    ...(answered.speaksNewer ? { speaksNewer: true } : {}),
    cipher: cipherName(answered.cipher),
    warnings: messages.warnings,
    ...flight,
  };
}

/** Three bytes tell TLS from plain text, unless the other side says less than that and ends. */
async function firstBytes(reader: ByteReader): Promise<Buffer> {
  const first = await reader.peek(3, 'tls', 3);
  if (first.length === 0) throw new BrokenConversation('tls', 'closed');
  return first;
}

function readHello(message: HandshakeMessage): ServerHello {
  if (message.type !== messageTypes.serverHello) {
    throw new BrokenConversation('tls', 'malformed', `message ${message.type} in place of ServerHello`);
  }
  return readServerHello(message.body);
}

/** What comes after a ServerHello: in clear up to TLS 1.2, sealed in 1.3. */
async function follow(
  messages: MessageReader,
  offer: HelloOffer & HandshakeRequest,
  transcript: readonly Buffer[],
  hello: ServerHello,
): Promise<ServerFlight | TlsAlert> {
  const context = { hello, clientRandom: offer.random, transcript, proveKey: offer.proveKey };
  if (hello.version !== 'TLSv1.3') return readServerFlight(messages, context, null);
  const suite = suites[hello.cipher];
  const chosen = new Cursor(hello.extensions.get(extensionTypes.keyShare) ?? Buffer.alloc(0));
  const group = chosen.uint(2);
  const own = offer.keyShares.find((share) => share.group === group);
  if (suite === undefined || own === undefined) {
    throw new BrokenConversation('tls', 'malformed', 'the server chose what was not offered');
  }
  messages.openWith(serverHandshakeOpener(suite, own.agree(chosen.vector(2).rest()), transcript));
  return readServerFlight(messages, context, groupName(group));
}

/** A second hello with the share that the server asks for (RFC 8446 section 4.1.4). */
async function retry(
  stream: Duplex,
  messages: MessageReader,
  offer: HelloOffer & HandshakeRequest,
  firstHello: Buffer,
  request: HandshakeMessage,
  asked: ServerHello,
): Promise<ServerFlight | TlsAlert | { readonly unagreed: string }> {
  const group = new Cursor(asked.extensions.get(extensionTypes.keyShare) ?? Buffer.alloc(0)).uint(2);
  const share = keyShareOf(group);
  const cookie = asked.extensions.get(extensionTypes.cookie);
  if (!offer.supportedGroups.includes(group) || offer.keyShares.some((made) => made.group === group)) {
    throw new BrokenConversation('tls', 'malformed', `a retry with group ${groupName(group)}`);
  }
  if (share === undefined) return { unagreed: groupName(group) };
  const second = {
    ...offer,
    keyShares: [share],
    cookie: cookie === undefined ? null : new Cursor(cookie).vector(2).rest(),
  };
  const hello = clientHello(second);
  stream.write(record(recordTypes.handshake, 0x0303, hello));
  const answer = await messages.next();
  if (isAlert(answer)) return answer;
  const answered = readHello(answer);
  if (answered.retry) throw new BrokenConversation('tls', 'malformed', 'a second retry');
  const digest = createHash(suites[answered.cipher]?.hash ?? 'sha256')
    .update(firstHello)
    .digest();
  const messageHash = Buffer.concat([uint(254, 1), vector(3, digest)]);
  return follow(messages, second, [messageHash, request.bytes, hello, answer.bytes], answered);
}
