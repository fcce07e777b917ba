import { describe, expect, test } from '@jest/globals';
import { tellOwnIncoming } from '../../../src/vantage/local/own-incoming.ts';
import type { QuietAsk } from '../../../src/vantage/local/quiet-ask.ts';
import type { Window } from '../../../src/vantage/local/window.ts';
import { recordVolley } from '../../../src/vantage/volley-record.ts';
import { volleyOf, wordsOf } from './listeners.ts';

const quiet: Window = {
  ms: 100,
  vanished: 0,
  looped: 0,
  dropped: 0,
  unreachables: 0,
  ownUnreachables: 0,
  inSegments: 0,
};

/** Ports 1 to `count`, all silent, started a millisecond apart; drops seen in the first `dropsMs`. */
async function told(count: number, dropsMs: number, droppedWhen: (ports: readonly number[]) => number) {
  const volley = volleyOf(Array.from({ length: count }, (_, i) => i + 1));
  const record = recordVolley(volley);
  for (let position = 0; position < count; position++) {
    record.start(position, 1000 + position);
    record.settle(position, 'silent');
  }
  const asked: number[][] = [];
  const ask: QuietAsk = (ports) => {
    asked.push([...ports]);
    return Promise.resolve({
      leaving: quiet,
      whole: { ...quiet, dropped: droppedWhen(ports) },
      ends: new Map(),
    });
  };
  const drops = dropsMs === 0 ? [] : [{ fromMs: 1000, toMs: 1000 + dropsMs }];
  const notExcluded = await tellOwnIncoming(
    volley,
    record,
    { batches: [], unwatched: [], whole: quiet, drops },
    ask,
    10,
  );
  return { words: wordsOf(record.result()), notExcluded: notExcluded.map(({ code }) => code), asked };
}

describe('answers that the own incoming firewall dropped', () => {
  test('are none where nothing was dropped, and nothing is asked again', async () => {
    const { words, asked } = await told(5, 0, () => 0);
    expect(new Set(words)).toEqual(new Set(['silent']));
    expect(asked).toEqual([]);
  });

  test('are told by the port, among those that were asked shortly before a drop', async () => {
    const { words, asked } = await told(40, 4, (ports) => (ports.includes(3) ? 1 : 0));
    expect(words.indexOf('unknown own-firewall')).toBe(2);
    expect(words.filter((word) => word !== 'silent')).toHaveLength(1);
    // Port 15 was started later than ten milliseconds after the last drop could have been caused.
    expect(asked.flat()).not.toContain(15);
  });

  test('are all of them where as much is dropped as is asked', async () => {
    const { words } = await told(200, 300, (ports) => ports.length);
    expect(new Set(words)).toEqual(new Set(['unknown own-firewall']));
  });

  test('can’t be excluded where strangers’ packets are dropped all the time', async () => {
    const { words, notExcluded } = await told(40, 50, () => 7);
    expect(new Set(words)).toEqual(new Set(['silent']));
    expect(notExcluded).toEqual(['notExcludedOwnIncoming']);
  });

  test('are told in spite of strangers where all are dropped', async () => {
    const { words } = await told(40, 50, (ports) => 2 + ports.length * 2);
    expect(new Set(words)).toEqual(new Set(['unknown own-firewall']));
  });

  test('are not what a stray packet makes of it', async () => {
    let windows = 0;
    const { words, notExcluded } = await told(20, 30, () => (++windows % 4 === 0 ? 1 : 0));
    expect(new Set(words)).toEqual(new Set(['silent']));
    expect(notExcluded).toEqual([]);
  });
});
