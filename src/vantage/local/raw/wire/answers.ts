/** What one received packet says; the same record is filled again and again, since millions come. */
export interface PacketAnswer {
  kind: 'syn-ack' | 'reset' | 'error';
  /** The far port that was asked. */
  port: number;
  /** Our port that asked. */
  sourcePort: number;
  /** The sequence number that asked. */
  sequence: number;
  /** TTL or hop limit of the packet; 0: not known. */
  hops: number;
  /** Of an ICMP error: its type and code. */
  type: number;
  code: number;
}

export function emptyAnswer(): PacketAnswer {
  return { kind: 'reset', port: 0, sourcePort: 0, sequence: 0, hops: 0, type: 0, code: 0 };
}

const tcp = 6;

/** Reads an IPv4 packet with a TCP answer in it. False: it is none, or too short to tell. */
export function readTcp4(packet: Uint8Array, at: number, length: number, into: PacketAnswer): boolean {
  const header = ipv4HeaderBytes(packet, at, length);
  if (header === 0 || packet[at + 9] !== tcp || isFragment(packet, at)) return false;
  into.hops = packet[at + 8]!;
  return readTcpHeader(packet, at + header, length - header, into);
}

/** Reads a TCP header that acknowledges a SYN: SYN-ACK, or a reset that acknowledges. */
export function readTcpHeader(bytes: Uint8Array, at: number, length: number, into: PacketAnswer): boolean {
  if (length < 20) return false;
  const flags = bytes[at + 13]! & 0x16;
  if (flags !== 0x12 && flags !== 0x14) return false;
  into.kind = flags === 0x12 ? 'syn-ack' : 'reset';
  into.port = half(bytes, at);
  into.sourcePort = half(bytes, at + 2);
  into.sequence = (word(bytes, at + 8) - 1) >>> 0;
  return true;
}

/** Reads an IPv4 packet with an ICMP error about a TCP segment of ours. `inner` gets where that segment went. */
export function readIcmp4(
  packet: Uint8Array,
  at: number,
  length: number,
  into: PacketAnswer,
  inner: Uint8Array,
): boolean {
  const header = ipv4HeaderBytes(packet, at, length);
  if (header === 0 || packet[at + 9] !== 1) return false;
  const icmp = at + header;
  const quoted = icmp + 8;
  const left = length - header - 8;
  const innerHeader = left < 20 ? 0 : ipv4HeaderBytes(packet, quoted, left);
  if (innerHeader === 0 || left < innerHeader + 8) return false;
  if (packet[quoted + 9] !== tcp || isFragment(packet, quoted)) return false;
  inner.set(packet.subarray(quoted + 16, quoted + 20));
  into.hops = packet[at + 8]!;
  return readQuoted(packet, icmp, quoted + innerHeader, into);
}

/** Reads an ICMPv6 error; hop limit and sender come beside the packet. */
export function readIcmp6(
  bytes: Uint8Array,
  at: number,
  length: number,
  into: PacketAnswer,
  inner: Uint8Array,
): boolean {
  const quoted = at + 8;
  // Our segments carry no extension headers: another next header is not ours.
  if (length < 8 + 40 + 8 || bytes[quoted]! >>> 4 !== 6 || bytes[quoted + 6] !== tcp) return false;
  inner.set(bytes.subarray(quoted + 24, quoted + 40));
  return readQuoted(bytes, at, quoted + 40, into);
}

function readQuoted(bytes: Uint8Array, icmp: number, segment: number, into: PacketAnswer): true {
  into.kind = 'error';
  into.type = bytes[icmp]!;
  into.code = bytes[icmp + 1]!;
  into.sourcePort = half(bytes, segment);
  into.port = half(bytes, segment + 2);
  into.sequence = word(bytes, segment + 4);
  return true;
}

/** 0: not a whole IPv4 header. */
function ipv4HeaderBytes(packet: Uint8Array, at: number, length: number): number {
  if (length < 20 || packet[at]! >>> 4 !== 4) return 0;
  const header = (packet[at]! & 15) * 4;
  return header < 20 || header > length ? 0 : header;
}

function isFragment(packet: Uint8Array, at: number): boolean {
  return (half(packet, at + 6) & 0x1fff) !== 0;
}

function half(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}
