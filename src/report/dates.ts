import type { Language } from '../model/language.ts';
import { localeOf } from '../text/number.ts';

/** "22 Nov 2026, 15:36:21 UTC". Always UTC: the hour that comes twice a year is no evidence. */
export function instantWords(iso: string, language: Language): string {
  const format = new Intl.DateTimeFormat(localeOf[language], {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  });
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : `${format.format(time)} UTC`;
}

/** From one instant to another; the day is said once where it is the same. */
export function spanWords(from: string, to: string, language: Language): string {
  const [start, end] = [new Date(from), new Date(to)];
  const sameDay = start.toISOString().slice(0, 10) === end.toISOString().slice(0, 10);
  const until = sameDay ? `${end.toISOString().slice(11, 19)} UTC` : instantWords(to, language);
  return `${instantWords(from, language).replace(/ UTC$/, '')} – ${until}`;
}

/** "31 Jan 2027" for an ISO date; anything else as it is written. */
export function dayWords(iso: string, language: Language): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return iso;
  return new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'medium', timeZone: 'UTC' }).format(time);
}
