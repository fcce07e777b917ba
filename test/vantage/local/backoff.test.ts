import { expect, test } from '@jest/globals';
import { backoff } from '../../../src/vantage/local/backoff.ts';

test('pauses double while the machine keeps refusing, and patience ends', () => {
  let nowMs = 0;
  const wait = backoff(() => nowMs);
  const pauses: number[] = [];
  while (!wait.isSpent()) {
    wait.ranOut();
    wait.ranOut(); // a second refusal in the same pause
    pauses.push(wait.pauseMs());
    nowMs += wait.pauseMs();
  }
  expect(pauses).toEqual([10, 20, 40, 80, 160, 320, 640, 1000, 1000, 1000]);
  expect(wait.pauseMs()).toBe(0);
});

test('one success makes the next pause short again', () => {
  let nowMs = 0;
  const wait = backoff(() => nowMs);
  wait.ranOut();
  nowMs += 10;
  wait.ranOut();
  expect(wait.pauseMs()).toBe(20);
  nowMs += 20;
  wait.recovered();
  wait.ranOut();
  expect(wait.pauseMs()).toBe(10);
});
