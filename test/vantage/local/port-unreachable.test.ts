import { describe, expect, test } from '@jest/globals';
import { tellPortUnreachable } from '../../../src/vantage/local/port-unreachable.ts';
import type { QuietAsk } from '../../../src/vantage/local/quiet-ask.ts';
import type { Window } from '../../../src/vantage/local/window.ts';
import { recordVolley } from '../../../src/vantage/volley-record.ts';
import { volleyOf, wordsOf } from './listeners.ts';

const quiet: Window = {
  ms: 1,
  vanished: 0,
  looped: 0,
  dropped: 0,
  unreachables: 0,
  ownUnreachables: 0,
  inSegments: 0,
};

/** Ports 1 to `count`, all refused; `byIcmp` of them by ICMP, when they are asked alone. */
async function told(count: number, whole: Partial<Window>, byIcmp: (port: number) => boolean) {
  const volley = volleyOf(Array.from({ length: count }, (_, i) => i + 1));
  const record = recordVolley(volley);
  volley.ports.forEach((_, position) => {
    record.start(position, 1000);
    record.settle(position, 'refused', undefined, 1001);
  });
  let asked = 0;
  const ask: QuietAsk = (ports) => {
    asked++;
    const unreachables = ports.filter(byIcmp).length;
    const end = { kind: 'answer', answer: { state: 'refused', code: '' } } as const;
    return Promise.resolve({
      leaving: quiet,
      whole: { ...quiet, unreachables, inSegments: ports.length - unreachables },
      ends: new Map(ports.map((port) => [port, end])),
    });
  };
  const watched = { batches: [], unwatched: [], drops: [], whole: { ...quiet, ...whole } };
  const notExcluded = await tellPortUnreachable(volley, record, watched, ask, 100);
  return { words: wordsOf(record.result()), notExcluded, asked };
}

const count = (words: readonly string[], word: string) => words.filter((it) => it === word).length;

describe('resets and ICMP port unreachable, which arrive as one errno', () => {
  test('are resets where no ICMP came, and nothing is asked again', async () => {
    const { words, asked } = await told(100, { inSegments: 100 }, () => false);
    expect(count(words, 'refused')).toBe(100);
    expect(asked).toBe(0);
  });

  test('are rejections where ICMP came for each and no segment did', async () => {
    const { words, notExcluded } = await told(100, { unreachables: 100 }, () => true);
    expect(count(words, 'rejected port-unreachable')).toBe(100);
    expect(notExcluded).toEqual([]);
  });

  test('are told port by port where there are few', async () => {
    const { words, notExcluded } = await told(10, { unreachables: 3, inSegments: 7 }, (port) => port <= 3);
    expect(words.slice(0, 3)).toEqual(Array(3).fill('rejected port-unreachable'));
    expect(count(words, 'refused')).toBe(7);
    expect(notExcluded).toEqual([]);
  });

  test('are told port by port where there are many of both', async () => {
    const whole = { unreachables: 10, inSegments: 190 };
    const { words, notExcluded } = await told(200, whole, (port) => port % 20 === 7);
    expect(count(words, 'rejected port-unreachable')).toBe(10);
    expect(words[6]).toBe('rejected port-unreachable');
    expect(notExcluded).toEqual([]);
  });

  test('are named as mixed where there are too many to ask', async () => {
    const whole = { unreachables: 3000, inSegments: 3000 };
    const { notExcluded } = await told(6000, whole, (port) => port % 2 === 1);
    expect(notExcluded.map(({ code }) => code)).toEqual(['notExcludedPortUnreachable']);
  });

  test('are resets where the ICMP was another program’s', async () => {
    const { words, notExcluded } = await told(100, { unreachables: 2, inSegments: 100 }, () => false);
    expect(count(words, 'refused')).toBe(100);
    expect(notExcluded).toEqual([]);
  });
});
