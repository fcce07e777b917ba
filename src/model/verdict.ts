import type { Check } from './plan.ts';
import type { Reason } from './reason.ts';

export type VerdictWord = 'pass' | 'fail' | 'inconclusive' | 'notApplicable';

export type Outcome = 'compliant' | 'nonCompliant' | 'inconclusive';

/** What one expectation found. */
export interface Finding {
  readonly expectation: string;
  readonly verdict: 'pass' | 'fail' | 'inconclusive';
  readonly expected: string;
  readonly actual: string;
  readonly reason: Reason;
}

export interface PortCounts {
  readonly open: readonly number[];
  readonly refused: number;
  readonly rejected: number;
  readonly silent: number;
  readonly unknown: number;
}

export interface Rejection {
  readonly code: string;
  readonly from: string | null;
  readonly count: number;
}

/** The judgement of one check, with all that it rests on. */
export interface Verdict {
  readonly check: Check;
  readonly verdict: VerdictWord;
  readonly reason: Reason;
  readonly observed: PortCounts;
  readonly findings: readonly Finding[];
  /** Facts of the conversations, by conversation: { tls: {…}, http: {…} }. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly rejections: readonly Rejection[];
  readonly sweeper: string | null;
  /** The smallest number of attempts at any port that never answered, else the number made. */
  readonly attempts: number;
  readonly controls: { readonly asked: number; readonly lost: number; readonly lossBound: number } | null;
  readonly missProbability: number | null;
  readonly causes: readonly Reason[];
  readonly notExcluded: readonly Reason[];
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}
