/** When positions were started: runs of neighbours that left together, in the order of the volley. */
export interface StartedRuns {
  readonly first: number[];
  readonly count: number[];
  readonly startedMs: number[];
  /** When a packet for this run last left: later than `startedMs` once it was sent again. */
  readonly lastSentMs: number[];
  /** Runs that the parent knows. */
  told: number;
  /** The run whose packets are only just leaving, so that its start is not known yet; -1: none. */
  leaving: number;
}

export function noRuns(): StartedRuns {
  return { first: [], count: [], startedMs: [], lastSentMs: [], told: 0, leaving: -1 };
}

/** Joins what left within the same half millisecond, so that a sweep is some thousand runs at most. */
const togetherMs = 0.5;

export function addRun(runs: StartedRuns, first: number, count: number, nowMs: number): void {
  const last = runs.first.length - 1;
  if (last >= runs.told && last !== runs.leaving && nowMs - runs.startedMs[last]! < togetherMs) {
    runs.count[last]! += count;
    return;
  }
  pushRun(runs, first, count, nowMs);
}

/** Begins a run whose packets leave from now on, until `allLeft`. There is one at a time. */
export function beginLeaving(runs: StartedRuns, first: number, count: number, nowMs: number): void {
  runs.leaving = runs.first.length;
  pushRun(runs, first, count, nowMs);
}

/**
 * The run counts as started when the last of its packets had left: no wait is cut short. An answer may have been
 * lost from the first packet on, so `lastSentMs` stays.
 */
export function allLeft(runs: StartedRuns, nowMs: number): void {
  runs.startedMs[runs.leaving] = nowMs;
  runs.leaving = -1;
}

function pushRun(runs: StartedRuns, first: number, count: number, nowMs: number): void {
  runs.first.push(first);
  runs.count.push(count);
  runs.startedMs.push(nowMs);
  runs.lastSentMs.push(nowMs);
}

/** The run that this position belongs to; -1: not started. */
export function runOf(runs: StartedRuns, position: number): number {
  let low = 0;
  let high = runs.first.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (position < runs.first[middle]!) high = middle - 1;
    else if (position >= runs.first[middle]! + runs.count[middle]!) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** Three numbers a run that the parent does not know yet: first position, how many, when. */
export function takeRuns(runs: StartedRuns): Float64Array {
  const end = runs.leaving < 0 ? runs.first.length : runs.leaving;
  const news = new Float64Array((end - runs.told) * 3);
  for (let run = runs.told, at = 0; run < end; run++, at += 3) {
    news[at] = runs.first[run]!;
    news[at + 1] = runs.count[run]!;
    news[at + 2] = runs.startedMs[run]!;
  }
  runs.told = end;
  return news;
}
