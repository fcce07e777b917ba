import { weekDays, type Blackout, type Site } from '../model/site.ts';

const minuteMs = 60_000;

/** A week holds every window once: what does not come in eight days never comes. */
const horizonMinutes = 8 * 24 * 60;

/** The window that a moment lies in, and when the last of those that follow without a break ends; undefined: none. */
export function blackoutAt(
  { blackouts = [] }: Pick<Site, 'blackouts'>,
  now: Date,
): { readonly blackout: Blackout; readonly until: Date } | undefined {
  const blackout = blackouts.find((window) => covers(window, now));
  if (blackout === undefined) return undefined;
  const end = firstMinute(now, (at) => !blackouts.some((window) => covers(window, at)));
  return { blackout, until: end ?? new Date(now.getTime() + horizonMinutes * minuteMs) };
}

/** When the next window begins, for a moment outside of all; undefined: none ever does. */
export function nextBlackout({ blackouts = [] }: Pick<Site, 'blackouts'>, now: Date): Date | undefined {
  if (blackouts.length === 0) return undefined;
  return firstMinute(now, (at) => blackouts.some((window) => covers(window, at)));
}

/**
 * Decided on the wall clock alone: an hour that comes twice is covered twice, and one that does not come is not
 * missed, since no moment lies in it.
 */
export function covers({ days, from, to, zone }: Blackout, at: Date): boolean {
  const { day, minute } = wallClock(at, zone);
  const today = days.includes(weekDays[day]!);
  if (from < to) return today && minute >= from && minute < to;
  const yesterday = days.includes(weekDays[(day + 6) % 7]!);
  return (today && minute >= from) || (yesterday && minute < to);
}

/** The first whole minute after a moment of which something holds. */
function firstMinute(now: Date, holds: (at: Date) => boolean): Date | undefined {
  const start = Math.floor(now.getTime() / minuteMs) + 1;
  for (let i = 0; i < horizonMinutes; i++) {
    const at = new Date((start + i) * minuteMs);
    if (holds(at)) return at;
  }
  return undefined;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clock on a wall of that zone shows: the day of the week, 0 is Monday, and minutes since midnight. */
function wallClock(at: Date, zone: string): { readonly day: number; readonly minute: number } {
  const clock = clocks.get(zone) ?? clockOf(zone);
  clocks.set(zone, clock);
  const [weekday = '', hours = '', minutes = ''] = clock.format(at).split(/[ ,:]+/);
  return {
    day: weekDays.findIndex((day) => day === weekday.toLowerCase()),
    minute: Number(hours) * 60 + Number(minutes),
  };
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  // "Mon 08:00"
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

export function isTimeZone(zone: string): boolean {
  try {
    clockOf(zone);
    return zone.trim() !== '';
  } catch {
    return false;
  }
}
