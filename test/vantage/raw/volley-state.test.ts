import { describe, expect, test } from '@jest/globals';
import { portStates } from '../../../src/model/observation.ts';
import {
  continuePace,
  controlLost,
  positionAnswered,
  positionsSent,
  refill,
  slowDown,
  startPace,
} from '../../../src/vantage/local/raw/pace.ts';
import { addRun } from '../../../src/vantage/local/raw/started-runs.ts';
import {
  forgetSilence,
  giveUp,
  grant,
  isOver,
  judgeControls,
  putAnswer,
  startVolley,
  takeVolleyNews,
  watchControls,
  type VolleyState,
  type Word,
} from '../../../src/vantage/local/raw/volley-state.ts';

const open: Word = { state: 'open', hops: 60 };
const refused: Word = { state: 'refused', hops: 61 };
const kept: Word = { state: 'unknown', hops: 0, code: 'own-firewall' };
const prohibited: Word = { state: 'rejected', hops: 62, code: 'admin-prohibited', from: '10.0.0.1' };

/** Ten positions, ports 100 to 109, all started at 1000 ms, with a time-out of 500 ms. */
function started(controls: readonly number[] = []): VolleyState {
  const volley = startVolley(
    7,
    {
      address: '10.0.0.2',
      source: null,
      ports: Uint16Array.from({ length: 10 }, (_, i) => 100 + i),
      controls: Uint32Array.from(controls),
      timeoutMs: 500,
      sends: 1,
    },
    1000,
  );
  addRun(volley.runs, 0, 10, 1000);
  watchControls(volley, 0, 10);
  volley.next = 10;
  return volley;
}

function told(volley: VolleyState): [position: number, state: string, hops: number, detail: number][] {
  const { answers } = takeVolleyNews(volley, false);
  return Array.from({ length: answers.length / 3 }, (_, i) => {
    const packed = answers[i * 3 + 1]!;
    return [answers[i * 3]!, portStates[packed & 0xff]!, (packed >>> 8) & 0xff, packed >>> 16];
  });
}

describe('an answer', () => {
  test('is told once, with hops and detail', () => {
    const volley = started();
    putAnswer(volley, 3, prohibited, 1010, 1009);
    putAnswer(volley, 3, prohibited, 1020, 1019);
    expect(takeVolleyNews(volley, false).details).toEqual([{ code: 'admin-prohibited', from: '10.0.0.1' }]);
    putAnswer(volley, 4, refused, 1010, 1009);
    expect(told(volley)).toEqual([[4, 'refused', 61, 0]]);
  });

  test.each([
    ['open after a rejection', prohibited, open, 'open'],
    ['a reset after a rejection', prohibited, refused, 'refused'],
    ['a reset after open', open, refused, 'open'],
    ['a reset of the own firewall after EPERM', kept, refused, 'unknown'],
    ['EPERM after a reset', refused, kept, 'refused'],
    ['open after EPERM', kept, open, 'open'],
  ])('%s', (_, first, second, state) => {
    const volley = started();
    putAnswer(volley, 0, first, 1010, 1009);
    putAnswer(volley, 0, second, 1011, 1010);
    expect(told(volley).at(-1)![1]).toBe(state);
  });

  test('after its time-out is late, and no answer of its attempt', () => {
    const volley = started();
    putAnswer(volley, 5, open, 1600, 1501);
    expect(takeVolleyNews(volley, false)).toMatchObject({ late: [{ port: 105, state: 'open', hops: 60 }] });
    expect(volley.answered).toBe(0);
  });

  test('that may have come in time, and was read late, is in time', () => {
    const volley = started();
    putAnswer(volley, 5, open, 1600, 1499);
    expect(told(volley)).toEqual([[5, 'open', 60, 0]]);
  });

  test('to a position that was never started is none', () => {
    const volley = started();
    putAnswer(volley, 10, open, 1010, 1009);
    expect(told(volley)).toEqual([]);
  });
});

describe('the end', () => {
  test('is when all is answered, or the last time-out is over', () => {
    const volley = started();
    expect(isOver(volley, 1499)).toBe(false);
    expect(isOver(volley, 1500)).toBe(true);
    for (let position = 0; position < 10; position++) putAnswer(volley, position, refused, 1010, 1009);
    expect(isOver(volley, 1011)).toBe(true);
  });

  test('giving up makes unknown what has no answer since then, and keeps the rest waiting', () => {
    const volley = started();
    putAnswer(volley, 0, refused, 1010, 1009);
    told(volley);
    giveUp(volley, 'neighbour-unresolved', 1000, 1100);
    expect(told(volley).map(([position, state]) => [position, state])).toEqual(
      Array.from({ length: 9 }, (_, i) => [i + 1, 'unknown']),
    );
    const later = started();
    giveUp(later, 'neighbour-unresolved', 1001, 1100);
    expect(told(later)).toEqual([]);
    expect(takeVolleyNews(later, true).done).toEqual({
      unsent: { code: 'neighbour-unresolved', from: null },
    });
  });

  test('silence in which answers may have been lost is unknown', () => {
    const volley = started();
    putAnswer(volley, 2, open, 1010, 1009);
    told(volley);
    forgetSilence(volley, 0, 'receive-overflow', 1500);
    expect(told(volley)).toHaveLength(9);
  });
});

describe('asking for more attempts', () => {
  test('happens once, and again when half is used', () => {
    const ports = new Uint16Array(65_535);
    const shots = {
      address: '10.0.0.2',
      source: null,
      ports,
      controls: new Uint32Array(),
      timeoutMs: 500,
      sends: 1,
    };
    const volley = startVolley(1, shots, 0);
    const { wants } = takeVolleyNews(volley, false);
    expect(wants).toBeGreaterThan(0);
    expect(takeVolleyNews(volley, false).wants).toBe(0);
    grant(volley, wants);
    expect(takeVolleyNews(volley, false).wants).toBe(0);
    volley.credit = Math.floor(wants / 3);
    expect(takeVolleyNews(volley, false).wants).toBeGreaterThan(0);
  });
});

describe('the pace', () => {
  test('doubles once a round trip while controls answer, and halves when they are lost', () => {
    const volley = started([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    const first = volley.pace.rate;
    for (const position of [0, 1, 2]) putAnswer(volley, position, open, 1001, 1000);
    expect(volley.pace.rate).toBe(first * 2);
    putAnswer(volley, 3, open, 1001, 1000);
    expect(volley.pace.rate).toBe(first * 2);
    judgeControls(volley, 1029);
    expect(volley.pace.rate).toBe(first * 2);
    judgeControls(volley, 1031);
    expect(volley.pace.rate).toBe(first);
  });

  test('follows other answers too, when there are many', () => {
    const pace = startPace(0);
    const first = pace.rate;
    positionsSent(pace, 0);
    for (let position = 0; position < 63; position++) positionAnswered(pace, position, false);
    expect(pace.rate).toBe(first);
    positionAnswered(pace, 63, false);
    expect(pace.rate).toBe(first * 2);
  });

  test('after a loss grows in small steps, never counting what was sent before', () => {
    const pace = startPace(0);
    const first = pace.rate;
    positionsSent(pace, 0);
    slowDown(pace);
    expect(pace.rate).toBe(first / 2);
    positionsSent(pace, 100);
    for (let lost = 0; lost < 9; lost++) controlLost(pace, 99);
    for (let position = 0; position < 9; position++) positionAnswered(pace, position, true);
    expect(pace.rate).toBe(first / 2);
    for (let position = 100; position < 103; position++) positionAnswered(pace, position, true);
    expect(pace.rate).toBeCloseTo((first / 2) * 1.1);
  });

  test('of the next volley on the path goes on where the one before had arrived', () => {
    const pace = startPace(0);
    positionsSent(pace, 0);
    positionAnswered(pace, 0, true);
    const next = continuePace(pace, 5000);
    expect(next.rate).toBe(pace.rate);
    expect(refill(next, 5000)).toBe(16);
    positionsSent(next, 0);
    slowDown(next);
    expect(continuePace(next, 6000)).toMatchObject({ rate: next.rate, slowed: true, good: 0, lost: 0 });
  });

  test('leaves in a burst no more than a few milliseconds are worth', () => {
    const pace = startPace(0);
    expect(refill(pace, 10_000)).toBe(Math.floor((pace.rate * 4) / 1000));
  });
});
