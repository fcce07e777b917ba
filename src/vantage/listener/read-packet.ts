import { addressOfSixteen } from '../../far-side/address-bytes.ts';
import type { Protocol } from '../../model/ports.ts';

/** The first packet of a handshake, or a datagram, as it came from the wire. */
export interface WirePacket {
  readonly protocol: Protocol;
  readonly from: string;
  readonly fromPort: number;
  readonly to: string;
  readonly toPort: number;
  /** Of a handshake: its sequence number; of a datagram 0. */
  readonly sequence: number;
  /** What the datagram says, as far as it was captured; of a handshake nothing. */
  readonly payload: Buffer;
}

const [tcp, udp] = [6, 17];
const fragmentOffset = 0x1fff;
const [syn, ack] = [0x02, 0x10];

/** Reads a packet from its IP header on. Undefined: another kind, a later fragment, or cut short. */
export function readPacket(bytes: Buffer): WirePacket | undefined {
  const version = (bytes[0] ?? 0) >> 4;
  if (version === 4 && bytes.length >= 20) {
    if ((bytes.readUInt16BE(6) & fragmentOffset) !== 0) return undefined;
    const [from, to] = [bytes.subarray(12, 16).join('.'), bytes.subarray(16, 20).join('.')];
    return readSegment(bytes[9]!, from, to, bytes.subarray((bytes[0]! & 15) * 4));
  }
  // Extension headers are for others: neither a handshake nor our datagrams bear any.
  if (version === 6 && bytes.length >= 40) {
    const [from, to] = [addressOfSixteen(bytes.subarray(8, 24)), addressOfSixteen(bytes.subarray(24, 40))];
    return readSegment(bytes[6]!, from, to, bytes.subarray(40));
  }
  return undefined;
}

function readSegment(protocol: number, from: string, to: string, bytes: Buffer): WirePacket | undefined {
  if (protocol === tcp && bytes.length >= 14) {
    if ((bytes[13]! & (syn | ack)) !== syn) return undefined;
    const sequence = bytes.readUInt32BE(4);
    return { protocol: 'tcp', from, to, ...portsOf(bytes), sequence, payload: Buffer.alloc(0) };
  }
  if (protocol === udp && bytes.length >= 8) {
    // Padding of short frames is no part of it.
    const payload = bytes.subarray(8, Math.max(8, bytes.readUInt16BE(4)));
    return { protocol: 'udp', from, to, ...portsOf(bytes), sequence: 0, payload };
  }
  return undefined;
}

function portsOf(bytes: Buffer): { readonly fromPort: number; readonly toPort: number } {
  return { fromPort: bytes.readUInt16BE(0), toPort: bytes.readUInt16BE(2) };
}
