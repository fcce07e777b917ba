import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  emptyAnswer,
  readIcmp4,
  readIcmp6,
  readTcp4,
  readTcpHeader,
} from '../../../src/vantage/local/raw/wire/answers.ts';

const ipv4 = (protocol: number, ttl: number, payload: number[], to = [10, 0, 0, 2]): number[] => [
  0x45,
  0,
  0,
  20 + payload.length,
  0,
  0,
  0x40,
  0,
  ttl,
  protocol,
  0,
  0,
  10,
  0,
  0,
  1,
  ...to,
  ...payload,
];
const ipv6 = (next: number, payload: number[]): number[] => [
  0x60,
  0,
  0,
  0,
  0,
  payload.length,
  next,
  64,
  ...Array.from({ length: 16 }, () => 1),
  ...Array.from({ length: 16 }, () => 2),
  ...payload,
];
const tcp = (flags: number): number[] => [
  0x01,
  0xbb,
  0xee,
  0x48,
  0,
  0,
  0,
  9,
  0xff,
  0,
  0,
  0,
  0x50,
  flags,
  0,
  0,
  0,
  0,
  0,
  0,
];
const quoted = [0xee, 0x48, 0x01, 0xbb, 0xfe, 0xff, 0xff, 0xff];

describe('an answer over IPv4', () => {
  test.each([
    ['SYN-ACK', 0x12, 'syn-ack'],
    ['reset', 0x14, 'reset'],
  ])('%s: port, our port, the sequence number that it acknowledges, hops', (_, flags, kind) => {
    const packet = Uint8Array.from(ipv4(6, 57, tcp(flags)));
    const answer = emptyAnswer();
    expect(readTcp4(packet, 0, packet.length, answer)).toBe(true);
    expect(answer).toMatchObject({ kind, port: 443, sourcePort: 61_000, sequence: 0xfeffffff, hops: 57 });
  });

  test('acknowledging 0 means the highest sequence number', () => {
    const packet = Uint8Array.from(tcp(0x14)).fill(0, 8, 12);
    const answer = emptyAnswer();
    expect(readTcpHeader(packet, 0, packet.length, answer)).toBe(true);
    expect(answer.sequence).toBe(0xffffffff);
  });

  test('a fragment, a bare reset, another protocol, and a cut header are none', () => {
    const whole = ipv4(6, 57, tcp(0x14));
    const without = (change: (packet: Uint8Array) => void): Uint8Array => {
      const packet = Uint8Array.from(whole);
      change(packet);
      return packet;
    };
    for (const packet of [
      without((p) => (p[7] = 1)),
      without((p) => (p[33] = 0x04)),
      without((p) => (p[9] = 17)),
      without((p) => (p[0] = 0x4f)),
      without((p) => (p[0] = 0x41)),
      Uint8Array.from(whole.slice(0, 39)),
    ]) {
      expect(readTcp4(packet, 0, packet.length, emptyAnswer())).toBe(false);
    }
  });
});

describe('an ICMP error', () => {
  test('over IPv4: type, code, where our segment went, its ports and sequence number', () => {
    const packet = Uint8Array.from(
      ipv4(1, 63, [3, 13, 0, 0, 0, 0, 0, 0, ...ipv4(6, 1, quoted, [10, 0, 0, 77])]),
    );
    const inner = new Uint8Array(4);
    const answer = emptyAnswer();
    expect(readIcmp4(packet, 0, packet.length, answer, inner)).toBe(true);
    expect([...inner]).toEqual([10, 0, 0, 77]);
    expect(answer).toEqual({
      kind: 'error',
      port: 443,
      sourcePort: 61_000,
      sequence: 0xfeffffff,
      hops: 63,
      type: 3,
      code: 13,
    });
  });

  test('over IPv6', () => {
    const packet = Uint8Array.from([1, 1, 0, 0, 0, 0, 0, 0, ...ipv6(6, quoted)]);
    const inner = new Uint8Array(16);
    const answer = emptyAnswer();
    expect(readIcmp6(packet, 0, packet.length, answer, inner)).toBe(true);
    expect([...inner]).toEqual(Array.from({ length: 16 }, () => 2));
    expect(answer).toMatchObject({
      kind: 'error',
      port: 443,
      sourcePort: 61_000,
      sequence: 0xfeffffff,
      type: 1,
      code: 1,
    });
  });

  test('about something else, or cut short, is none', () => {
    const udp = Uint8Array.from(ipv4(1, 63, [3, 3, 0, 0, 0, 0, 0, 0, ...ipv4(17, 1, quoted)]));
    const cut = Uint8Array.from(ipv4(1, 63, [3, 3, 0, 0, 0, 0, 0, 0, ...ipv4(6, 1, quoted.slice(0, 7))]));
    const other6 = Uint8Array.from([1, 1, 0, 0, 0, 0, 0, 0, ...ipv6(17, quoted)]);
    expect(readIcmp4(udp, 0, udp.length, emptyAnswer(), new Uint8Array(4))).toBe(false);
    expect(readIcmp4(cut, 0, cut.length, emptyAnswer(), new Uint8Array(4))).toBe(false);
    expect(readIcmp6(other6, 0, other6.length, emptyAnswer(), new Uint8Array(16))).toBe(false);
  });
});

test('whatever comes, reading stays within the packet and throws nothing', () => {
  const readers = [
    readTcp4,
    readTcpHeader,
    (packet: Uint8Array, at: number, length: number) =>
      readIcmp4(packet, at, length, emptyAnswer(), new Uint8Array(4)),
    (packet: Uint8Array, at: number, length: number) =>
      readIcmp6(packet, at, length, emptyAnswer(), new Uint8Array(16)),
  ];
  const likely = fc
    .tuple(fc.constantFrom(0x45, 0x46, 0x4f, 0x60, 3, 1), fc.uint8Array({ maxLength: 160 }))
    .map(([first, rest]) => Uint8Array.of(first, ...rest));
  fc.assert(
    fc.property(likely, fc.nat(3), (bytes, reader) => {
      // What lies behind the packet belongs to others: were it read, the answer would depend on it.
      const read = (behind: number): unknown => {
        const room = new Uint8Array(512).fill(behind);
        room.set(bytes);
        const answer = emptyAnswer();
        const found = readers[reader]!(room, 0, bytes.length, answer);
        return [found, found ? { ...answer } : null];
      };
      expect(read(0x00)).toEqual(read(0xff));
    }),
    { numRuns: 500 },
  );
});
