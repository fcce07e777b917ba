import { merged } from './merged.ts';
import type { Gathered } from '../../fleet/slice-book.ts';
import { shareOfRate } from '../../fleet/cut.ts';
import type { Plan } from '../../model/plan.ts';
import { carryOut } from '../../run/carry-out.ts';
import type { RunWorld } from '../../run/world.ts';

/** The parts of a plan that this machine asks itself, over SSH too; the workers' vantages are left out. */
export function partHere(plan: Plan, workers: ReadonlySet<string>): Plan {
  if (workers.size === 0) return plan;
  const isHere = (vantage: string): boolean => !workers.has(vantage);
  const shares = [...shareOfRate(plan)].filter(([vantage]) => isHere(vantage));
  const rate = shares.reduce((sum, [, share]) => sum + share, 0);
  const { method } = plan;
  return {
    ...plan,
    // what workers send counts against the run's pace, too
    method: { ...method, pace: { ...method.pace, rate: rate === 0 ? method.pace.rate : rate } },
    parts: function* () {
      for (const part of plan.parts()) if (part.kind === 'settled' || isHere(part.target.vantage)) yield part;
    },
  };
}

/** Has everything asked, here and by workers, and tells of each address as it is done. */
export function askEverywhere(
  here: { readonly plan: Plan; readonly world: RunWorld },
  there: AsyncGenerator<Gathered> | undefined,
): AsyncGenerator<Gathered> {
  const own = askHere(here.plan, here.world);
  return there === undefined ? own : merged([own, there]);
}

async function* askHere(plan: Plan, world: RunWorld): AsyncGenerator<Gathered> {
  for await (const shown of carryOut(plan, world)) yield { shown, whole: world.signal?.aborted !== true };
}
