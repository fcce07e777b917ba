import type { Language } from '../model/language.ts';
import { formatDay } from '../text/number.ts';

/** "22 Nov 2026, 15:36:21 UTC". Always UTC: the hour that comes twice a year is no evidence. */
export function instantWords(iso: string, language: Language): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : `${dayWords(iso, language)}, ${clock(time)} UTC`;
}

/** From one instant to another; the day is said once where it is the same. */
export function spanWords(from: string, to: string, language: Language): string {
  const sameDay = dayWords(from, language) === dayWords(to, language);
  const until = sameDay ? `${clock(Date.parse(to))} UTC` : instantWords(to, language);
  return `${instantWords(from, language).replace(/ UTC$/, '')} – ${until}`;
}

/** "31 Jan 2027" for an ISO date; anything else as it is written. */
export function dayWords(iso: string, language: Language): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : formatDay(language, time);
}

function clock(time: number): string {
  return new Date(time).toISOString().slice(11, 19);
}
