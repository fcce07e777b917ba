import { request as httpRequest, type IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ConversationRequest, HttpAnswer } from '../../model/conversation.ts';
import { BrokenConversation } from './broken.ts';
import { deadlineMessage } from './byte-reader.ts';
import type { Converse } from './conversation.ts';
import type { ConversationLimits } from './limits.ts';
import { lenientTls } from './lenient-tls.ts';
import { within } from './within.ts';

type HttpRequest = Extract<ConversationRequest, { kind: 'http' }>;

/** A body in more pieces than this is cut to cost time: 64 KB come in some fifty. */
const mostPieces = 4096;

/** 100 Continue and its kin mean nothing to a GET: more than this many are an attack on our patience. */
const mostInterimAnswers = 8;

/** One GET over a connection of its own; nothing is followed, nothing is decompressed. */
export const askHttp: Converse<'http'> = (request, { limits, withStream }) =>
  withStream((stream) =>
    // Its own deadline, since a stream's end does not always reach the TLS that is laid over it.
    within(
      limits.deadlineMs,
      'http',
      exchange(request, limits, request.tls ? lenientTls(stream, request.host) : stream),
    ),
  );

function exchange(request: HttpRequest, limits: ConversationLimits, stream: Duplex): Promise<HttpAnswer> {
  return new Promise<HttpAnswer>((resolve, reject) => {
    const asked = httpRequest({
      createConnection: () => stream,
      method: 'GET',
      path: request.path,
      setHost: false,
      headers: {
        host: hostHeader(request.host),
        'user-agent': 'portwitness',
        accept: request.accept ?? '*/*',
        'accept-encoding': 'identity',
        connection: 'close',
      },
      maxHeaderSize: limits.headerBytes,
    });
    let interim = 0;
    asked.on('information', () => {
      if (++interim > mostInterimAnswers) {
        asked.destroy(new BrokenConversation('http', 'too-much', 'endless interim answers'));
      }
    });
    let answered = false;
    asked.on('response', (answer) => {
      answered = true;
      readAnswer(answer, limits).then(resolve, reject);
    });
    // What breaks in the body is the body's: the status and the headers stand.
    asked.on('error', (cause) => answered || reject(brokenHttp(cause)));
    asked.end();
  });
}

/** An IPv6 address stands in brackets (RFC 9110 section 7.2). */
function hostHeader(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

async function readAnswer(answer: IncomingMessage, limits: ConversationLimits): Promise<HttpAnswer> {
  const { statusCode = 0, statusMessage = '', rawHeaders } = answer;
  const headers = rawHeaders.flatMap((name, i): [string, string][] =>
    i % 2 === 0 ? [[name.toLowerCase(), rawHeaders[i + 1] ?? '']] : [],
  );
  const { body, truncated } = await readBody(answer, limits.bodyBytes);
  return {
    kind: 'http',
    status: 'answered',
    code: statusCode,
    reason: statusMessage,
    headers,
    body: body.toString('base64'),
    bodyTruncated: truncated,
  };
}

/** A body that breaks off or never ends is kept as far as it came: status and headers stand. */
function readBody(answer: IncomingMessage, cap: number): Promise<{ body: Buffer; truncated: boolean }> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let length = 0;
    const finish = (truncated: boolean): void => {
      resolve({ body: Buffer.concat(pieces).subarray(0, cap), truncated });
      answer.destroy();
    };
    answer.on('data', (piece: Buffer) => {
      pieces.push(piece);
      length += piece.length;
      if (length > cap || pieces.length > mostPieces) finish(true);
    });
    answer.on('end', () => finish(false));
    answer.on('error', () => finish(true));
    answer.on('aborted', () => finish(true));
    answer.on('close', () => finish(true));
  });
}

/** Errors of node:http and node:tls, in this program's words. */
function brokenHttp(cause: NodeJS.ErrnoException): BrokenConversation {
  if (cause instanceof BrokenConversation) return cause;
  const { code = '', message } = cause;
  const options = { cause };
  if (message === deadlineMessage) return new BrokenConversation('http', 'timeout', '', options);
  if (code === 'HPE_HEADER_OVERFLOW') return new BrokenConversation('http', 'too-much', message, options);
  if (code.startsWith('HPE_')) return new BrokenConversation('http', 'malformed', message, options);
  if (message === 'socket hang up') return new BrokenConversation('http', 'closed', '', options);
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO') {
    return new BrokenConversation('tls', 'error', message, options);
  }
  if (code === 'ECONNRESET' || code === 'EPIPE') return new BrokenConversation('http', 'reset', '', options);
  return new BrokenConversation('http', 'error', message, options);
}
