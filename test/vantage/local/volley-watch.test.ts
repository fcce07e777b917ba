import { expect, test } from '@jest/globals';
import type { Counters } from '../../../src/vantage/local/counters.ts';
import { watchVolley } from '../../../src/vantage/local/volley-watch.ts';

const start: Counters = {
  atMs: 0,
  outRequests: 0,
  outTransmits: 0,
  forwarded: 0,
  outDiscards: 0,
  inReceives: 0,
  inDelivers: 0,
  inUnreachables: 0,
  outUnreachables: 0,
  inSegments: 0,
  loopback: 0,
};

/** Counters that the test moves. */
function kernel() {
  let now: Counters | undefined = start;
  return {
    read: () => now,
    count: (more: Partial<Counters>) => void (now = { ...start, ...now, ...more }),
    hide: () => void (now = undefined),
  };
}

test('a batch is remembered when a packet of its moment is missing', () => {
  const { read, count } = kernel();
  const watch = watchVolley(read);
  watch.batchStarts();
  count({ outRequests: 2, outTransmits: 2 });
  watch.batchStarted([0, 1]);
  // The kernel sends a packet again between two batches, and loses it: none of them is to blame.
  count({ outRequests: 3 });
  watch.batchStarts();
  count({ outRequests: 5, outTransmits: 3 });
  watch.batchStarted([2, 3]);
  const watched = watch.end();
  expect(watched?.batches.map(({ positions, window }) => [positions, window.vanished])).toEqual([
    [[2, 3], 1],
  ]);
  expect(watched?.unwatched).toEqual([]);
});

test('drops of incoming packets have their time', () => {
  const { read, count } = kernel();
  const watch = watchVolley(read);
  count({ atMs: 10, inReceives: 1, inDelivers: 1 });
  watch.batchStarts();
  count({ atMs: 20, inReceives: 2 });
  expect(watch.end()?.drops).toEqual([{ fromMs: 10, toMs: 20 }]);
});

test('what was started while the counters could not be read is known as unwatched', () => {
  const { read, count, hide } = kernel();
  const watch = watchVolley(read);
  hide();
  watch.batchStarts();
  watch.batchStarted([0, 1]);
  count({});
  watch.batchStarts();
  watch.batchStarted([2]);
  expect(watch.end()?.unwatched).toEqual([0, 1]);
});

test('without counters at all there is nothing to say', () => {
  const watch = watchVolley(() => undefined);
  watch.batchStarts();
  watch.batchStarted([0]);
  expect(watch.end()).toBeUndefined();
});
