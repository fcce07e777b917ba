import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { segmentBytes, synTemplate, writeSyn } from '../../../src/vantage/local/raw/wire/syn-segment.ts';

const bytes = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length });
const port = fc.integer({ min: 0, max: 65_535 });

/** The sum over pseudo-header and segment, as a receiver makes it: all ones when the checksum is right. */
function receiverSum(source: Uint8Array, destination: Uint8Array, segment: Uint8Array): number {
  const all = [...source, ...destination, 0, 6, 0, segment.length, ...segment];
  let sum = 0;
  for (let i = 0; i < all.length; i += 2) sum += all[i]! * 256 + all[i + 1]!;
  while (sum > 0xffff) sum = (sum % 0x10000) + Math.floor(sum / 0x10000);
  return sum;
}

describe('a SYN', () => {
  test.each([4, 16])('has a right checksum, addresses of %d bytes', (length) => {
    const sequence = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(bytes(length), bytes(length), port, port, sequence, (from, to, sourcePort, port, seq) => {
        const segment = new Uint8Array(segmentBytes).fill(0xee);
        writeSyn(segment, 0, synTemplate(from, to), sourcePort, port, seq);
        expect(receiverSum(from, to, segment)).toBe(0xffff);
      }),
    );
  });

  test('is written where it belongs, byte for byte', () => {
    const row = new Uint8Array(segmentBytes * 3);
    writeSyn(
      row,
      segmentBytes,
      synTemplate(Uint8Array.of(10, 0, 0, 1), Uint8Array.of(10, 0, 0, 2)),
      61_000,
      443,
      0xdeadbeef,
    );
    expect(row.subarray(0, segmentBytes).every((byte) => byte === 0)).toBe(true);
    expect(row.subarray(segmentBytes * 2).every((byte) => byte === 0)).toBe(true);
    const hex = Buffer.from(row.subarray(segmentBytes, segmentBytes * 2)).toString('hex');
    expect(hex).toBe('ee4801bbdeadbeef000000006002faf0' + hex.slice(32, 36) + '0000020405b4');
  });
});
