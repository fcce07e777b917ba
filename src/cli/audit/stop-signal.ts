import type { Reason } from '../../model/reason.ts';
import type { Site } from '../../model/site.ts';
import { nextBlackout } from '../../site/blackouts.ts';
import { closingTime } from '../../site/authorization.ts';

/** A moment at which a run must stop, whatever is left to ask, and what it then says of the rest. */
export interface PlannedEnd {
  readonly at: Date;
  readonly reason: Reason;
}

/** Every moment that is known beforehand: the authorization's end, the next blackout, the run's own deadline. */
export function plannedEnds(
  site: Pick<Site, 'authorization' | 'blackouts'>,
  startedAt: Date,
  deadlineMs: number | undefined,
): PlannedEnd[] {
  const deadline = deadlineMs === undefined ? undefined : new Date(startedAt.getTime() + deadlineMs);
  return [
    ...endAt(closingTime(site.authorization), 'authorizationOver'),
    ...endAt(nextBlackout(site, startedAt), 'blackoutBegan'),
    ...endAt(deadline, 'deadlineOver'),
  ];
}

function endAt(time: Date | undefined, code: string): PlannedEnd[] {
  if (time === undefined) return [];
  const at = time.toISOString();
  return [{ at: time, reason: { code, values: { until: at, at } } }];
}

/** How often the wall clock is looked at. */
const lookEveryMs = 250;

/**
 * Aborts when the person interrupts, or at the first of the planned ends: after the time that was left at the
 * start, or as soon as the wall clock has passed it. A machine that slept wakes to a time that no timer counted.
 */
export function stopSignal(
  ends: readonly PlannedEnd[],
  now: () => Date,
  interrupted: AbortSignal,
): { readonly signal: AbortSignal; readonly end: () => void } {
  if (ends.length === 0) return { signal: interrupted, end: () => {} };
  const closing = new AbortController();
  const startMs = performance.now();
  const left = ends.map(({ at, reason }) => ({ at, reason, leftMs: at.getTime() - now().getTime() }));
  const look = (): void => {
    const passedMs = performance.now() - startMs;
    const over = left.find(({ at, leftMs }) => leftMs <= passedMs || at.getTime() <= now().getTime());
    if (over !== undefined) closing.abort(over.reason);
  };
  const timer = setInterval(look, lookEveryMs);
  return { signal: AbortSignal.any([interrupted, closing.signal]), end: () => clearInterval(timer) };
}
