import type { WirePacket } from './read-packet.ts';

/** Handshakes remembered: those of some seconds, at any pace that is kept up with. */
const mostRemembered = 1 << 16;

/**
 * Whether a handshake's packet is the first of its kind. The kernel sends it again while nothing answers, and a
 * bridge or a bond shows it at each of its interfaces: it is one attempt all the same.
 */
export function firstPackets(): (packet: WirePacket) => boolean {
  const seen = new Set<string>();
  return ({ protocol, from, fromPort, to, toPort, sequence }) => {
    if (protocol !== 'tcp') return true;
    const key = `${from} ${fromPort} ${to} ${toPort} ${sequence}`;
    if (seen.has(key)) return false;
    if (seen.size >= mostRemembered) seen.delete(seen.values().next().value!);
    seen.add(key);
    return true;
  };
}
