import { expect, jest, test } from '@jest/globals';
import { deadlines } from '../../../src/vantage/local/deadlines.ts';

test('each attempt expires when its own time is over, not before', () => {
  jest.useFakeTimers();
  try {
    const expired: number[] = [];
    const watch = deadlines(
      100,
      (position) => expired.push(position),
      () => Date.now(),
    );
    const start = Date.now();
    watch.add(0, start);
    watch.add(1, start);
    jest.advanceTimersByTime(50);
    watch.add(2, start + 50);
    jest.advanceTimersByTime(49);
    expect(expired).toEqual([]);
    jest.advanceTimersByTime(2);
    expect(expired).toEqual([0, 1]);
    jest.advanceTimersByTime(60);
    expect(expired).toEqual([0, 1, 2]);
    watch.add(3, start + 161);
    watch.stop();
    jest.advanceTimersByTime(1000);
    expect(expired).toEqual([0, 1, 2]);
  } finally {
    jest.useRealTimers();
  }
});
