import { sendCapacity } from './message-batches.ts';
import { resendAfterMs } from './syn-volley.ts';
import type { SynVolley } from './syn-volley.ts';
import { forgetSilence } from './volley-state.ts';

/** Unanswered positions whose next packet is due, at most `most`: their attempt is under way still. */
export function dueAgain(volley: SynVolley, most: number, nowMs: number): number[] {
  const positions: number[] = [];
  const room = Math.min(most, sendCapacity);
  for (const [i, cursor] of volley.resends.entries()) {
    const afterMs = resendAfterMs(volley, i + 1);
    while (positions.length < room && takeFromRun(volley, cursor, afterMs, room, positions, nowMs)) continue;
  }
  return positions;
}

/** False: the run at the cursor is not due yet, or there is none. */
function takeFromRun(
  { state: { runs, states, shots } }: SynVolley,
  cursor: { run: number; position: number },
  afterMs: number,
  room: number,
  into: number[],
  nowMs: number,
): boolean {
  const startedMs = runs.startedMs[cursor.run];
  if (startedMs === undefined || cursor.run === runs.leaving || nowMs - startedMs < afterMs) return false;
  const first = runs.first[cursor.run]!;
  const end = first + runs.count[cursor.run]!;
  let position = Math.max(first, cursor.position);
  // A packet that leaves when its attempt is over belongs to none.
  if (nowMs - startedMs >= shots.timeoutMs) {
    cursor.run++;
    return true;
  }
  for (; position < end && into.length < room; position++) {
    if (states[position] === 0) into.push(position);
  }
  runs.lastSentMs[cursor.run] = nowMs;
  cursor.position = position;
  if (position >= end) cursor.run++;
  return true;
}

/** Answers may have been lost until now. */
export function markOverflow(volley: SynVolley, nowMs: number): void {
  volley.overflowsMs.push(nowMs);
}

/**
 * At the end of a volley: silence counts only where no answer can have been lost on our side, or where the last
 * packet left after the loss.
 */
export function forgetOverflown(volley: SynVolley, nowMs: number): void {
  const { runs, shots } = volley.state;
  for (const [run, startedMs] of runs.startedMs.entries()) {
    const lastMs = runs.lastSentMs[run]!;
    const inDoubt = volley.overflowsMs.some(
      (atMs) => atMs >= lastMs && atMs <= startedMs + shots.timeoutMs + doubtMs,
    );
    if (inDoubt) forgetSilence(volley.state, run, 'receive-overflow', nowMs);
  }
}

/** An overflow is noticed up to this long after it happened. */
const doubtMs = 20;
