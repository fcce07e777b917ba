import type { Observation } from '../model/observation.ts';
import { countPorts, eachPort, intersectPorts, parsePorts, type PortSet } from '../model/ports.ts';
import type { Method, Target } from '../model/plan.ts';
import { bothAllow, TokenBucket } from './allowance.ts';
import { askDatagrams } from './ask-datagrams.ts';
import { askTarget, type TargetTools } from './ask-target.ts';
import { tcpOf } from './by-protocol.ts';
import type { FarSideVisit, RunWorld } from './world.ts';

/** Forbidden ports that look open, and are asked whether the far side has them: a few show what a device feigns. */
const strangersAsked = 16;

/** Asks one address everything, over TCP and UDP; keyed questions to the far side stand before and after. */
export async function askEverything(
  target: Target,
  method: Method,
  tools: TargetTools,
  world: RunWorld,
): Promise<Observation[]> {
  const visit = visitOf(target, method, tools, world);
  const proven = (await visit?.begin()) ?? new Set<number>();
  const answers = await askTarget(withoutServers(tcpOf(target), proven), method, tools, world);
  await visit?.askOpen(forbiddenOpen(target.forbidden, answers));
  const questions = visit === undefined ? {} : { questions: () => visit.questions };
  const datagrams = await askDatagrams(target, method, tools, { ...world, ...questions });
  return [...answers, ...datagrams, ...((await visit?.end()) ?? [])];
}

function visitOf(
  target: Target,
  { pace }: Method,
  tools: TargetTools,
  world: RunWorld,
): FarSideVisit | undefined {
  return world.farSide?.visit(target, tools.vantage, {
    attempts: pace.attempts,
    attemptGapMs: pace.attemptGapMs,
    timeoutMs: pace.timeoutMs,
    allowance: bothAllow(tools.runPace, new TokenBucket(pace.perHost, world.clock.nowMs)),
    ...(world.signal === undefined ? {} : { signal: world.signal }),
  });
}

/** Where a listener stands in, there is no server to converse with. */
function withoutServers(target: Target, proven: ReadonlySet<number>): Target {
  if (proven.size === 0) return target;
  return {
    ...target,
    checks: target.checks.map((check) =>
      check.kind === 'flow' && countPorts(check.ports) === 1 && proven.has(check.ports[0]!.from)
        ? { ...check, expect: [] }
        : check,
    ),
  };
}

function forbiddenOpen(forbidden: PortSet, observations: readonly Observation[]): number[] {
  const open = observations.flatMap((one) =>
    one.kind === 'sweep' ? one.groups.filter(({ state }) => state === 'open') : [],
  );
  const ports = open.flatMap((group) => [
    ...eachPort(intersectPorts(forbidden, parsePorts(group.ports) ?? [])),
  ]);
  return ports.slice(0, strangersAsked);
}
