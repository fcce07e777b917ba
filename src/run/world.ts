import type { ConversationRequest } from '../model/conversation.ts';
import type { ConversationObservation } from '../model/observation.ts';
import type { Check, Target } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import type { Endpoint, Questions, Vantage } from '../vantage/vantage.ts';
import type { Clock } from './clock.ts';

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
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the run: what was not asked becomes `unknown`. Its reason may be a `Reason`. */
  readonly signal?: AbortSignal;
}

export interface Progress {
  /** Attempts started so far, controls included. */
  readonly attempts: number;
  readonly targetsDone: number;
}
