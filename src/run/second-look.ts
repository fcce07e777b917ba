import type { Observation, SweepObservation } from '../model/observation.ts';
import type { Plan, Target } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import { askBeside } from './ask-beside.ts';
import type { TargetTools } from './ask-target.ts';
import { helpersFor, isSameHop, isSilent, openPortsOf, type OpenPort } from './silent-targets.ts';
import type { RunWorld } from './world.ts';

/** More silent addresses than this are not kept for a second look: their verdicts stay inconclusive. */
const mostSilent = 4096;
/** Of the addresses that answered, as many are kept: each may be a control, or be seen by a witness. */
const mostOpen = 65_536;

type ToolsOf = (vantage: string) => TargetTools | { readonly failed: Reason };

/** Remembers what the targets of a run showed, and looks again at those that were silent. */
export interface SecondLook {
  readonly note: (target: Target, shown: readonly Observation[]) => void;
  /** All that a silent address showed, its sweep anew, for each that another vantage sees alive. */
  readonly again: (plan: Plan, toolsOf: ToolsOf) => AsyncGenerator<readonly Observation[]>;
}

/** With one vantage alone there is nobody to see a silent address alive: nothing is kept. */
export function secondLook(world: RunWorld): SecondLook {
  const silent: { readonly target: Target; readonly shown: readonly Observation[] }[] = [];
  const open: OpenPort[] = [];
  if (world.vantages.size < 2) return { note: () => undefined, again: async function* () {} };
  return {
    note: (target, shown) => {
      if (open.length < mostOpen) open.push(...openPortsOf(target, shown));
      if (silent.length < mostSilent && isSilent(target, shown)) silent.push({ target, shown });
    },
    again: async function* (plan, toolsOf) {
      const provenFirst = open.toSorted((a, b) => Number(b.proven) - Number(a.proven));
      for (const { target, shown } of silent) {
        if (world.signal?.aborted === true) return;
        const sweep = await lookAgain(target, plan, provenFirst, toolsOf, world);
        if (sweep !== undefined) yield withSweep(shown, sweep);
      }
    },
  };
}

/** The sweep anew; undefined: nobody can help here, and the first look stands. */
async function lookAgain(
  target: Target,
  plan: Plan,
  open: readonly OpenPort[],
  toolsOf: ToolsOf,
  world: RunWorld,
): Promise<((before: SweepObservation) => SweepObservation) | undefined> {
  const tools = toolsOf(target.vantage);
  if ('failed' in tools) return undefined;
  const { firstHop } = tools.vantage;
  const hopOf = async (address: string) => firstHop?.(address, target.source);
  try {
    const helpers = await helpersFor(target, open, hopOf);
    if (helpers === undefined) return undefined;
    const witnessTools = toolsOf(helpers.witness.vantage);
    if ('failed' in witnessTools) return undefined;
    const { borrowed, ...sweep } = await askBeside(
      target,
      plan.method,
      { tools, witnessTools, helpers },
      world,
    );
    const after = await Promise.all([target.address, helpers.control.address].map(hopOf));
    // Where the way has changed meanwhile, what answered still counts; silence proves nothing.
    const sameWay = after.every((now) => isSameHop(now, helpers.hop));
    return () => (sameWay && borrowed !== undefined ? { ...sweep, borrowed } : sweep);
  } catch (error) {
    // A bug, as anywhere in a run: the address is unknown, the others go on.
    const message = error instanceof Error ? error.message : String(error);
    return (before) => ({
      ...before,
      causes: [...before.causes, { code: 'askingFailed', values: { message } }],
    });
  }
}

function withSweep(
  shown: readonly Observation[],
  anew: (before: SweepObservation) => SweepObservation,
): Observation[] {
  return shown.map((seen) => (seen.kind === 'sweep' && seen.protocol === 'tcp' ? anew(seen) : seen));
}
