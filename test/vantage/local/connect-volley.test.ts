import { describe, expect, test } from '@jest/globals';
import { countersOf } from '../../../src/vantage/local/counters.ts';
import { connectSender } from '../../../src/vantage/local/connect-volley.ts';
import { socketBudget } from '../../../src/vantage/local/socket-budget.ts';
import { shutPort, volleyOf, withListeners, wordsOf } from './listeners.ts';

const everything = () => true;

function sender(sockets = 500, guard: (address: string) => boolean = everything) {
  return connectSender({
    budget: socketBudget({ descriptors: sockets, sourcePorts: Infinity }),
    guard,
    countersOf,
  });
}

describe('a volley of connections', () => {
  test.each(['127.0.0.1', '::1'])('over %s tells open from refused, position by position', (address) =>
    withListeners(3, address, async ([a, b, c]) => {
      const shut = await shutPort(address);
      const { result, sent } = sender().send(volleyOf([a!, shut, b!, a!, shut, c!], { address }));
      await sent;
      const seen = await result;
      expect(wordsOf(seen)).toEqual(['open', 'refused', 'open', 'open', 'refused', 'open']);
      expect(seen.startedMs.every((at) => at > 0)).toBe(true);
      expect(seen.answerMs.every((took) => took >= 0)).toBe(true);
    }),
  );

  test('holds no more sockets than the budget has', () =>
    withListeners(1, '127.0.0.1', async ([port]) => {
      const budget = socketBudget({ descriptors: 3, sourcePorts: Infinity });
      let [held, most] = [0, 0];
      const watched: typeof budget = {
        ...budget,
        take: (wanted) => {
          const granted = budget.take(wanted);
          most = Math.max(most, (held += granted));
          return granted;
        },
        give: (count) => {
          held -= count;
          budget.give(count);
        },
      };
      const ports = Array.from({ length: 50 }, () => port!);
      const { result } = connectSender({ budget: watched, guard: everything, countersOf }).send(
        volleyOf(ports),
      );
      expect(new Set(wordsOf(await result))).toEqual(new Set(['open']));
      expect(most).toBe(3);
      expect(held).toBe(0);
    }));

  test('starts no more than the allowance grants', async () => {
    const port = await shutPort();
    const grants: number[] = [];
    const allowance = {
      take: (wanted: number) => {
        grants.push(Math.min(wanted, 2));
        return { granted: Math.min(wanted, 2), waitMs: 1 };
      },
    };
    await sender().send(volleyOf([port, port, port, port, port], { allowance })).result;
    expect(grants).toEqual([2, 2, 1]);
  });

  test('from a source that this machine lacks is unknown throughout, and nothing starts', async () => {
    const seen = await sender().send(volleyOf([1, 2, 3], { source: '192.0.2.1' })).result;
    expect(wordsOf(seen)).toEqual(Array(3).fill('unknown source-missing'));
    expect([...seen.startedMs]).toEqual([NaN, NaN, NaN]);
  });

  test('to an address outside the scope is not sent', async () => {
    const seen = await sender(500, () => false).send(volleyOf([1, 2])).result;
    expect(wordsOf(seen)).toEqual(Array(2).fill('unknown out-of-scope'));
  });

  test('ends where the address leaves the scope in the middle', async () => {
    const port = await shutPort();
    let asked = 0;
    const guard = () => ++asked <= 2; // the volley itself, and its first batch
    const allowance = { take: () => ({ granted: 1, waitMs: 0 }) };
    const seen = await sender(500, guard).send(volleyOf([port, port, port], { allowance })).result;
    expect(wordsOf(seen)).toEqual(['refused', 'unknown out-of-scope', 'unknown out-of-scope']);
  });

  test('that is called off keeps what it saw; the rest is unknown', async () => {
    const port = await shutPort();
    const stop = new AbortController();
    let granted = 0;
    const allowance = {
      take: () => {
        if (granted === 0) return { granted: ++granted, waitMs: 0 };
        stop.abort();
        return { granted: 0, waitMs: 60_000 };
      },
    };
    const volley = volleyOf([port, port], { allowance, signal: stop.signal });
    const seen = await sender().send(volley).result;
    expect(wordsOf(seen)[1]).toBe('unknown interrupted');
    expect(seen.startedMs[1]).toBeNaN();
  });

  test('of nothing ends', async () => {
    expect((await sender().send(volleyOf([])).result).states).toHaveLength(0);
  });
});
