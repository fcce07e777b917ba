import type { Socket } from 'node:net';
import { plainAddress } from '../../far-side/address-bytes.ts';
import type { Peer } from '../../far-side/desk.ts';
import { askBytes } from '../../far-side/messages.ts';

/** A stranger's connection lasts no longer than this. */
const strangerMs = 5000;
/** Nor one that has the key than this: it may be taking the whole log. */
const longestMs = 60_000;
const mostAsks = 8;

/**
 * Hears questions over a connection, and answers those that are signed. Anything else, and a time-out, ends it by
 * reset, without a byte.
 */
export function converseOverTcp(
  socket: Socket,
  hear: (bytes: Buffer, peer: Peer) => Buffer | undefined,
  onCome: (peer: Peer) => void,
): void {
  const peer: Peer = {
    from: plainAddress(socket.remoteAddress ?? ''),
    fromPort: socket.remotePort ?? 0,
    to: plainAddress(socket.localAddress ?? ''),
    toPort: socket.localPort ?? 0,
  };
  onCome(peer);
  const end = (): void => void socket.resetAndDestroy();
  let timer = setTimeout(end, strangerMs);
  let pending = Buffer.alloc(0);
  let asks = 0;
  socket.on('error', end).on('end', end);
  socket.on('close', () => clearTimeout(timer));
  socket.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= askBytes) {
      const answer = asks++ < mostAsks ? hear(pending.subarray(0, askBytes), peer) : undefined;
      if (answer === undefined) return end();
      if (asks === 1) {
        clearTimeout(timer);
        timer = setTimeout(end, longestMs);
      }
      socket.write(answer);
      pending = pending.subarray(askBytes);
    }
  });
}
