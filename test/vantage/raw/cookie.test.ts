import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { cookieKeyWords, sealPosition, unsealPosition } from '../../../src/vantage/local/raw/wire/cookie.ts';

const word = fc.integer({ min: 0, max: 0xffffffff });
const key = fc
  .array(word, { minLength: cookieKeyWords, maxLength: cookieKeyWords })
  .map((words) => Uint32Array.from(words));

describe('the sequence number of a position', () => {
  test('gives the position back, for any 32-bit number', () => {
    fc.assert(fc.property(key, word, (key, n) => unsealPosition(key, sealPosition(key, n)) === n));
  });

  test('differs for every position of a volley', () => {
    const key = Uint32Array.from({ length: cookieKeyWords }, (_, i) => i * 0x9e3779b1);
    const sealed = new Set(Array.from({ length: 70_000 }, (_, position) => sealPosition(key, position)));
    expect(sealed.size).toBe(70_000);
  });

  test('under another key means another position, each word of the key counting', () => {
    for (let changed = 0; changed < cookieKeyWords; changed++) {
      const key = new Uint32Array(cookieKeyWords).fill(7);
      const other = Uint32Array.from(key);
      other[changed]! ^= 1;
      const same = Array.from({ length: 1000 }, (_, n) => n).filter(
        (n) => unsealPosition(other, sealPosition(key, n)) === n,
      );
      expect(same.length).toBeLessThan(10);
    }
  });
});
