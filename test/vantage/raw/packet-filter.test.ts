import { describe, expect, test } from '@jest/globals';
import { answerFilter, dropFilter, encodeFilter } from '../../../src/vantage/local/raw/wire/packet-filter.ts';

/** The few instructions that our filters use, run over a packet. */
function run(program: readonly (readonly [number, number, number, number])[], packet: Uint8Array): number {
  let a = 0;
  let x = 0;
  for (let at = 0; at < program.length; at++) {
    const [code, jt, jf, k] = program[at]!;
    const jump = (condition: boolean): void => void (at += condition ? jt : jf);
    if (code === 0xb1) x = 4 * (packet[k]! & 15);
    else if (code === 0x48) a = packet[x + k]! * 256 + packet[x + k + 1]!;
    else if (code === 0x28) a = packet[k]! * 256 + packet[k + 1]!;
    else if (code === 0x50) a = packet[x + k]!;
    else if (code === 0x30) a = packet[k]!;
    else if (code === 0x54) a &= k;
    else if (code === 0x15) jump(a === k);
    else if (code === 0x25) jump(a > k);
    else if (code === 0x35) jump(a >= k);
    else if (code === 0x06) return k;
    else throw new Error(`instruction ${code}`);
  }
  throw new Error('ran off the end');
}

function packet(family: 4 | 6, port: number, flags: number, ipHeader = 20): Uint8Array {
  const header = family === 4 ? ipHeader : 0;
  const bytes = new Uint8Array(header + 20);
  if (family === 4) bytes[0] = 0x40 | (ipHeader / 4);
  bytes[header + 2] = port >>> 8;
  bytes[header + 3] = port & 0xff;
  bytes[header + 13] = flags;
  return bytes;
}

describe.each([4, 6] as const)('the filter for IPv%d', (family) => {
  const filter = answerFilter(family, 61_000, 61_511);
  const passes = (port: number, flags: number, ipHeader?: number): boolean =>
    run(filter, packet(family, port, flags, ipHeader)) > 0;

  test('passes SYN-ACKs and acknowledging resets to our ports', () => {
    for (const port of [61_000, 61_200, 61_511]) {
      expect(passes(port, 0x12)).toBe(true);
      expect(passes(port, 0x14)).toBe(true);
    }
    expect(passes(61_000, 0x12, 60)).toBe(true);
  });

  test('drops other ports, our own SYNs, bare resets, data, and nonsense', () => {
    for (const port of [0, 443, 60_999, 61_512, 65_535]) expect(passes(port, 0x12)).toBe(false);
    for (const flags of [0x00, 0x02, 0x04, 0x10, 0x11, 0x06, 0x16]) expect(passes(61_000, flags)).toBe(false);
  });
});

test('the sender hears nothing', () => {
  expect(run(dropFilter, packet(4, 61_000, 0x12))).toBe(0);
});

test('instructions take eight bytes: code, two jumps, constant', () => {
  expect(encodeFilter([[0x15, 1, 2, 0x01020304]]).toString('hex')).toBe('1500010204030201');
});
