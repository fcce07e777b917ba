import { eachPort, formatPorts, unionPorts } from '../model/ports.ts';
import { portStates, type RoundEvidence, type SweepObservation } from '../model/observation.ts';
import type { Method, Target } from '../model/plan.ts';
import { attemptsNeeded, lossBound } from '../plan/loss-bound.ts';
import { shuffle } from '../probe/sweeps/sequence.ts';
import type { Allowance, VolleyResult } from '../vantage/vantage.ts';
import { bothAllow, TokenBucket } from './allowance.ts';
import type { TargetTools } from './ask-target.ts';
import { interruptionOf } from './interruption.ts';
import { mergeVolleys, type Sent } from './merge-volleys.ts';
import { portGroups } from './port-groups.ts';
import type { Helpers } from './silent-targets.ts';
import { emptyTally, enterVolley, pendingPorts } from './tally.ts';
import type { RunWorld } from './world.ts';

/** More attempts than this at a silent port are not made: the path is too bad. */
const mostAttempts = 8;
/** Between two controls lies no more than this much of the pace. */
const sliceSeconds = 0.2;

/** Who asks what beside the silent address. */
export interface Beside {
  readonly tools: TargetTools;
  readonly witnessTools: TargetTools;
  readonly helpers: Helpers;
}

/**
 * Asks an address that answered nothing once more, now with controls at another address behind the same first hop
 * between the attempts, while another vantage goes on seeing the address alive. Ends early where something answers
 * after all, or the witness sees it no more.
 */
export async function askBeside(
  target: Target,
  method: Method,
  beside: Beside,
  world: RunWorld,
): Promise<SweepObservation> {
  const { clock } = world;
  const { tools, helpers } = beside;
  const { pace, missLimit, controlsNeeded } = method;
  const startedAt = clock.date().toISOString();
  const tally = emptyTally();
  const ports = Uint16Array.from(eachPort(unionPorts(target.forbidden, target.decoys)));
  const rounds: RoundEvidence[] = [];
  const control = { asked: 0, lost: 0 };
  const witness = { asked: 0, lost: 0 };
  const settings = {
    timeoutMs: pace.timeoutMs,
    allowance: bothAllow(tools.runPace, new TokenBucket(pace.perHost, clock.nowMs)),
    slices: Math.max(
      Math.ceil(controlsNeeded / pace.attempts),
      Math.ceil(ports.length / (Math.min(pace.rate, pace.perHost) * sliceSeconds)),
    ),
  };

  let wanted = pace.attempts;
  for (let round = 0; round < mostAttempts && world.signal?.aborted !== true; round++) {
    const pending = shuffle(pendingPorts(tally, ports, wanted, { resets: 1, attempts: 1 }), world.random);
    if (pending.length === 0) break;
    const begun = clock.date();
    const { sent, seen, lastStartMs, ms } = await askRound(target, pending, settings, beside, world);
    const merged = mergeVolleys(sent);
    const gapMs = pace.attemptGapMs;
    const count = enterVolley(tally, merged.sequence, merged.result, { gapMs, controlAnswer: 'open' });
    control.asked += count.asked;
    control.lost += count.lost;
    // A witness who could not ask saw nothing: that counts as lost.
    witness.asked += seen.length;
    witness.lost += seen.filter((result) => !sawOpen(result)).length;
    rounds.push({
      stage: 1,
      startedAt: begun.toISOString(),
      finishedAt: clock.date().toISOString(),
      attempts: pending.length,
      voided: count.voided,
      controlsAsked: count.asked,
      controlsLost: count.lost,
      rate: Math.round((pending.length / Math.max(1, ms)) * 1000),
    });
    if (count.answered > 0 || witness.lost > 0) break;
    const needed = attemptsNeeded(lossBound(control.lost, control.asked), missLimit);
    wanted = Math.min(mostAttempts, Math.max(pace.attempts, needed));
    await clock.sleep(lastStartMs + gapMs - clock.nowMs(), world.signal);
  }

  return {
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
    controls: null,
    borrowed: {
      ...helpers.hop,
      control: { address: helpers.control.address, port: helpers.control.port, ...control },
      witness: { vantage: helpers.witness.vantage, port: helpers.witness.port, ...witness },
    },
    rounds,
    causes: interruptionOf(world.signal),
    notExcluded: [...tools.notes, ...tally.notExcluded.values()],
  };
}

interface RoundBeside {
  /** The attempts and the controls between them, as they were sent. */
  readonly sent: readonly Sent[];
  /** What the witness saw, each time. */
  readonly seen: readonly VolleyResult[];
  readonly lastStartMs: number;
  readonly ms: number;
}

/** Each port once, in slices; before each slice and after the last the helpers ask. */
async function askRound(
  target: Target,
  pending: Uint16Array,
  { slices, ...pace }: { readonly slices: number; readonly timeoutMs: number; readonly allowance: Allowance },
  { tools, witnessTools, helpers }: Beside,
  world: RunWorld,
): Promise<RoundBeside> {
  const startMs = world.clock.nowMs();
  const sent: Promise<Sent>[] = [];
  const seen: Promise<VolleyResult>[] = [];
  const send = async (
    by: TargetTools,
    { address, source }: { readonly address: string; readonly source: string | null },
    ports: Uint16Array,
    take: (result: Promise<VolleyResult>) => void,
  ): Promise<void> => {
    const underWay = by.sender.send({
      address,
      source,
      ports,
      controls: new Uint32Array(0),
      sends: 1,
      ...pace,
      ...(world.signal === undefined ? {} : { signal: world.signal }),
    });
    take(underWay.result);
    tools.onAttempts(ports.length);
    await underWay.sent;
  };
  const keep = (ports: Uint16Array, isControl: boolean) => (result: Promise<VolleyResult>) =>
    void sent.push(result.then((done) => ({ ports, isControl, result: done })));
  const askHelpers = async (): Promise<void> => {
    const [controlPort, witnessPort] = [helpers.control, helpers.witness].map(({ port }) =>
      Uint16Array.of(port),
    );
    await send(tools, helpers.control, controlPort!, keep(controlPort!, true));
    await send(witnessTools, helpers.witness, witnessPort!, (result) => void seen.push(result));
  };
  const size = Math.max(1, Math.ceil(pending.length / slices));
  for (let i = 0; i < slices; i++) {
    await askHelpers();
    const slice = pending.slice(i * size, (i + 1) * size);
    if (slice.length > 0) await send(tools, target, slice, keep(slice, false));
  }
  await askHelpers();
  const lastStartMs = world.clock.nowMs();
  const [all, witnessed] = await Promise.all([Promise.all(sent), Promise.all(seen)]);
  return { sent: all, seen: witnessed, lastStartMs, ms: lastStartMs - startMs };
}

function sawOpen({ states }: VolleyResult): boolean {
  return states.every((state) => portStates[state] === 'open');
}
