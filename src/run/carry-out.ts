import pLimit from 'p-limit';
import type { Observation } from '../model/observation.ts';
import type { Plan, Target } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import { chooseSweeper } from '../probe/sweeps/choose.ts';
import { bothAllow, TokenBucket } from './allowance.ts';
import { askingFailed, notAsked } from './asking-failed.ts';
import { interruptionOf } from './interruption.ts';
import { askEverything } from './ask-everything.ts';
import type { TargetTools } from './ask-target.ts';
import { secondLook } from './second-look.ts';
import type { RunWorld } from './world.ts';

/** Addresses asked at the same time: while one waits for its next attempt, others are asked. */
const mostTargetsAtOnce = 8;
/** Conversations cost descriptors and memory on both sides; this many are enough to hide their waiting. */
const conversationsAtOnce = 32;

/**
 * Carries a plan out: every target of every vantage, at the site's pace. Observations come as each target is
 * done, all of one target together, in no order that means anything. A bug in asking one target makes that target
 * unknown, and the run goes on.
 */
export async function* carryOut(plan: Plan, world: RunWorld): AsyncGenerator<readonly Observation[]> {
  const { pace } = plan.method;
  const own = new TokenBucket(pace.rate, world.clock.nowMs);
  const runPace = world.sharedPace === undefined ? own : bothAllow(world.sharedPace, own);
  const conversations = pLimit(conversationsAtOnce);
  const underWay = new Set<Promise<void>>();
  const ready: (readonly Observation[])[] = [];
  const tools = new Map<string, TargetTools | { failed: Reason }>();
  const done = { attempts: 0, targetsDone: 0 };
  const progress = () => world.onProgress?.({ ...done });

  const toolsOf = (name: string): TargetTools | { failed: Reason } => {
    const known = tools.get(name);
    if (known !== undefined) return known;
    const made = openTools(name, world, {
      runPace,
      conversations,
      onAttempts: (count) => {
        done.attempts += count;
        progress();
      },
    });
    tools.set(name, made);
    return made;
  };

  const later = secondLook(world);
  const ask = async (target: Target): Promise<void> => {
    const mine = toolsOf(target.vantage);
    const [interruption] = interruptionOf(world.signal);
    if (interruption !== undefined) ready.push([notAsked(target, interruption, world.clock)]);
    else if ('failed' in mine) ready.push([notAsked(target, mine.failed, world.clock)]);
    else {
      const shown = await askSafely(target, plan, mine, world);
      later.note(target, shown);
      ready.push(shown);
    }
    done.targetsDone++;
    progress();
  };

  for (const part of plan.parts()) {
    if (part.kind === 'settled') continue;
    const asked: Promise<void> = ask(part.target).finally(() => underWay.delete(asked));
    underWay.add(asked);
    if (underWay.size >= targetsAtOnce(pace.rate, pace.perHost)) await Promise.race(underWay);
    yield* ready.splice(0);
  }
  while (underWay.size > 0) {
    await Promise.race(underWay);
    yield* ready.splice(0);
  }
  yield* ready.splice(0);
  yield* later.again(plan, toolsOf);
}

/** More at once than the pace can serve would only stretch each address over more time. */
function targetsAtOnce(rate: number, perHost: number): number {
  if (rate === Infinity || perHost === Infinity) return mostTargetsAtOnce;
  // Twice what is served at any moment: half of the time an address waits.
  return Math.min(mostTargetsAtOnce, Math.max(2, 2 * Math.ceil(rate / perHost)));
}

function openTools(
  name: string,
  world: RunWorld,
  shared: Pick<TargetTools, 'runPace' | 'conversations' | 'onAttempts'>,
): TargetTools | { failed: Reason } {
  const vantage = world.vantages.get(name);
  if (vantage === undefined) return { failed: { code: 'vantageMissing', values: { vantage: name } } };
  if ('failed' in vantage) return { failed: vantage.failed };
  const { sender, notes } = chooseSweeper(vantage, world.sweeper);
  if (sender === null) return { failed: notes[0]! };
  return { vantage, sender, notes, ...shared };
}

async function askSafely(
  target: Target,
  plan: Plan,
  tools: TargetTools,
  world: RunWorld,
): Promise<Observation[]> {
  try {
    return await askEverything(target, plan.method, tools, world);
  } catch (error) {
    return [askingFailed(target, error, world.clock)];
  }
}
