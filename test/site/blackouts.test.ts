import { describe, expect, test } from '@jest/globals';
import { weekDays, type Blackout } from '../../src/model/site.ts';
import { blackoutAt, covers, isTimeZone, nextBlackout } from '../../src/site/blackouts.ts';

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function blackout(from: string, to: string, parts: Partial<Blackout> = {}): Blackout {
  return { days: weekDays, zone: 'Europe/Madrid', from: minutes(from), to: minutes(to), ...parts };
}

describe('a window', () => {
  const working = blackout('08:00', '20:00', { days: ['mon', 'tue', 'wed', 'thu', 'fri'] });
  test.each([
    ['2026-11-20T06:59:59Z', false], // Friday, 07:59 in Madrid
    ['2026-11-20T07:00:00Z', true],
    ['2026-11-20T18:59:59Z', true],
    ['2026-11-20T19:00:00Z', false],
    ['2026-11-21T10:00:00Z', false], // Saturday
  ])('by the wall clock of its zone: %s is covered: %s', (at, covered) => {
    expect(covers(working, new Date(at))).toBe(covered);
  });

  const night = blackout('22:00', '02:00', { days: ['fri'] });
  test.each([
    ['2026-11-20T20:59:00Z', false],
    ['2026-11-20T21:00:00Z', true],
    ['2026-11-21T00:59:00Z', true], // Saturday, but the window began on Friday
    ['2026-11-21T01:00:00Z', false],
    ['2026-11-21T21:30:00Z', false],
  ])('past midnight it belongs to the day that it begins on: %s, %s', (at, covered) => {
    expect(covers(night, new Date(at))).toBe(covered);
  });

  test('a whole day ends at midnight', () => {
    const day = blackout('00:00', '24:00', { days: ['sun'] });
    expect(covers(day, new Date('2026-11-21T22:59:00Z'))).toBe(false);
    expect(covers(day, new Date('2026-11-21T23:00:00Z'))).toBe(true);
    expect(covers(day, new Date('2026-11-22T22:59:59Z'))).toBe(true);
    expect(covers(day, new Date('2026-11-22T23:00:00Z'))).toBe(false);
  });
});

describe('when clocks are set', () => {
  const small = blackout('02:00', '03:00');

  test('back (25 October 2026, 03:00 becomes 02:00): the hour that comes twice is covered twice', () => {
    const site = { blackouts: [small] };
    for (const at of [
      '2026-10-25T00:00:00Z',
      '2026-10-25T00:59:00Z',
      '2026-10-25T01:00:00Z',
      '2026-10-25T01:59:00Z',
    ])
      expect(covers(small, new Date(at))).toBe(true);
    expect(covers(small, new Date('2026-10-25T02:00:00Z'))).toBe(false);
    expect(blackoutAt(site, new Date('2026-10-25T00:30:00Z'))!.until.toISOString()).toBe(
      '2026-10-25T02:00:00.000Z',
    );
  });

  test('forward (29 March 2026, 02:00 becomes 03:00): the hour that is missing covers nothing', () => {
    const site = { blackouts: [small] };
    expect(covers(small, new Date('2026-03-29T00:59:00Z'))).toBe(false);
    expect(covers(small, new Date('2026-03-29T01:00:00Z'))).toBe(false);
    // the next one is a day later, an hour earlier by UTC
    expect(nextBlackout(site, new Date('2026-03-28T22:00:00Z'))!.toISOString()).toBe(
      '2026-03-30T00:00:00.000Z',
    );
  });

  test('a window that begins in the missing hour begins with the next one', () => {
    const half = { blackouts: [blackout('02:30', '04:00')] };
    expect(nextBlackout(half, new Date('2026-03-29T00:00:00Z'))!.toISOString()).toBe(
      '2026-03-29T01:00:00.000Z',
    );
    expect(blackoutAt(half, new Date('2026-03-29T01:00:00Z'))!.until.toISOString()).toBe(
      '2026-03-29T02:00:00.000Z',
    );
  });

  test('a run that starts before midnight stops at the right moment on both nights', () => {
    const site = { blackouts: [blackout('06:00', '22:00')] };
    expect(nextBlackout(site, new Date('2026-10-24T22:00:00Z'))!.toISOString()).toBe(
      '2026-10-25T05:00:00.000Z',
    );
    expect(nextBlackout(site, new Date('2026-03-28T22:00:00Z'))!.toISOString()).toBe(
      '2026-03-29T04:00:00.000Z',
    );
  });
});

test('windows that follow each other end with the last', () => {
  const site = {
    blackouts: [blackout('08:00', '12:00'), blackout('12:00', '14:00', { zone: 'Europe/Paris' })],
  };
  expect(blackoutAt(site, new Date('2026-11-20T08:00:00Z'))!.until.toISOString()).toBe(
    '2026-11-20T13:00:00.000Z',
  );
});

test('without windows there is never one', () => {
  expect(nextBlackout({ blackouts: [] }, new Date(0))).toBeUndefined();
  expect(blackoutAt({}, new Date(0))).toBeUndefined();
});

test.each([
  ['Europe/Madrid', true],
  ['UTC', true],
  ['Europe/Madird', false],
  ['', false],
  ['../etc/passwd', false],
])('%j is a time zone: %s', (zone, known) => {
  expect(isTimeZone(zone)).toBe(known);
});
