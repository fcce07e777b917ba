import type { Duplex } from 'node:stream';
import { createSecureContext, type TLSSocket } from 'node:tls';
import type { TlsTrustAnswer } from '../../model/conversation.ts';
import { BrokenConversation } from './broken.ts';
import { deadlineMessage, readBytes } from './byte-reader.ts';
import type { Converse } from './conversation.ts';
import { lenientTls } from './lenient-tls.ts';
import { startTls } from './start-tls.ts';
import { readAnchors } from './trust-anchors.ts';
import { within } from './within.ts';

/** Lets OpenSSL build and verify the path from the port's certificate to an anchor, as a client of today would. */
export const verifyTrust: Converse<'tlsTrust'> = async (request, { limits, withStream }) => {
  const anchors = await readAnchors(request.anchors);
  return withStream(async (stream) => {
    if (request.startTls !== undefined) {
      const reader = readBytes(stream, limits);
      await startTls(stream, reader, request);
      reader.release();
    }
    const options = { secureContext: contextOf(anchors) };
    return within(limits.deadlineMs, 'tls', verify(stream, request.serverName, options, anchors.length));
  });
};

/** A store of 150 anchors takes 20 ms to read: once per store is enough. */
const contexts = new WeakMap<readonly string[], ReturnType<typeof createSecureContext>>();

function contextOf(anchors: readonly string[]): ReturnType<typeof createSecureContext> {
  const made =
    contexts.get(anchors) ??
    createSecureContext({ ca: [...anchors], minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' });
  contexts.set(anchors, made);
  return made;
}

function verify(
  stream: Duplex,
  serverName: string | null,
  options: { secureContext: ReturnType<typeof createSecureContext> },
  anchors: number,
): Promise<TlsTrustAnswer> {
  return new Promise((resolve, reject) => {
    const socket = lenientTls(stream, serverName, options);
    socket.on('secureConnect', () => {
      const problem = problemOf(socket);
      socket.destroy();
      resolve({ kind: 'tlsTrust', status: 'verified', trusted: problem === null, problem, anchors });
    });
    socket.on('error', (cause) => reject(brokenTls(cause)));
    socket.on('close', () => reject(new BrokenConversation('tls', 'closed')));
  });
}

/** The types say Error; what Node puts there is OpenSSL's name of the problem. */
function problemOf(socket: TLSSocket): string | null {
  if (socket.authorized) return null;
  const problem: unknown = socket.authorizationError;
  return problem instanceof Error ? problem.message : String(problem);
}

/** Errors of node:tls, in this program's words. */
export function brokenTls(cause: NodeJS.ErrnoException): BrokenConversation {
  if (cause instanceof BrokenConversation) return cause;
  const { code = '', message } = cause;
  if (message === deadlineMessage) return new BrokenConversation('tls', 'timeout', '', { cause });
  if (code === 'ECONNRESET' || code === 'EPIPE') return new BrokenConversation('tls', 'reset', '', { cause });
  return new BrokenConversation('tls', 'error', message, { cause });
}
