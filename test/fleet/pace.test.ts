import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { LeasedPace, type Lease } from '../../src/fleet/leased-pace.ts';

/** The bucket of the server, on a clock of the test's. */
function bucket(perSecond: number, burst: number, clock: { ms: number }) {
  let [tokens, at, given] = [0, clock.ms, 0];
  const lease: Lease = async (wanted) => {
    tokens = Math.min(burst, tokens + ((clock.ms - at) * perSecond) / 1000);
    at = clock.ms;
    const granted = Math.min(wanted, Math.floor(tokens));
    tokens -= granted;
    given += granted;
    return { granted, sharers: 3 };
  };
  return { lease, given: () => given };
}

describe('LeasedPace', () => {
  test.each([10, 200, 2000, 50_000])(
    'three that share %i a second never exceed it together, and use it',
    async (rate) => {
      const clock = { ms: 0 };
      const { lease } = bucket(rate, Math.max(1, rate / 10), clock);
      const paces = [1, 2, 3].map(() => new LeasedPace(rate, lease, () => clock.ms));
      let sent = 0;
      for (; clock.ms < 10_000; clock.ms += 2) {
        for (const pace of paces) sent += pace.take(1000).granted;
        await turn();
        expect(sent).toBeLessThanOrEqual((rate * clock.ms) / 1000 + Math.max(1, rate / 10));
      }
      expect(sent).toBeGreaterThan(rate * 10 * 0.9);
    },
  );

  test('nothing is granted while nobody answers, and the question is not repeated at once', async () => {
    const clock = { ms: 0 };
    let asked = 0;
    const pace = new LeasedPace(
      100,
      async () => {
        asked++;
        throw new Error('connect ECONNREFUSED');
      },
      () => clock.ms,
    );
    for (; clock.ms < 2000; clock.ms += 10) {
      expect(pace.take(5).granted).toBe(0);
      await turn();
    }
    expect(asked).toBeLessThanOrEqual(5);
    expect(asked).toBeGreaterThanOrEqual(3);
  });

  test('what was not used lapses', async () => {
    const clock = { ms: 0 };
    const pace = new LeasedPace(
      100,
      async (wanted) => ({ granted: wanted, sharers: 1 }),
      () => clock.ms,
    );
    pace.take(1);
    await turn();
    clock.ms = 5000;
    expect(pace.take(10).granted).toBe(0);
  });

  test('its rate is an equal share of the whole', async () => {
    const pace = new LeasedPace(
      300,
      async () => ({ granted: 10, sharers: 3 }),
      () => 0,
    );
    expect(pace.perSecond).toBe(300);
    pace.take(1);
    await turn();
    expect(pace.perSecond).toBe(100);
  });
});
