import { describe, expect, test } from '@jest/globals';
import { assert, asyncProperty, integer, uniqueArray } from 'fast-check';
import { isolate } from '../../../src/vantage/local/isolate.ts';

const range = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

const without = { attempts: 1e6, confirmations: 3, onceEach: true };

describe('isolating the ports behind a sign', () => {
  test('names exactly the guilty ones, whichever they are', async () => {
    await assert(
      asyncProperty(uniqueArray(integer({ min: 1, max: 200 })), async (ports) => {
        const guilty = new Set(ports);
        const ask = (asked: readonly number[]) =>
          Promise.resolve(asked.filter((port) => guilty.has(port)).length);
        const found = await isolate([range(100), range(200).slice(100)], without, ask);
        expect(found.guilty).toEqual(guilty);
        expect(found.untold.size).toBe(0);
      }),
      { numRuns: 50, seed: 3 },
    );
  });

  test('is not deceived by signs that other traffic makes', async () => {
    let asked = 0;
    const ask = () => Promise.resolve(++asked % 3 === 0 ? 0 : 1);
    expect((await isolate([range(64)], without, ask)).guilty.size).toBe(0);
  });

  test('condemns no port for the signs of others that come twice', async () => {
    const { guilty } = await isolate([range(16)], { ...without, onceEach: false }, (asked) =>
      Promise.resolve(2 * asked.filter((port) => port > 8).length),
    );
    expect([...guilty].every((port) => port > 8)).toBe(true);
    expect(guilty.size).toBe(8);
  });

  test('says which ports it had no attempts left for', async () => {
    const { guilty, untold } = await isolate([range(64)], { ...without, attempts: 100 }, (asked) =>
      Promise.resolve(asked.includes(3) ? 1 : 0),
    );
    expect(guilty.size).toBe(0);
    expect(untold.has(3)).toBe(true);
  });

  test('clears nothing that could not be asked', async () => {
    const { untold } = await isolate([[1, 2], [3]], without, () => Promise.resolve(undefined));
    expect(untold).toEqual(new Set([1, 2, 3]));
  });
});
