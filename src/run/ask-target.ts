import type { LimitFunction } from 'p-limit';
import type { ConversationObservation, Observation, SweepObservation } from '../model/observation.ts';
import { formatPorts, portNumbers, portSet, unionPorts } from '../model/ports.ts';
import type { Method, Target } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import type { Vantage, VolleySender } from '../vantage/vantage.ts';
import { TokenBucket, type Pace } from './allowance.ts';
import { askingFailed } from './asking-failed.ts';
import { chooseControl, type Control } from './choose-control.ts';
import { askPresence, converseWithFlows } from './conversations.ts';
import { knock, scout, singlePorts } from './knock.ts';
import { portGroups } from './port-groups.ts';
import type { RoundWorld } from './round.ts';
import { sweepPorts, type SweepOutcome } from './sweep.ts';
import { interruptionOf } from './interruption.ts';
import { emptyTally, forgetShut, stateOf, type ResetsWanted, type Tally } from './tally.ts';
import type { RunWorld } from './world.ts';

/** Asking so many ports again costs little; a port that flaps is then seen twice. */
const fewPorts = 4096;

export interface TargetTools {
  readonly vantage: Vantage;
  readonly sender: VolleySender;
  /** Why not a better sweeper; kept with the evidence. */
  readonly notes: readonly Reason[];
  readonly runPace: Pace;
  readonly conversations: LimitFunction;
  readonly onAttempts: (count: number) => void;
}

/** How far the asking of one address has come. */
interface Course {
  readonly startedAt: string;
  readonly tally: Tally;
  readonly held: ConversationObservation[];
  control: Control | null;
  swept: SweepOutcome | undefined;
}

/**
 * Asks one address everything that the plan wants: its documented ports first, a conversation with those that
 * are open, then the forbidden ports and the decoys, with controls between. What was seen before an error stays
 * seen, with the error beside it.
 */
export async function askTarget(
  target: Target,
  method: Method,
  tools: TargetTools,
  world: RunWorld,
): Promise<Observation[]> {
  const startedAt = world.clock.date().toISOString();
  const course: Course = { startedAt, tally: emptyTally(), held: [], control: null, swept: undefined };
  let failed: readonly Observation[] = [];
  try {
    await askPorts(course, target, method, tools, world);
  } catch (error) {
    failed = [askingFailed(target, error, world.clock)];
  }
  return [sweepOf(course, target, tools, world), ...course.held, ...failed];
}

async function askPorts(
  course: Course,
  target: Target,
  method: Method,
  tools: TargetTools,
  world: RunWorld,
): Promise<void> {
  const { tally, held } = course;
  const { clock } = world;
  const pace = { run: tools.runPace, host: new TokenBucket(method.pace.perHost, clock.nowMs) };
  const roundWorld: RoundWorld = {
    sender: tools.sender,
    clock,
    random: world.random,
    onAttempts: tools.onAttempts,
    ...(world.signal === undefined ? {} : { signal: world.signal }),
  };

  const { slowestMs } = await knock(tally, target, method, pace, roundWorld);
  held.push(...(await converseWithFlows(target, tally, tools.vantage, world, tools.conversations)));

  const shut = unionPorts(target.forbidden, target.decoys);
  const ports = portNumbers(shut);
  const hasClosedRule = target.forbidden.length > 0;
  course.control = hasClosedRule ? chooseControl(target, tally) : null;
  if (ports.length > 0 && course.control === null && world.signal?.aborted !== true) {
    await scout(tally, ports, target, method, pace, roundWorld);
    course.control = hasClosedRule ? chooseControl(target, tally) : null;
    // A reset or a rejection that no control vouches for is asked again, beside one.
    if (course.control !== null) forgetShut(tally, ports);
  }
  const { control } = course;
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
    course.swept = await sweepPorts(tally, settings, pace, roundWorld);
  }
  // A flow that opened late has its conversation too.
  held.push(...(await converseWithFlows(target, tally, tools.vantage, world, tools.conversations, held)));
  const hops = course.swept?.hops ?? 0;
  held.push(...(await askPresence(target, tally, held, hops, tools.vantage, world, tools.conversations)));
}

function sweepOf(
  { startedAt, tally, control, swept }: Course,
  target: Target,
  { sender, notes }: TargetTools,
  world: RunWorld,
): SweepObservation {
  return {
    kind: 'sweep',
    vantage: target.vantage,
    address: target.address,
    protocol: 'tcp',
    sweeper: sender.name,
    source: target.source,
    startedAt,
    finishedAt: world.clock.date().toISOString(),
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
    notExcluded: [...notes, ...tally.notExcluded.values()],
  };
}

/**
 * That nothing listens takes two resets. Elsewhere one reset says that a port is shut; where there are few ports
 * they are asked once more all the same, since a port that comes and goes would reset at the wrong moment.
 */
function resetsWanted({ checks }: Target, ports: number): ResetsWanted {
  if (checks.some(({ expected }) => expected === 'not-listening')) return { resets: 2, attempts: Infinity };
  return ports <= fewPorts ? { resets: 2, attempts: 4 } : { resets: 1, attempts: 1 };
}
