import type { Reason, ReasonValues } from '../model/reason.ts';
import type { Finding, VerdictWord } from '../model/verdict.ts';

/** A verdict's word and why, before the evidence is put beside it. */
export interface Judgement {
  readonly verdict: VerdictWord;
  readonly reason: Reason;
  readonly findings?: readonly Finding[];
}

export function pass(code: string, values: ReasonValues = {}): Judgement {
  return { verdict: 'pass', reason: { code, values } };
}

export function fail(code: string, values: ReasonValues = {}): Judgement {
  return { verdict: 'fail', reason: { code, values } };
}

export function inconclusive(code: string, values: ReasonValues = {}): Judgement {
  return { verdict: 'inconclusive', reason: { code, values } };
}
