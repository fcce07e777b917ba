import type { Allowance } from '../vantage/vantage.ts';

/** An allowance whose rate is known: how many controls a round needs follows from it. */
export interface Pace extends Allowance {
  /** Attempts per second, at most. */
  readonly perSecond: number;
}

/** Pace as a token bucket that holds at most this much time's worth: bursts stay short. */
const burstMs = 20;

/**
 * Attempts per second, never more: a bucket that fills evenly. The pace can be lowered while a run is under
 * way. Infinity grants everything.
 */
export class TokenBucket implements Pace {
  #perSecond: number;
  #tokens = 1;
  #filledAtMs: number;
  readonly #nowMs: () => number;

  constructor(perSecond: number, nowMs: () => number) {
    this.#perSecond = perSecond;
    this.#nowMs = nowMs;
    this.#filledAtMs = nowMs();
  }

  get perSecond(): number {
    return this.#perSecond;
  }

  slowTo(perSecond: number): void {
    this.#fill();
    this.#perSecond = perSecond;
    this.#tokens = Math.min(this.#tokens, 1);
  }

  take(wanted: number): { granted: number; waitMs: number } {
    if (this.#perSecond === Infinity) return { granted: wanted, waitMs: 0 };
    this.#fill();
    const granted = Math.min(wanted, Math.floor(this.#tokens));
    this.#tokens -= granted;
    const waitMs = granted === wanted ? 0 : ((1 - (this.#tokens % 1)) / this.#perSecond) * 1000;
    return { granted, waitMs };
  }

  /** Gives back what was granted here and refused elsewhere. */
  giveBack(count: number): void {
    if (this.#perSecond !== Infinity) this.#tokens += count;
  }

  #fill(): void {
    const now = this.#nowMs();
    const capacity = Math.max(1, (this.#perSecond * burstMs) / 1000);
    this.#tokens = Math.min(capacity, this.#tokens + ((now - this.#filledAtMs) / 1000) * this.#perSecond);
    this.#filledAtMs = now;
  }
}

/** Grants what both the run, or all who share a pace, and the host may start. */
export function bothAllow(run: Pace, host: TokenBucket): Pace {
  return {
    get perSecond() {
      return Math.min(run.perSecond, host.perSecond);
    },
    take: (wanted) => {
      const first = host.take(wanted);
      if (first.granted === 0) return first;
      const second = run.take(first.granted);
      host.giveBack(first.granted - second.granted);
      return { granted: second.granted, waitMs: Math.max(first.waitMs, second.waitMs) };
    },
  };
}
