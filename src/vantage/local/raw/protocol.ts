import type { Watched } from '../volley-watch.ts';
import type { AnswerDetail, VolleyResult } from '../../vantage.ts';
import type { Reason } from '../../../model/reason.ts';

/** What the parent tells the sweeping process. */
export type Order =
  | ({ readonly kind: 'volley'; readonly way: Way; readonly id: number } & Shots)
  | { readonly kind: 'grant'; readonly id: number; readonly count: number }
  | { readonly kind: 'abort'; readonly id: number };

export type Way = 'syn' | 'connect';

/** A volley without what can't cross a process boundary. */
export interface Shots {
  readonly address: string;
  readonly source: string | null;
  readonly ports: Uint16Array;
  readonly controls: Uint32Array;
  readonly timeoutMs: number;
  readonly sends: number;
}

/** What the sweeping process tells its parent. */
export type Message =
  | { readonly kind: 'ready'; readonly cannot: Readonly<Record<Way, Reason | null>> }
  | { readonly kind: 'news'; readonly news: readonly VolleyNews[] };

/** What happened to one volley since the last news of it. */
export interface VolleyNews {
  readonly id: number;
  /** Runs of positions that were started together: first position, how many, when (monotonic milliseconds). */
  readonly started: Float64Array;
  /** `answerWords` words each: position, then state, hops and detail packed, then the bits of a float: ms to the answer. */
  readonly answers: Uint32Array;
  /** Details that the answers speak of, to be put behind those already told. */
  readonly details: readonly AnswerDetail[];
  readonly late: VolleyResult['late'];
  /** Attempts that the sender could start soon, beyond what it was granted. */
  readonly wants: number;
  readonly sent: boolean;
  /** Set: this is the last news. `unsent` says why positions were never started. */
  readonly done: VolleyEnd | null;
}

export interface VolleyEnd {
  readonly unsent: AnswerDetail;
  /** What the kernel's counters said meanwhile, with monotonic times; absent: nobody looked. */
  readonly watched?: Watched;
}

export const answerWords = 3;
