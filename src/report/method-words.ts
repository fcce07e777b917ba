import type { Report } from '../model/report.ts';
import type { Words } from './words.ts';

/** How the run asked and how sure it had to be, in a paragraph. */
export function methodWords({ method }: Report, words: Words): string | undefined {
  if (method === undefined) return undefined;
  return words('pageMethod', {
    attempts: method.attempts,
    gapMs: method.attemptGapMs,
    timeoutMs: method.timeoutMs,
    odds: Math.floor(1 / Math.max(method.missLimit, 1e-15)),
  });
}
