import { readBytes } from './byte-reader.ts';
import type { Line } from './conversation.ts';
import { lenientTls } from './lenient-tls.ts';
import { startTls } from './start-tls.ts';
import type { TlsRequest } from './tls.ts';

/** TLS 1.3 servers refuse a client without certificate only after its handshake is done: this long after, at most. */
const refusalMs = 500;

/**
 * Whether a server that asked for a client certificate goes on without one. Found by going on without one, with
 * no word of the protocol behind: 'requested' where nothing speaks against it.
 */
export function findDemand(
  request: TlsRequest,
  { limits, withStream }: Line,
): Promise<'requested' | 'demanded'> {
  return withStream(async (stream) => {
    if (request.startTls !== undefined) {
      const reader = readBytes(stream, limits);
      await startTls(stream, reader, request);
      reader.release();
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve('requested'), limits.deadlineMs);
      const decide = (demand: 'requested' | 'demanded'): void => {
        clearTimeout(timer);
        resolve(demand);
      };
      const socket = lenientTls(stream, request.serverName);
      let done = false;
      socket.on('secureConnect', () => {
        done = true;
        setTimeout(() => decide('requested'), refusalMs);
      });
      socket.on('data', () => decide('requested'));
      socket.on('error', (cause: NodeJS.ErrnoException) =>
        decide(isDemand(cause) ? 'demanded' : 'requested'),
      );
      socket.on('end', () => decide(done ? 'demanded' : 'requested'));
    });
  });
}

/** The alerts by which servers say so: certificate_required in TLS 1.3, handshake_failure or bad_certificate before. */
export function isDemand({ code = '' }: NodeJS.ErrnoException): boolean {
  return /CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|BAD_CERTIFICATE|ECONNRESET/.test(code);
}
