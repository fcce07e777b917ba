/**
 * How fast one volley may go: packets a second, from what its controls and the kernel say. It begins gently,
 * doubles while controls answer, halves when they are lost, and after a first loss grows in small steps.
 */
export interface Pace {
  rate: number;
  tokens: number;
  refilledMs: number;
  /** Controls answered, and lost, since the last change. */
  good: number;
  lost: number;
  /** Losses of controls that were sent before the last slow-down say nothing of the pace now. */
  generation: number;
  slowed: boolean;
}

const firstRate = 20_000;
const slowestRate = 2_000;
const fastestRate = 2_000_000;

/** Never more than this many milliseconds' worth at once, however long the process was busy with something else. */
const burstMs = 4;
const smallestBurst = 16;

/** Answered controls that allow the next step up. */
const enough = 3;

export function startPace(nowMs: number): Pace {
  return {
    rate: firstRate,
    tokens: smallestBurst,
    refilledMs: nowMs,
    good: 0,
    lost: 0,
    generation: 0,
    slowed: false,
  };
}

/** Packets that may leave now. */
export function refill(pace: Pace, nowMs: number): number {
  const room = Math.max(smallestBurst, (pace.rate * burstMs) / 1000);
  pace.tokens = Math.min(room, pace.tokens + (pace.rate * (nowMs - pace.refilledMs)) / 1000);
  pace.refilledMs = nowMs;
  return Math.floor(pace.tokens);
}

export function controlAnswered(pace: Pace): void {
  pace.good++;
  consider(pace);
}

export function controlLost(pace: Pace, sentInGeneration: number): void {
  if (sentInGeneration !== pace.generation) return;
  pace.lost++;
  consider(pace);
}

/** Something lost packets because of us: a full queue, a full buffer. */
export function slowDown(pace: Pace): void {
  pace.rate = Math.max(slowestRate, pace.rate / 2);
  pace.generation++;
  pace.slowed = true;
  forget(pace);
}

function consider(pace: Pace): void {
  const judged = pace.good + pace.lost;
  if (pace.lost > enough && pace.lost > judged / 5) return slowDown(pace);
  if (pace.good >= enough && pace.lost <= judged / 8) {
    pace.rate = Math.min(fastestRate, pace.rate * (pace.slowed ? 1.1 : 2));
    forget(pace);
  } else if (judged >= 64) {
    forget(pace);
  }
}

function forget(pace: Pace): void {
  pace.good = 0;
  pace.lost = 0;
}
