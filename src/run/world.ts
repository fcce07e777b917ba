import type { ConversationRequest } from '../model/conversation.ts';
import type { ConversationObservation, Observation } from '../model/observation.ts';
import type { Check, Target } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import type { Allowance, Endpoint, Questions, Vantage } from '../vantage/vantage.ts';
import type { Pace } from './allowance.ts';
import type { Clock } from './clock.ts';

/** Asks for a listener on the far side. */
export interface FarSideAsker {
  readonly visit: (
    target: Target,
    vantage: Vantage,
    settings: {
      readonly attempts: number;
      readonly attemptGapMs: number;
      readonly timeoutMs: number;
      readonly allowance: Allowance;
      readonly signal?: AbortSignal;
    },
  ) => FarSideVisit;
}

/** Keyed questions around everything else that is asked of one address. */
export interface FarSideVisit {
  /** Before anything else. Answers the TCP ports where a listener stands in. */
  readonly begin: () => Promise<ReadonlySet<number>>;
  /** What is asked over UDP meanwhile. */
  readonly questions: Questions;
  /** Asks TCP ports that look open who is there. */
  readonly askOpen: (ports: readonly number[]) => Promise<void>;
  /** After everything else: all that was proven, and what the listener's log says. */
  readonly end: () => Promise<Observation[]>;
}

/** Everything outside that a run touches. */
export interface RunWorld {
  /** By name; each vantage of the plan has one, or the reason why it could not be opened. */
  readonly vantages: ReadonlyMap<string, Vantage | { readonly failed: Reason }>;
  readonly clock: Clock;
  /** 0 to below 1; nobody else may foresee it. */
  readonly random: () => number;
  /** Which sweeper to use; auto takes the best that the vantage offers. */
  readonly sweeper: 'auto' | 'connect' | 'syn';
  /** The conversations that a check's expectations want. */
  readonly asks: (check: Check) => readonly ConversationRequest[];
  readonly converse: (
    vantage: Vantage,
    endpoint: Endpoint,
    request: ConversationRequest,
    signal?: AbortSignal,
  ) => Promise<ConversationObservation>;
  /** What is asked over UDP at each address. */
  readonly questions?: (target: Target) => Questions;
  /** A listener that may stand where the packets go; absent: none is asked. */
  readonly farSide?: FarSideAsker;
  /** A pace that others share, beside the run's own; absent: there are no others. */
  readonly sharedPace?: Pace;
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the run: what was not asked becomes `unknown`. Its reason may be a `Reason`. */
  readonly signal?: AbortSignal;
}

export interface Progress {
  /** Attempts started so far, controls included. */
  readonly attempts: number;
  readonly targetsDone: number;
}
