import { createHash } from 'node:crypto';
import type { Plan } from '../model/plan.ts';
import { jsonLine } from './whole-file.ts';

/** One line for the method and what is not covered, then one for each part: a long plan never stands in memory. */
export function* planLines(plan: Plan): Generator<string> {
  const { method, notCovered } = plan;
  yield jsonLine({ kind: 'method', method, notCovered });
  for (const part of plan.parts()) yield jsonLine(part);
}

/** Hexadecimal SHA-256 of a plan as a run's folder keeps it. */
export function planHash(plan: Plan): string {
  const hash = createHash('sha256');
  for (const line of planLines(plan)) hash.update(line);
  return hash.digest('hex');
}
