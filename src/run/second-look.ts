import type { Observation } from '../model/observation.ts';
import type { Plan } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import { askBeside } from './ask-beside.ts';
import type { TargetTools } from './ask-target.ts';
import { helpersFor, isSilent, openPortsOf, type OpenPort, type SilentTarget } from './silent-targets.ts';
import type { Target } from '../model/plan.ts';
import type { RunWorld } from './world.ts';

/** More silent addresses than this are not kept for a second look: their verdicts stay inconclusive. */
const mostSilent = 4096;

/** Remembers what the targets of a run showed, and looks again at those that were silent. */
export interface SecondLook {
  readonly note: (target: Target, shown: readonly Observation[]) => void;
  /** What every silent address showed this time, for each that another vantage sees alive. */
  readonly again: (
    plan: Plan,
    toolsOf: (vantage: string) => TargetTools | { readonly failed: Reason },
  ) => AsyncGenerator<readonly Observation[]>;
}

/** With one vantage alone there is nobody to see a silent address alive: nothing is kept. */
export function secondLook(world: RunWorld): SecondLook {
  const silent: SilentTarget[] = [];
  const open: OpenPort[] = [];
  if (world.vantages.size < 2) return { note: () => undefined, again: async function* () {} };
  return {
    note: (target, shown) => {
      open.push(...openPortsOf(target, shown));
      if (silent.length < mostSilent && isSilent(target, shown)) silent.push({ target, shown });
    },
    again: async function* (plan, toolsOf) {
      for (const { target, shown } of silent) {
        if (world.signal?.aborted === true) return;
        const tools = toolsOf(target.vantage);
        if ('failed' in tools) continue;
        const { firstHop } = tools.vantage;
        const hopOf = (address: string) => firstHop?.(address, target.source) ?? Promise.resolve(undefined);
        const helpers = await helpersFor(target, { silent, open }, hopOf);
        const witnessTools = helpers === undefined ? undefined : toolsOf(helpers.witness.vantage);
        if (helpers === undefined || witnessTools === undefined || 'failed' in witnessTools) continue;
        const sweep = await askBeside(target, plan.method, { tools, witnessTools, helpers }, world);
        // The way must not have changed meanwhile.
        const after = await Promise.all([target.address, helpers.control.address].map(hopOf));
        const { hop } = helpers;
        if (after.some((now) => now?.interface !== hop.interface || now.nextHop !== hop.nextHop)) continue;
        yield shown.map((seen) => (seen.kind === 'sweep' && seen.protocol === 'tcp' ? sweep : seen));
      }
    },
  };
}
