/** A TCP SYN with one option, the maximum segment size: some devices drop a SYN without any. */
export const segmentBytes = 24;

const syn = 0x02;
const window = 64_240;
const maximumSegmentSize = { 4: 1460, 6: 1440 } as const;

/** What all SYNs of a volley have in common. Addresses are 4 or 16 bytes. */
export interface SynTemplate {
  readonly maximumSegmentSize: number;
  /** Sum of all 16-bit words under the checksum but the ports and the sequence number. */
  readonly sum: number;
}

export function synTemplate(source: Uint8Array, destination: Uint8Array): SynTemplate {
  const mss = maximumSegmentSize[source.length === 4 ? 4 : 6];
  const fixed = offsetAndFlags + window + optionHead + mss;
  // RFC 9293, 3.1: the pseudo-header is the addresses, the protocol and the length.
  const pseudo = sumWords(source) + sumWords(destination) + 6 + segmentBytes;
  return { maximumSegmentSize: mss, sum: fixed + pseudo };
}

const offsetAndFlags = ((segmentBytes / 4) << 12) | syn;
const optionHead = 0x0204;

/** Writes one SYN at `at`: 24 bytes, the checksum included. */
export function writeSyn(
  bytes: Uint8Array,
  at: number,
  template: SynTemplate,
  sourcePort: number,
  port: number,
  sequence: number,
): void {
  let sum = template.sum + sourcePort + port + (sequence >>> 16) + (sequence & 0xffff);
  sum = (sum & 0xffff) + (sum >>> 16);
  sum = ~((sum & 0xffff) + (sum >>> 16)) & 0xffff;
  bytes[at] = sourcePort >>> 8;
  bytes[at + 1] = sourcePort;
  bytes[at + 2] = port >>> 8;
  bytes[at + 3] = port;
  bytes[at + 4] = sequence >>> 24;
  bytes[at + 5] = sequence >>> 16;
  bytes[at + 6] = sequence >>> 8;
  bytes[at + 7] = sequence;
  bytes.fill(0, at + 8, at + 12);
  bytes[at + 12] = offsetAndFlags >>> 8;
  bytes[at + 13] = offsetAndFlags & 0xff;
  bytes[at + 14] = window >>> 8;
  bytes[at + 15] = window & 0xff;
  bytes[at + 16] = sum >>> 8;
  bytes[at + 17] = sum;
  bytes[at + 18] = 0;
  bytes[at + 19] = 0;
  bytes[at + 20] = optionHead >>> 8;
  bytes[at + 21] = optionHead & 0xff;
  bytes[at + 22] = template.maximumSegmentSize >>> 8;
  bytes[at + 23] = template.maximumSegmentSize & 0xff;
}

function sumWords(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += (bytes[i]! << 8) | bytes[i + 1]!;
  return sum;
}
