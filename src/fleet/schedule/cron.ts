import { CronExpressionParser } from 'cron-parser';

/** What cron itself knows: the parser would take seconds, nicknames and chance as well. */
const item = String.raw`(?:\*|(?:\d+|[a-z]{3})(?:-(?:\d+|[a-z]{3}))?)(?:/\d+)?`;
const field = `${item}(?:,${item})*`;
const fiveFields = new RegExp(`^${field}(?: +${field}){4}$`, 'i');

/**
 * The next moment after another at which an expression holds, by the wall clock of a zone; undefined: none. A time
 * that does not come (clocks put forward) is put off by as much; one that comes twice counts the first time, unless
 * the expression holds every hour.
 */
export function nextTime(at: string, zone: string, after: Date): Date | undefined {
  try {
    // BullMQ steps by the same parser, and anew each time: what is listed is what comes
    return CronExpressionParser.parse(at, { currentDate: after, tz: zone }).next().toDate();
  } catch {
    return undefined;
  }
}

export function nextTimes(at: string, zone: string, after: Date, count: number): Date[] {
  const times: Date[] = [];
  while (times.length < count) {
    const next = nextTime(at, zone, times.at(-1) ?? after);
    if (next === undefined) break;
    times.push(next);
  }
  return times;
}

/** What is wrong with an expression, in the words of its parser; `''`: not five fields; undefined: nothing. */
export function cronProblem(at: string): string | undefined {
  if (!fiveFields.test(at)) return '';
  try {
    CronExpressionParser.parse(at, { tz: 'UTC' }).next();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
