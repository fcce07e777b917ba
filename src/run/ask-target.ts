import type { LimitFunction } from 'p-limit';
import type { Observation, SweepObservation } from '../model/observation.ts';
import { formatPorts, portNumbers, portSet, unionPorts } from '../model/ports.ts';
import type { Method, Target } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import type { Vantage, VolleySender } from '../vantage/vantage.ts';
import { TokenBucket } from './allowance.ts';
import { chooseControl } from './choose-control.ts';
import { askPresence, converseWithFlows } from './conversations.ts';
import { knock, scout, singlePorts } from './knock.ts';
import { portGroups } from './port-groups.ts';
import type { RoundWorld } from './round.ts';
import { sweepPorts, type SweepOutcome } from './sweep.ts';
import { interruptionOf } from './interruption.ts';
import { emptyTally, forgetShut, stateOf, type ResetsWanted } from './tally.ts';
import type { RunWorld } from './world.ts';

/** Asking so many ports again costs little; a port that flaps is then seen twice. */
const fewPorts = 4096;

export interface TargetTools {
  readonly vantage: Vantage;
  readonly sender: VolleySender;
  /** Why not a better sweeper; kept with the evidence. */
  readonly notes: readonly Reason[];
  readonly runPace: TokenBucket;
  readonly conversations: LimitFunction;
  readonly onAttempts: (count: number) => void;
}

/**
 * Asks one address everything that the plan wants: its documented ports first, a conversation with those that
 * are open, then the forbidden ports and the decoys, with controls between.
 */
export async function askTarget(
  target: Target,
  method: Method,
  tools: TargetTools,
  world: RunWorld,
): Promise<Observation[]> {
  const { clock } = world;
  const startedAt = clock.date().toISOString();
  const tally = emptyTally();
  const pace = { run: tools.runPace, host: new TokenBucket(method.pace.perHost, clock.nowMs) };
  const roundWorld: RoundWorld = {
    sender: tools.sender,
    clock,
    random: world.random,
    onAttempts: tools.onAttempts,
    ...(world.signal === undefined ? {} : { signal: world.signal }),
  };

  const { slowestMs } = await knock(tally, target, method, pace, roundWorld);
  const held = await converseWithFlows(target, tally, tools.vantage, world, tools.conversations);

  const shut = unionPorts(target.forbidden, target.decoys);
  const ports = portNumbers(shut);
  const hasClosedRule = target.forbidden.length > 0;
  let control = hasClosedRule ? chooseControl(target, tally) : null;
  if (ports.length > 0 && control === null && world.signal?.aborted !== true) {
    await scout(tally, ports, target, method, pace, roundWorld);
    control = hasClosedRule ? chooseControl(target, tally) : null;
    // A reset or a rejection that no control vouches for is asked again, beside one.
    if (control !== null) forgetShut(tally, ports);
  }
  let swept: SweepOutcome | undefined;
  if (control !== null && world.signal?.aborted !== true) {
    // A documented port that did not open is asked on, now with controls beside it.
    const shutFlows = singlePorts(target).filter((port) => stateOf(tally, port) !== 'open');
    const all = portNumbers(unionPorts(shut, portSet(shutFlows)));
    const settings = {
      address: target.address,
      source: target.source,
      ports: all.filter((port) => port !== control.port),
      resets: resetsWanted(target, ports.length),
      control,
      method,
      slowestMs,
    };
    swept = await sweepPorts(tally, settings, pace, roundWorld);
  }
  // A flow that opened late has its conversation too.
  const late = await converseWithFlows(target, tally, tools.vantage, world, tools.conversations, held);
  held.push(...late);
  const presence = await askPresence(
    target,
    tally,
    held,
    swept?.hops ?? 0,
    tools.vantage,
    world,
    tools.conversations,
  );

  const sweep: SweepObservation = {
    kind: 'sweep',
    vantage: target.vantage,
    address: target.address,
    protocol: 'tcp',
    sweeper: tools.sender.name,
    source: target.source,
    startedAt,
    finishedAt: clock.date().toISOString(),
    groups: portGroups(tally),
    decoys: formatPorts(target.decoys),
    controls:
      control === null || swept === undefined
        ? null
        : {
            ...control,
            asked: swept.asked,
            lost: swept.lost,
            hops: swept.hops || null,
            slowestMs: swept.slowestMs || null,
          },
    rounds: swept?.rounds ?? [],
    causes: [...(swept?.causes ?? []), ...interruptionOf(world.signal)],
    notExcluded: [...tools.notes, ...tally.notExcluded.values()],
  };
  return [sweep, ...held, ...presence];
}

/**
 * That nothing listens takes two resets. Elsewhere one reset says that a port is shut; where there are few ports
 * they are asked once more all the same, since a port that comes and goes would reset at the wrong moment.
 */
function resetsWanted({ checks }: Target, ports: number): ResetsWanted {
  if (checks.some(({ expected }) => expected === 'not-listening')) return { resets: 2, attempts: Infinity };
  return ports <= fewPorts ? { resets: 2, attempts: 2 } : { resets: 1, attempts: 1 };
}
