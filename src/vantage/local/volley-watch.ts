import type { Counters, ReadCounters } from './counters.ts';
import { windowBetween, type Window } from './window.ts';

/** Attempts that were started together, and what the counters said of that moment alone. */
export interface WatchedBatch {
  readonly positions: readonly number[];
  /** The first packet passes the own firewall, or doesn't, before connect() returns. */
  readonly window: Window;
}

/** What the counters said while a volley was carried out. */
export interface VolleyWatch {
  readonly batchStarts: () => void;
  readonly batchStarted: (positions: readonly number[]) => void;
  /** Ends the watch. Undefined: this platform has no counters. */
  readonly end: () => Watched | undefined;
}

export interface Watched {
  /** Those that have something to tell. */
  readonly batches: readonly WatchedBatch[];
  /** Positions that were started while the counters could not be read. */
  readonly unwatched: readonly number[];
  /** The whole volley. */
  readonly whole: Window;
  /** When packets came in that nobody here got: between two looks at the counters. */
  readonly drops: readonly { readonly fromMs: number; readonly toMs: number }[];
}

/** The same on another clock. */
export function shiftDrops(watched: Watched, byMs: number): Watched {
  const drops = watched.drops.map(({ fromMs, toMs }) => ({ fromMs: fromMs + byMs, toMs: toMs + byMs }));
  return { ...watched, drops };
}

export function watchVolley(read: ReadCounters): VolleyWatch {
  let first: Counters | undefined;
  let last: Counters | undefined;
  let before: Counters | undefined;
  let sent = 0;
  const batches: WatchedBatch[] = [];
  const unwatched: number[] = [];
  const drops: { fromMs: number; toMs: number }[] = [];
  const look = (): Counters | undefined => {
    const now = read();
    if (now === undefined) return undefined;
    first ??= now;
    if (last !== undefined && windowBetween(last, now, 0).dropped > 0)
      drops.push({ fromMs: last.atMs, toMs: now.atMs });
    last = now;
    return now;
  };
  look();
  return {
    batchStarts: () => void (before = look()),
    batchStarted: (positions) => {
      const after = look();
      if (before === undefined || after === undefined) {
        unwatched.push(...positions);
        return;
      }
      sent += positions.length;
      const window = windowBetween(before, after, positions.length);
      if (window.vanished > 0 || window.looped > 0) batches.push({ positions, window });
    },
    end: () => {
      const after = look() ?? last;
      if (first === undefined || after === undefined) return undefined;
      return { batches, unwatched, drops, whole: windowBetween(first, after, sent) };
    },
  };
}
