import type { SweepObservation } from '../model/observation.ts';
import { inconclusive, type Judgement } from './judgement.ts';

/** The run's end before its time, where the sweep was cut short by it: what was not asked enough decides nothing. */
export function interruptionIn(sweep: SweepObservation): Judgement | undefined {
  const cause = sweep.causes.find(({ code }) => !code.startsWith('cause'));
  return cause === undefined ? undefined : inconclusive(cause.code, cause.values);
}
