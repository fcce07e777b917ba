import { judge } from '../judge/judge.ts';
import { languages } from '../model/language.ts';
import type { Observation } from '../model/observation.ts';
import type { Plan, Target } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import { say } from '../text/catalogue.ts';
import type { Order } from './admit-result.ts';
import type { SliceResult } from './slice-result.ts';

/**
 * Whether what a worker says can be judged and told at all. A worker that was captured signs what it likes: something
 * of the wrong form must cost its own slice, not the whole run.
 */
export function holdsForJudge(
  targets: readonly Target[],
  { shown, refused }: SliceResult,
  { vantage }: Order,
): boolean {
  const plan: Plan = {
    method: methodForTrial,
    notCovered: [],
    parts: function* () {
      for (const target of targets) if (target.vantage === vantage) yield { kind: 'target', target };
    },
  };
  try {
    if (refused !== null) tell(refused);
    const seen = shown.flat();
    for (const reason of seen.flatMap(reasonsIn)) tell(reason);
    for (const { reason, causes, findings, startedAt, finishedAt } of judge(plan, seen, {
      now: new Date(0),
    })) {
      for (const said of [reason, ...causes, ...findings.map((finding) => finding.reason)]) tell(said);
      if ([startedAt, finishedAt].some((at) => at !== null && Number.isNaN(Date.parse(at)))) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** The limits don't matter: only whether there is a verdict at all. */
const methodForTrial: Plan['method'] = {
  pace: { rate: Infinity, perHost: Infinity, attempts: 3, attemptGapMs: 1000, timeoutMs: 3000 },
  missLimit: 1e-4,
  controlsNeeded: 64,
};

function reasonsIn(seen: Observation): Reason[] {
  if (seen.kind === 'failure') return [seen.reason];
  return seen.kind === 'sweep' ? [...seen.causes, ...seen.notExcluded] : [];
}

function tell(reason: Reason): void {
  for (const language of languages) {
    if (typeof say(reason, language) !== 'string') throw new TypeError('a reason that is no sentence');
  }
}
