import { parseAddress } from '../../model/address.ts';
import { ForeignFileError } from './foreign-scan.ts';

/**
 * The objects of a file that is an array of them, or has one on each line. masscan writes its array line by line,
 * and left a comma, or the end, out at times: then the lines are read. Throws ForeignFileError.
 */
export function jsonRecords(text: string): Record<string, unknown>[] {
  const whole = parsed(text);
  if (Array.isArray(whole))
    return (whole as unknown[]).map((item, i) => recordOf(item, i + 1)).filter(isAnswer);
  const records: Record<string, unknown>[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    const bare = line
      .trim()
      .replace(/^\[(?=\s*(?:\{|$))/, '')
      .replace(/^,/, '')
      .trim();
    const object = bare.replace(/\]$/, '').trim().replace(/,$/, '').trim();
    // what stood at the end of older files is no JSON
    if (object === '' || object === '{finished: 1}') continue;
    records.push(recordOf(parsed(object), i + 1));
  }
  return records.filter(isAnswer);
}

/** masscan's mark of the end speaks of no address. */
function isAnswer(record: Record<string, unknown>): boolean {
  return record['finished'] === undefined;
}

/** undefined: no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function recordOf(value: unknown, number: number): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new ForeignFileError(`record ${number}`);
}

/** The canonical address that a field holds. */
export function addressIn(value: unknown): string | undefined {
  return typeof value === 'string' ? parseAddress(value) : undefined;
}

export function portOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535
    ? value
    : undefined;
}

/** The first and the last of these instants. */
export function spanOf(instants: readonly (string | null)[]): {
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
} {
  const sorted = instants.filter((at) => at !== null).toSorted((a, b) => Date.parse(a) - Date.parse(b));
  return { startedAt: sorted[0] ?? null, finishedAt: sorted.at(-1) ?? null };
}
