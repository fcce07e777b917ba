import type { FailureObservation } from '../model/observation.ts';
import type { Target } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import type { Clock } from './clock.ts';

/** A bug, since what the network does never throws: the target is in doubt, the others go on. */
export function askingFailed(target: Target, error: unknown, clock: Clock): FailureObservation {
  const message = error instanceof Error ? error.message : String(error);
  return notAsked(target, { code: 'askingFailed', values: { message } }, clock);
}

/** What takes the place of an address' observations where it could not be asked. */
export function notAsked(
  { vantage, address }: Pick<Target, 'vantage' | 'address'>,
  reason: Reason,
  clock: Clock,
): FailureObservation {
  return { kind: 'failure', vantage, address, at: clock.date().toISOString(), reason };
}
