/** When positions were started: runs of neighbours that left together, in the order of the volley. */
export interface StartedRuns {
  readonly first: number[];
  readonly count: number[];
  readonly startedMs: number[];
  /** When a packet for this run last left: later than `startedMs` once it was sent again. */
  readonly lastSentMs: number[];
  /** Runs that the parent knows. */
  told: number;
}

export function noRuns(): StartedRuns {
  return { first: [], count: [], startedMs: [], lastSentMs: [], told: 0 };
}

/** Joins what left within the same half millisecond, so that a sweep is some thousand runs at most. */
const togetherMs = 0.5;

export function addRun(runs: StartedRuns, first: number, count: number, nowMs: number): void {
  const last = runs.first.length - 1;
  if (last >= runs.told && nowMs - runs.startedMs[last]! < togetherMs) {
    runs.count[last]! += count;
    return;
  }
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
  const news = new Float64Array((runs.first.length - runs.told) * 3);
  for (let run = runs.told, at = 0; run < runs.first.length; run++, at += 3) {
    news[at] = runs.first[run]!;
    news[at + 1] = runs.count[run]!;
    news[at + 2] = runs.startedMs[run]!;
  }
  runs.told = runs.first.length;
  return news;
}
