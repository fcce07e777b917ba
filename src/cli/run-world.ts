import { randomBytes, randomInt } from 'node:crypto';
import { expectationNamed } from '../expectation/registry.ts';
import { conversationLimits } from '../probe/conversations/limits.ts';
import { converse } from '../probe/conversations/registry.ts';
import { protocolQuestions } from '../probe/questions/registry.ts';
import { systemClock } from '../run/clock.ts';
import type { RunWorld } from '../run/world.ts';

/** The most that `randomInt` takes at a time. */
const randomSteps = 2 ** 47;

/** The world of a real run: this machine's clock, chance that nobody foresees, real conversations. */
export function runWorld(
  vantages: RunWorld['vantages'],
  sweeper: RunWorld['sweeper'],
  timeoutMs: number,
  signal: AbortSignal,
  onProgress: NonNullable<RunWorld['onProgress']>,
): RunWorld {
  const limits = conversationLimits(timeoutMs);
  return {
    vantages,
    clock: systemClock,
    random: () => randomInt(randomSteps) / randomSteps,
    sweeper,
    asks: (check) =>
      check.expect.flatMap(({ name, settings }) => expectationNamed(name)?.asks(settings, check) ?? []),
    converse: (vantage, endpoint, request, stop) =>
      converse(vantage, endpoint, request, limits, { now: systemClock.date }, stop),
    questions: ({ address }) => protocolQuestions(address, randomBytes),
    onProgress,
    signal,
  };
}
