import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';

/**
 * Node's TLS over a vantage's stream, for conversations that must go past the handshake: any version and cipher
 * that this machine's OpenSSL still speaks, and any certificate. Who answers is for the TLS expectations to judge.
 */
export function lenientTls(
  socket: Duplex,
  serverName: string | null,
  options: ConnectionOptions = {},
): TLSSocket {
  return connect({
    socket,
    ...(serverName === null || isIP(serverName) !== 0 ? {} : { servername: serverName }),
    rejectUnauthorized: false,
    // The check of the name is an expectation of its own.
    checkServerIdentity: () => undefined,
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
    ...options,
  });
}
