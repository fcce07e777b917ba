import type { RoundEvidence } from '../model/observation.ts';
import { interleave, shuffle } from '../probe/sweeps/sequence.ts';
import type { Allowance, Questions, VolleyResult, VolleySender, VolleyUnderWay } from '../vantage/vantage.ts';
import type { Clock } from './clock.ts';
import { enterVolley, type ControlAnswer, type ControlCount, type Tally } from './tally.ts';

/** How one round asks. */
export interface RoundSettings {
  readonly address: string;
  readonly source: string | null;
  readonly controlPort: number | null;
  /** What a living path answers at the control port. */
  readonly controlAnswer: ControlAnswer;
  /** Controls in the whole round. */
  readonly controls: number;
  readonly timeoutMs: number;
  readonly sends: number;
  readonly gapMs: number;
  /** Ports per volley: a path that dies is noticed after one. */
  readonly volleySize: number;
  readonly allowance: Allowance;
}

export interface RoundWorld {
  readonly sender: VolleySender;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onAttempts: (count: number) => void;
  readonly signal?: AbortSignal;
  /** What senders of datagrams ask. */
  readonly questions?: Questions;
}

export interface RoundOutcome {
  readonly controls: ControlCount;
  readonly evidence: Omit<RoundEvidence, 'stage'>;
  /** Monotonic: when the last attempt started. */
  readonly lastStartMs: number;
  /** Time to the slowest answer, of controls and ports alike. */
  readonly slowestMs: number;
  /** The last volley got no answer at all, neither from a control nor from a port. */
  readonly pathLost: boolean;
}

/**
 * Asks each port once, in an order that nobody can foresee, with controls between. A volley is sent while the
 * one before it still waits for answers; what that one shows decides whether the round goes on.
 */
export async function askRound(
  tally: Tally,
  pending: Uint16Array,
  settings: RoundSettings,
  world: RoundWorld,
): Promise<RoundOutcome> {
  const { clock } = world;
  const startedAt = clock.date();
  const startMs = clock.nowMs();
  const total = { asked: 0, lost: 0, voided: 0, answered: 0, slowestMs: 0, hops: 0 };
  const path = { lost: false };
  let attempts = 0;
  let lastStartMs = startMs;
  let slowestMs = 0;
  const order = shuffle(pending, world.random);

  const finish = async (sequence: ReturnType<typeof interleave>, underWay: VolleyUnderWay): Promise<void> => {
    const result = await underWay.result;
    const count = enterVolley(tally, sequence, result, settings);
    total.asked += count.asked;
    total.lost += count.lost;
    total.voided += count.voided;
    total.answered += count.answered;
    total.slowestMs = Math.max(total.slowestMs, count.slowestMs);
    total.hops = count.hops || total.hops;
    const times = timesOf(result);
    attempts += times.started;
    lastStartMs = Math.max(lastStartMs, times.lastStartMs);
    slowestMs = Math.max(slowestMs, times.slowestMs);
    // Controls that could not even be asked (no gateway) are as dead as those that were lost.
    const dead = sequence.controls.length >= 2 && count.lost === count.asked;
    path.lost = dead && count.answered === 0;
  };

  let previous: Promise<void> | undefined;
  for (let from = 0; from < order.length && !path.lost && world.signal?.aborted !== true;) {
    const part = order.subarray(from, from + settings.volleySize);
    const controls = Math.ceil((settings.controls * part.length) / order.length);
    const sequence = interleave(part, settings.controlPort, controls);
    const underWay = world.sender.send({
      ...sequence,
      address: settings.address,
      source: settings.source,
      timeoutMs: settings.timeoutMs,
      sends: settings.sends,
      allowance: counted(settings.allowance, world.onAttempts),
      ...(world.signal === undefined ? {} : { signal: world.signal }),
      ...(world.questions === undefined ? {} : { questions: world.questions }),
    });
    await underWay.sent;
    await previous;
    previous = finish(sequence, underWay);
    from += part.length;
  }
  await previous;
  const seconds = Math.max(0.001, (lastStartMs - startMs) / 1000);
  return {
    controls: total,
    lastStartMs,
    slowestMs,
    pathLost: path.lost,
    evidence: {
      startedAt: startedAt.toISOString(),
      finishedAt: clock.date().toISOString(),
      attempts,
      voided: total.voided,
      controlsAsked: total.asked,
      controlsLost: total.lost,
      rate: Math.round(attempts / seconds),
    },
  };
}

/** Tells of attempts as they are granted: a volley at a gentle pace lasts for seconds. */
function counted(allowance: Allowance, onAttempts: RoundWorld['onAttempts']): Allowance {
  return {
    take: (wanted) => {
      const grant = allowance.take(wanted);
      if (grant.granted > 0) onAttempts(grant.granted);
      return grant;
    },
  };
}

/** How many attempts started, when the last did, and how long the slowest answer took. */
function timesOf({ startedMs, answerMs }: VolleyResult): {
  readonly started: number;
  readonly lastStartMs: number;
  readonly slowestMs: number;
} {
  let [started, lastStartMs, slowestMs] = [0, 0, 0];
  for (let position = 0; position < startedMs.length; position++) {
    const at = startedMs[position]!;
    // not a number: it did not start
    if (at >= 0) started++;
    if (at > lastStartMs) lastStartMs = at;
    if (answerMs[position]! > slowestMs) slowestMs = answerMs[position]!;
  }
  return { started, lastStartMs, slowestMs };
}
