/** How long to wait after the machine refused something, and when to stop hoping. */
export interface Backoff {
  readonly ranOut: () => void;
  readonly recovered: () => void;
  /** What is left of the present pause. */
  readonly pauseMs: () => number;
  /** As many pauses in a row as there is patience for. */
  readonly isSpent: () => boolean;
}

const firstPauseMs = 10;
const longestPauseMs = 1000;
/** With the pauses above: about four seconds. */
const patience = 10;

/** Pauses that double while the machine keeps refusing; refusals during a pause belong to the same one. */
export function backoff(nowMs: () => number = () => performance.now()): Backoff {
  let pauses = 0;
  let untilMs = -Infinity;
  return {
    ranOut: () => {
      if (nowMs() < untilMs) return;
      untilMs = nowMs() + Math.min(longestPauseMs, firstPauseMs * 2 ** pauses);
      pauses = Math.min(patience, pauses + 1);
    },
    recovered: () => void (pauses = 0),
    pauseMs: () => Math.max(0, untilMs - nowMs()),
    isSpent: () => pauses >= patience,
  };
}
