/**
 * How fast one volley may go: packets a second, from what its controls, its answers and the kernel say. It
 * begins gently, doubles once what was sent at the present rate is answered, halves when controls are lost, and
 * after a first loss grows in small steps.
 */
export interface Pace {
  rate: number;
  tokens: number;
  refilledMs: number;
  /** Answers, counted in controls, and lost controls, since the last change. */
  good: number;
  lost: number;
  /** First position that was sent at the present rate; undefined: none was yet. */
  from: number | undefined;
  /** First position that was sent since the last slow-down: losses before it say nothing of the pace now. */
  slowFrom: number | undefined;
  slowed: boolean;
}

const firstRate = 20_000;
const slowestRate = 2_000;
const fastestRate = 2_000_000;

/** Never more than this many milliseconds' worth at once, however long the process was busy with something else. */
const burstMs = 4;
const smallestBurst = 16;

/** So many answers of any port say as much as one of a control, which is known to be there. */
const answersPerControl = 64;
/** Lost controls that say more than chance. */
const tooManyLost = 4;

export function startPace(nowMs: number): Pace {
  return {
    rate: firstRate,
    tokens: smallestBurst,
    refilledMs: nowMs,
    good: 0,
    lost: 0,
    from: undefined,
    slowFrom: undefined,
    slowed: false,
  };
}

/** The pace of the next volley on the same path: it goes on at the rate that the one before had reached. */
export function continuePace({ rate, slowed }: Pace, nowMs: number): Pace {
  return { ...startPace(nowMs), rate, slowed };
}

/** Packets that may leave now. */
export function refill(pace: Pace, nowMs: number): number {
  const room = Math.max(smallestBurst, (pace.rate * burstMs) / 1000);
  pace.tokens = Math.min(room, pace.tokens + (pace.rate * (nowMs - pace.refilledMs)) / 1000);
  pace.refilledMs = nowMs;
  return Math.floor(pace.tokens);
}

export function positionsSent(pace: Pace, first: number): void {
  pace.from ??= first;
  pace.slowFrom ??= first;
}

/** Only what was sent at the present rate vouches for it: so the rate doubles once a round trip at most. */
export function positionAnswered(pace: Pace, position: number, control: boolean): void {
  if (pace.from === undefined || position < pace.from) return;
  pace.good += control ? 1 : 1 / answersPerControl;
  consider(pace);
}

export function controlLost(pace: Pace, position: number): void {
  if (pace.slowFrom === undefined || position < pace.slowFrom) return;
  pace.lost++;
  consider(pace);
}

/** Something lost packets because of us: a full queue, a full buffer. */
export function slowDown(pace: Pace): void {
  pace.slowed = true;
  pace.slowFrom = undefined;
  changeTo(pace, Math.max(slowestRate, pace.rate / 2));
}

function consider(pace: Pace): void {
  const judged = pace.good + pace.lost;
  const enough = pace.slowed ? 3 : 1;
  if (pace.lost >= tooManyLost && pace.lost > judged / 5) return slowDown(pace);
  if (pace.good >= enough && pace.lost <= judged / 8) {
    changeTo(pace, Math.min(fastestRate, pace.rate * (pace.slowed ? 1.1 : 2)));
  } else if (judged >= 64) {
    changeTo(pace, pace.rate);
  }
}

function changeTo(pace: Pace, rate: number): void {
  pace.rate = rate;
  pace.good = 0;
  pace.lost = 0;
  pace.from = undefined;
}
