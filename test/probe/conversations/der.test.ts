import { describe, expect, test } from '@jest/globals';
import { childrenOf, NotDer, readDer, readOid } from '../../../src/probe/conversations/tls/der.ts';

const der = (hex: string) => readDer(Buffer.from(hex, 'hex'));

describe('object identifiers', () => {
  test.each([
    ['0603550403', '2.5.4.3'],
    ['06092a864886f70d01010b', '1.2.840.113549.1.1.11'],
    ['06028837', '2.999'],
    ['060127', '0.39'],
    ['06014f', '1.39'],
    // 2.25 and a UUID: more than a number holds
    ['0613698381e9a0aa97beeda0af99a3a4f5c7dde903', null],
    ['0609a3ffffffffffffff7f', null],
  ])('%s', (hex, text) => {
    expect(readOid(der(hex))).toBe(text ?? exactly(Buffer.from(hex, 'hex').subarray(2)));
  });

  test.each(['0600', '0203010203', `0641${'01'.repeat(65)}`])('%s is none', (hex) => {
    expect(() => readOid(der(hex))).toThrow(NotDer);
  });
});

/** The same, by arithmetic that is never rounded. */
function exactly(content: Buffer): string {
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of content) {
    arc = arc * 128n + BigInt(byte & 0x7f);
    if (byte < 128) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  const [first = 0n, ...rest] = arcs;
  const top = first < 80n ? first / 40n : 2n;
  return [top, first - 40n * top, ...rest].join('.');
}

describe('values', () => {
  test('lie where their lengths say, as parts and as a whole', () => {
    const [first, second] = childrenOf(der('3007020105040201ff'.padEnd(18, '0')));
    expect([first!.content, first!.whole].map((bytes) => bytes.toString('hex'))).toEqual(['05', '020105']);
    expect([second!.content, second!.whole].map((bytes) => bytes.toString('hex'))).toEqual([
      '01ff',
      '040201ff',
    ]);
  });

  test.each(['', '30', '3080', '3003020105ff'.slice(0, 8), '1f0100', '3085000000000100', '308201'])(
    '%s breaks off',
    (hex) => {
      expect(() => der(hex)).toThrow(NotDer);
    },
  );

  test('a child that is longer than its parent breaks off', () => {
    expect(() => childrenOf(der('3003020205'))).toThrow(NotDer);
  });
});
