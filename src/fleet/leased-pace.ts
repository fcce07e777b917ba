import type { Pace } from '../run/allowance.ts';

/** What is left of a pace that others share: granted now, and how many share it. */
export type Lease = (wanted: number) => Promise<{ readonly granted: number; readonly sharers: number }>;

/** So much time's worth is asked for at once: the way there and back is shorter. */
const leaseMs = 100;
/** What was not used by then is given up, not hoarded: bursts stay short. */
const lapseMs = 1000;
/** Asked again so soon where nothing was granted, and so late where nobody answered. */
const askAgainMs = 20;
const silentMs = 500;

/**
 * A share of a pace that is kept elsewhere, for all who work at one vantage. Asks ahead, and grants nothing while
 * nobody answers: without the others' word this one would be too fast.
 */
export class LeasedPace implements Pace {
  readonly #whole: number;
  readonly #lease: Lease;
  readonly #nowMs: () => number;
  readonly #size: number;
  #sharers = 1;
  #have = 0;
  #lapsesAtMs = 0;
  #asking = false;
  #askAtMs = 0;

  constructor(perSecond: number, lease: Lease, nowMs: () => number) {
    this.#whole = perSecond;
    this.#lease = lease;
    this.#nowMs = nowMs;
    this.#size = Math.max(1, Math.ceil((perSecond * leaseMs) / 1000));
  }

  /** By equal shares: what the others don't use comes on top. */
  get perSecond(): number {
    return Math.max(1, this.#whole / this.#sharers);
  }

  take(wanted: number): { granted: number; waitMs: number } {
    const now = this.#nowMs();
    if (now >= this.#lapsesAtMs) this.#have = 0;
    const granted = Math.min(wanted, this.#have);
    this.#have -= granted;
    if (this.#have < this.#size / 2) this.#askAhead(now);
    return {
      granted,
      waitMs: granted === wanted ? 0 : Math.max(2, Math.min(askAgainMs, this.#askAtMs - now)),
    };
  }

  #askAhead(now: number): void {
    if (this.#asking || now < this.#askAtMs) return;
    this.#asking = true;
    void this.#lease(this.#size)
      .then(({ granted, sharers }) => {
        const then = this.#nowMs();
        if (then >= this.#lapsesAtMs) this.#have = 0;
        this.#have += granted;
        this.#lapsesAtMs = then + lapseMs;
        this.#sharers = Math.max(1, sharers);
        this.#askAtMs = granted === 0 ? then + askAgainMs : then;
      })
      .catch(() => {
        this.#askAtMs = this.#nowMs() + silentMs;
      })
      .finally(() => {
        this.#asking = false;
      });
  }
}
