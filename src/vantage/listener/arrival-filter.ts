import type { Instruction } from '../local/raw/wire/packet-filter.ts';

/** Of the classic BPF machine (linux/bpf_common.h): class | size | mode. */
const loadByte = 0x30;
const loadByteIndirect = 0x50;
const loadHeaderLength = 0xb1; // X = 4 * (packet[k] & 15)
const andConstant = 0x54;
const jump = 0x05;
const jumpIfEqual = 0x15;
const answer = 0x06;

/** Bytes kept of a packet: the headers, and a question of ours. */
export const keptBytes = 512;

/**
 * Lets handshakes' first packets and datagrams through, of both families, from the IP header on: all other traffic
 * of the machine then costs nothing.
 */
export const arrivalFilter: readonly Instruction[] = [
  [loadByte, 0, 0, 0],
  [andConstant, 0, 0, 0xf0],
  [jumpIfEqual, 0, 6, 0x40], // IPv4, or on to 9
  [loadByte, 0, 0, 9],
  [jumpIfEqual, 11, 0, 17], // UDP: to 16
  [jumpIfEqual, 0, 11, 6], // TCP, or to 17
  [loadHeaderLength, 0, 0, 0],
  [loadByteIndirect, 0, 0, 13],
  [jump, 0, 0, 5], // to 14
  [jumpIfEqual, 0, 7, 0x60], // IPv6, or to 17
  [loadByte, 0, 0, 6],
  [jumpIfEqual, 4, 0, 17], // UDP: to 16
  [jumpIfEqual, 0, 4, 6], // TCP, or to 17
  [loadByte, 0, 0, 53],
  [andConstant, 0, 0, 0x12], // SYN, ACK
  [jumpIfEqual, 0, 1, 0x02],
  [answer, 0, 0, keptBytes],
  [answer, 0, 0, 0],
];
