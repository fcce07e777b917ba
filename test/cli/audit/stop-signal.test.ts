import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { stopSignal, type PlannedEnd } from '../../../src/cli/audit/stop-signal.ts';

const at = (time: string): Date => new Date(`2026-01-02T${time}Z`);
const end = (time: string, code: string): PlannedEnd => ({ at: at(time), reason: { code, values: {} } });
const never = new AbortController().signal;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('a run stops at the first end, with its reason', () => {
  jest.setSystemTime(at('03:00:00'));
  const ends = [end('05:00:00', 'authorizationOver'), end('04:00:00', 'blackoutBegan')];
  const stop = stopSignal(ends, () => new Date(), never);
  jest.advanceTimersByTime(59 * 60_000);
  expect(stop.signal.aborted).toBe(false);
  jest.advanceTimersByTime(61_000);
  expect(stop.signal.reason).toEqual({ code: 'blackoutBegan', values: {} });
  stop.end();
  expect(jest.getTimerCount()).toBe(0);
});

test('a machine that slept over the end stops as soon as it wakes', () => {
  jest.setSystemTime(at('03:00:00'));
  const stop = stopSignal([end('04:00:00', 'authorizationOver')], () => new Date(), never);
  jest.setSystemTime(at('04:30:00'));
  jest.advanceTimersByTime(300);
  expect(stop.signal.aborted).toBe(true);
  stop.end();
});

test('without an end only the person stops it', () => {
  const person = new AbortController();
  const stop = stopSignal([], () => new Date(), person.signal);
  expect(jest.getTimerCount()).toBe(0);
  person.abort();
  expect(stop.signal.aborted).toBe(true);
});
