import type { Reason } from '../../model/reason.ts';
import type { Site } from '../../model/site.ts';
import { nextBlackout } from '../../site/blackouts.ts';
import { closingTime } from '../../site/authorization.ts';

/** A longer timer fires at once; no run lasts the 24 days that this is. */
const longestTimerMs = 2 ** 31 - 1;

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

/** Aborts when the person interrupts, or at the first of the planned ends. */
export function stopSignal(
  ends: readonly PlannedEnd[],
  now: Date,
  interrupted: AbortSignal,
): { readonly signal: AbortSignal; readonly end: () => void } {
  const closing = new AbortController();
  const timers = ends
    .map(({ at, reason }) => ({ waitMs: at.getTime() - now.getTime(), reason }))
    .filter(({ waitMs }) => waitMs <= longestTimerMs)
    .map(({ waitMs, reason }) => setTimeout(() => closing.abort(reason), waitMs));
  if (timers.length === 0) return { signal: interrupted, end: () => {} };
  return {
    signal: AbortSignal.any([interrupted, closing.signal]),
    end: () => timers.forEach(clearTimeout),
  };
}
