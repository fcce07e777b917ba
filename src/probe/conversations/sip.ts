import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import type { SipAnswer } from '../../model/conversation.ts';
import { BrokenConversation } from './broken.ts';
import { readBytes, type ByteReader } from './byte-reader.ts';
import { isDemand } from './client-certificate.ts';
import type { Converse } from './conversation.ts';
import { lenientTls } from './lenient-tls.ts';
import { within } from './within.ts';

/** 100 Trying and its kin come once or twice: more are an attack on our patience. */
const mostInterimAnswers = 8;

/** Header lines of one answer. */
const mostHeaders = 100;

/** Asks what a SIP server can do, the one request that changes nothing (RFC 3261 section 11). */
export const askSip: Converse<'sip'> = ({ tls, host }, { limits, withStream }) =>
  withStream(async (stream) => {
    const secured = tls ? lenientTls(stream, host) : stream;
    const reader = readBytes(secured, limits);
    try {
      const request = optionsRequest(host, tls ? 'TLS' : 'TCP');
      // Written earlier, it would hide the alert that a handshake ends with.
      if (tls) secured.once('secureConnect', () => void secured.write(request));
      else secured.write(request);
      // Its own deadline, since a stream's end does not always reach the TLS that is laid over it.
      return await within(limits.deadlineMs, 'read', readFinal(reader));
    } catch (cause) {
      throw demandIn(cause) ?? cause;
    } finally {
      secured.destroy();
    }
  });

/** `Max-Forwards: 0` keeps the question at the server that was asked: no proxy carries it into the network behind. */
function optionsRequest(host: string, transport: 'TLS' | 'TCP'): string {
  const scheme = transport === 'TLS' ? 'sips' : 'sip';
  const uri = `${scheme}:${isIP(host) === 6 ? `[${host}]` : host.replaceAll(/[^a-zA-Z0-9.-]/g, '')}`;
  const [branch, tag, call] = [8, 4, 8].map((size) => randomBytes(size).toString('hex'));
  return [
    `OPTIONS ${uri} SIP/2.0`,
    `Via: SIP/2.0/${transport} portwitness.invalid;branch=z9hG4bK${branch}`,
    'Max-Forwards: 0',
    `From: <${scheme}:portwitness@portwitness.invalid>;tag=${tag}`,
    `To: <${uri}>`,
    `Call-ID: ${call}@portwitness.invalid`,
    'CSeq: 1 OPTIONS',
    `Contact: <${scheme}:portwitness@portwitness.invalid>`,
    'Accept: application/sdp',
    'Content-Length: 0',
    '\r\n',
  ].join('\r\n');
}

async function readFinal(reader: ByteReader): Promise<SipAnswer> {
  for (let interim = 0; interim <= mostInterimAnswers; interim++) {
    const line = await reader.line('read');
    const [, digits, reason = ''] = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/.exec(line) ?? [];
    if (digits === undefined) throw new BrokenConversation('read', 'malformed', line);
    const server = await readServer(reader);
    const code = Number(digits);
    if (code >= 200) return { kind: 'sip', status: 'answered', code, reason, server };
  }
  throw new BrokenConversation('read', 'too-much', 'endless interim answers');
}

/** The headers up to the empty line; what the server calls itself in one of them. */
async function readServer(reader: ByteReader): Promise<string | null> {
  let server: string | null = null;
  for (let count = 0; count < mostHeaders; count++) {
    const line = await reader.line('read');
    if (line === '') return server;
    server ??= /^(?:server|user-agent)\s*:\s*(.*)$/i.exec(line)?.[1] ?? null;
  }
  throw new BrokenConversation('read', 'too-much', 'headers without end');
}

/** Servers among themselves speak mutual TLS: without a certificate of ours they end where SIP would begin. */
function demandIn(cause: unknown): BrokenConversation | undefined {
  if (!(cause instanceof BrokenConversation)) return undefined;
  // The stream's own error lies beneath what the reader made of it; a reset may as well be a service that died.
  const beneath = (cause.cause ?? {}) as NodeJS.ErrnoException;
  return isDemand(beneath) && cause.failure.code !== 'reset'
    ? new BrokenConversation('tls', 'client-certificate', beneath.message, { cause })
    : undefined;
}
