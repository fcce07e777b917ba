import { countPorts, eachPort, portNumbers } from '../model/ports.ts';
import type { Method, Target } from '../model/plan.ts';
import { bothAllow } from './allowance.ts';
import { askRound, type RoundWorld } from './round.ts';
import type { SweepPace } from './sweep.ts';
import { pendingPorts, stateOf, type Tally } from './tally.ts';

/**
 * Asks the documented ports until each is open, or was asked as often as the site's pace wants, with the
 * site's longest wait. Ports of an optional range are asked once: any state of them passes.
 * Answers with the slowest answer that came.
 */
export async function knock(
  tally: Tally,
  target: Target,
  method: Method,
  pace: SweepPace,
  world: RoundWorld,
): Promise<{ readonly slowestMs: number }> {
  const { attempts, attemptGapMs, timeoutMs } = method.pace;
  const single = singlePorts(target);
  const everything = portNumbers(target.documented);
  let lastStartMs = -Infinity;
  let slowestMs = 0;
  for (let round = 0; round < attempts; round++) {
    const ports = round === 0 ? everything : single.filter((port) => stateOf(tally, port) !== 'open');
    if (ports.length === 0) break;
    await world.clock.sleep(lastStartMs + attemptGapMs - world.clock.nowMs(), world.signal);
    if (world.signal?.aborted === true) break;
    const outcome = await askRound(
      tally,
      ports,
      {
        address: target.address,
        source: target.source,
        controlPort: null,
        controlAnswer: 'open',
        controls: 0,
        timeoutMs,
        sends: 3,
        gapMs: attemptGapMs,
        volleySize: 65_536,
        allowance: bothAllow(pace.run, pace.host),
      },
      world,
    );
    lastStartMs = outcome.lastStartMs;
    slowestMs = Math.max(slowestMs, outcome.slowestMs);
  }
  return { slowestMs };
}

/** Asks ports once, without controls: what answers is worth knowing, what stays silent proves nothing. */
export async function scout(
  tally: Tally,
  ports: Uint16Array,
  target: Target,
  method: Method,
  pace: SweepPace,
  world: RoundWorld,
): Promise<void> {
  const rate = Math.min(pace.run.perSecond, pace.host.perSecond);
  await askRound(
    tally,
    pendingPorts(tally, ports, 1, { resets: 1, attempts: 1 }),
    {
      address: target.address,
      source: target.source,
      controlPort: null,
      controlAnswer: 'open',
      controls: 0,
      timeoutMs: Math.min(method.pace.timeoutMs, 1000),
      sends: 1,
      gapMs: method.pace.attemptGapMs,
      volleySize: Number.isFinite(rate) ? Math.max(256, Math.ceil(rate * 5)) : 65_536,
      allowance: bothAllow(pace.run, pace.host),
    },
    world,
  );
}

/** Documented ports that stand alone in a flow: their state decides a verdict. */
export function singlePorts(target: Target): Uint16Array {
  const ranges = target.checks.filter(({ kind, ports }) => kind === 'flow' && countPorts(ports) > 1);
  const flows = target.checks.filter(({ kind }) => kind === 'flow');
  const alone = new Set(flows.filter((flow) => !ranges.includes(flow)).map(({ ports }) => ports[0]!.from));
  // A documented port whose flow is not asked (--only) may still be the control that a closed rule needs.
  const inRange = new Set(ranges.flatMap(({ ports }) => [...eachPort(ports)]));
  return portNumbers(target.documented).filter((port) => alone.has(port) || !inRange.has(port));
}
