import type { Plan, Target } from '../model/plan.ts';
import { targetCost } from '../plan/estimate.ts';

/** As many as a worker asks at the same time: larger slices gain nothing, and leave other workers without work. */
const mostTargets = 8;
/** Of a slice at the pace of its vantage, about. */
const sliceSeconds = 30;
/** Without a pace: some ten seconds of sending. */
const attemptsWithoutPace = 2_000_000;

/**
 * The addresses of one vantage, some at a time: as many as take about half a minute at the pace, and always one.
 * Lazy: a long plan never stands in memory.
 */
export function* cutPlan(plan: Plan, vantage: string): Generator<readonly Target[]> {
  const { rate, attempts } = plan.method.pace;
  const most = Number.isFinite(rate) ? rate * sliceSeconds : attemptsWithoutPace;
  let targets: Target[] = [];
  let cost = 0;
  for (const part of plan.parts()) {
    if (part.kind === 'settled' || part.target.vantage !== vantage) continue;
    const mine = targetCost(part.target, plan.method, attempts);
    const own = mine.attempts + mine.controls;
    if (targets.length > 0 && (targets.length >= mostTargets || cost + own > most)) {
      yield targets;
      targets = [];
      cost = 0;
    }
    targets.push(part.target);
    cost += own;
  }
  if (targets.length > 0) yield targets;
}

/** What of a run's rate each vantage gets: by the share of the attempts that are made from it. */
export function shareOfRate(plan: Plan): ReadonlyMap<string, number> {
  const { rate, attempts } = plan.method.pace;
  const costs = new Map<string, number>();
  for (const part of plan.parts()) {
    if (part.kind === 'settled') continue;
    const { vantage } = part.target;
    const cost = targetCost(part.target, plan.method, attempts);
    costs.set(vantage, (costs.get(vantage) ?? 0) + cost.attempts + cost.controls);
  }
  const all = [...costs.values()].reduce((sum, cost) => sum + cost, 0);
  // one a second is the slowest there is
  return new Map(
    [...costs].map(([vantage, cost]) => [
      vantage,
      Number.isFinite(rate) ? Math.max(1, Math.floor((rate * cost) / all)) : rate,
    ]),
  );
}
