import { isSignedBy, type SignedText } from '../evidence/signature/signed-text.ts';
import type { Reason } from '../model/reason.ts';
import type { Blackout } from '../model/site.ts';
import { blackoutAt } from '../site/blackouts.ts';
import { readSlice, type Slice } from './slice.ts';

/** What a worker holds a slice against: its own words, not the queue's. */
export interface WorkerTerms {
  readonly vantage: string;
  /** Public keys of the coordinators whose slices are carried out. */
  readonly coordinators: readonly string[];
  readonly blackouts: readonly Blackout[];
}

/** A slice that was ordered longer ago was meant for another day; one from the future, for another clock. */
const longestAgeMs = 24 * 3_600_000;
const clockSlackMs = 5 * 60_000;

/** The slice, or why it is not carried out. */
export function acceptSlice(
  order: SignedText,
  { vantage, coordinators, blackouts }: WorkerTerms,
  now: Date,
): Slice | { readonly refused: Reason } {
  if (!isSignedBy('slice', order, coordinators)) return refused('sliceNotSigned', { key: order.key });
  const slice = readSlice(order.text);
  if (slice === undefined) return refused('sliceUnreadable');
  if (slice.vantage !== vantage || slice.targets.some((target) => target.vantage !== vantage))
    return refused('sliceOfOtherVantage', { vantage: slice.vantage, worker: vantage });
  const ageMs = now.getTime() - Date.parse(slice.issuedAt);
  if (ageMs > longestAgeMs || ageMs < -clockSlackMs)
    return refused('sliceNotOfNow', { issuedAt: slice.issuedAt, now: now.toISOString() });
  if (slice.notAfter !== null && now.getTime() >= Date.parse(slice.notAfter))
    return refused('sliceOver', { at: slice.notAfter });
  const blackout = blackoutAt({ blackouts }, now);
  if (blackout !== undefined) return refused('workerBlackout', { until: blackout.until.toISOString() });
  return slice;
}

function refused(code: string, values: Reason['values'] = {}): { readonly refused: Reason } {
  return { refused: { code, values } };
}
