/** One instruction of the classic BPF machine: code, jump if true, jump if false, constant. */
export type Instruction = readonly [code: number, jt: number, jf: number, k: number];

// linux/bpf_common.h: class | size | mode.
const loadHeaderLength = 0xb1; // X = 4 * (packet[k] & 15)
const loadHalfIndirect = 0x48;
const loadHalf = 0x28;
const loadByteIndirect = 0x50;
const loadByte = 0x30;
const andConstant = 0x54;
const jumpIfEqual = 0x15;
const jumpIfGreater = 0x25;
const jumpIfAtLeast = 0x35;
const answer = 0x06;

/**
 * A filter that lets only possible answers to our SYNs reach the socket: SYN-ACKs and acknowledging resets to
 * one of our source ports, which stand in a row. All other traffic of the machine then costs nothing. IPv4 raw
 * sockets see the IP header, IPv6 ones begin at the TCP header.
 */
export function answerFilter(family: 4 | 6, firstPort: number, lastPort: number): Instruction[] {
  const half = family === 4 ? loadHalfIndirect : loadHalf;
  const byte = family === 4 ? loadByteIndirect : loadByte;
  const start: Instruction[] = family === 4 ? [[loadHeaderLength, 0, 0, 0]] : [];
  return [
    ...start,
    [half, 0, 0, 2],
    [jumpIfAtLeast, 0, 5, firstPort],
    [jumpIfGreater, 4, 0, lastPort],
    [byte, 0, 0, 13],
    [andConstant, 0, 0, 0x16], // ACK, RST, SYN
    [jumpIfEqual, 2, 0, 0x12],
    [jumpIfEqual, 1, 0, 0x14],
    [answer, 0, 0, 0],
    [answer, 0, 0, 0xffff],
  ];
}

/** A filter that lets nothing through: for a socket that only sends. */
export const dropFilter: readonly Instruction[] = [[answer, 0, 0, 0]];

/** struct sock_filter[]: 8 bytes an instruction. */
export function encodeFilter(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.allocUnsafeSlow(program.length * 8);
  for (const [i, [code, jt, jf, k]] of program.entries()) {
    bytes.writeUInt16LE(code, i * 8);
    bytes[i * 8 + 2] = jt;
    bytes[i * 8 + 3] = jf;
    bytes.writeUInt32LE(k, i * 8 + 4);
  }
  return bytes;
}
