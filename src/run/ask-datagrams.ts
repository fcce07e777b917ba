import type { Observation, SweepObservation } from '../model/observation.ts';
import { eachPort } from '../model/ports.ts';
import type { Method, Target } from '../model/plan.ts';
import { TokenBucket } from './allowance.ts';
import type { TargetTools } from './ask-target.ts';
import { udpOf } from './by-protocol.ts';
import { chooseControl, type Control } from './choose-control.ts';
import { interruptionOf } from './interruption.ts';
import { knock, scout, singlePorts } from './knock.ts';
import { portGroups } from './port-groups.ts';
import type { RoundWorld } from './round.ts';
import { sweepPorts, type SweepOutcome } from './sweep.ts';
import { emptyTally, forgetShut, stateOf, type Tally } from './tally.ts';
import type { RunWorld } from './world.ts';

/**
 * Asks one address everything that the plan wants over UDP: its documented ports in their protocols' own words,
 * then the forbidden ones, beside a documented port that answers where there is one. What stays silent proves
 * nothing by itself; what answers, or is refused, is known.
 */
export async function askDatagrams(
  target: Target,
  method: Method,
  tools: TargetTools,
  world: RunWorld,
): Promise<Observation[]> {
  const mine = udpOf(target);
  if (mine === undefined) return [];
  const offer = tools.vantage.senders['udp'];
  if (offer?.available !== true) {
    const reason = offer?.why ?? { code: 'udpNotCarried', values: { vantage: target.vantage } };
    return [emptySweep(mine, world, [reason])];
  }
  const startedAt = world.clock.date().toISOString();
  const tally = emptyTally();
  const pace = { run: tools.runPace, host: new TokenBucket(method.pace.perHost, world.clock.nowMs) };
  const roundWorld: RoundWorld = {
    sender: offer.sender,
    clock: world.clock,
    random: world.random,
    onAttempts: tools.onAttempts,
    ...(world.questions === undefined ? {} : { questions: world.questions(target) }),
    ...(world.signal === undefined ? {} : { signal: world.signal }),
  };
  const { slowestMs } = await knock(tally, mine, method, pace, roundWorld);
  const ports = Uint16Array.from(eachPort(mine.forbidden));
  let control = ports.length > 0 ? openControl(mine, tally) : null;
  if (ports.length > 0 && control === null && world.signal?.aborted !== true) {
    await scout(tally, ports, mine, method, pace, roundWorld);
    control = openControl(mine, tally);
    if (control !== null) forgetShut(tally, ports);
  }
  let swept: SweepOutcome | undefined;
  if (control !== null && world.signal?.aborted !== true) {
    const shutFlows = singlePorts(mine).filter((port) => stateOf(tally, port) !== 'open');
    const asked = new Set([...ports, ...shutFlows]);
    asked.delete(control.port);
    const settings = {
      address: mine.address,
      source: mine.source,
      ports: Uint16Array.from(asked),
      resets: { resets: 2, attempts: 2 },
      control,
      method,
      slowestMs,
    };
    swept = await sweepPorts(tally, settings, pace, roundWorld);
  }
  return [
    {
      ...emptySweep(mine, world, [...(swept?.causes ?? []), ...interruptionOf(world.signal)]),
      startedAt,
      groups: portGroups(tally),
      controls:
        control === null || swept === undefined
          ? null
          : {
              ...control,
              asked: swept.asked,
              lost: swept.lost,
              hops: null,
              slowestMs: swept.slowestMs || null,
            },
      rounds: swept?.rounds ?? [],
    },
  ];
}

/** Hosts send few ICMP errors a second: only a port that answers can vouch for others. */
function openControl(target: Target, tally: Tally): Control | null {
  const control = chooseControl(target, tally);
  return control?.answer === 'open' ? control : null;
}

function emptySweep(target: Target, world: RunWorld, causes: SweepObservation['causes']): SweepObservation {
  const now = world.clock.date().toISOString();
  return {
    kind: 'sweep',
    vantage: target.vantage,
    address: target.address,
    protocol: 'udp',
    sweeper: 'udp',
    source: target.source,
    startedAt: now,
    finishedAt: now,
    groups: [],
    decoys: '',
    controls: null,
    rounds: [],
    causes,
    notExcluded: [],
  };
}
