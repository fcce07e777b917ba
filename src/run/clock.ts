import { setTimeout as delay } from 'node:timers/promises';

/** Time, passed in, so that a simulated network can run in simulated time. */
export interface Clock {
  /** Monotonic milliseconds, on the scale of `VolleyResult.startedMs`. */
  readonly nowMs: () => number;
  /** Wall clock, for the evidence. */
  readonly date: () => Date;
  /** Returns early when the signal aborts; never rejects. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  date: () => new Date(),
  sleep: async (ms, signal) => {
    if (signal?.aborted === true) return;
    // An abort ends the sleep, which is all that its caller wants to know.
    // a moment that is past (even -Infinity) is no wait; newer Node warns of it
    await delay(Math.max(0, ms), undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  },
};
