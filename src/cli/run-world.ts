import { randomBytes, randomFillSync } from 'node:crypto';
import { expectationNamed } from '../expectation/registry.ts';
import type { ConversationRequest } from '../model/conversation.ts';
import type { Check } from '../model/plan.ts';
import { conversationLimits } from '../probe/conversations/limits.ts';
import { converse } from '../probe/conversations/registry.ts';
import { protocolQuestions } from '../probe/questions/registry.ts';
import { systemClock } from '../run/clock.ts';
import type { RunWorld } from '../run/world.ts';

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
    random: unforeseeable(),
    sweeper,
    asks: conversationsOf,
    converse: (vantage, endpoint, request, stop) =>
      converse(vantage, endpoint, request, limits, { now: systemClock.date }, stop),
    questions: ({ address }) => protocolQuestions(address, randomBytes),
    onProgress,
    signal,
  };
}

/** The conversations that a check's expectations want. */
export function conversationsOf(check: Check): readonly ConversationRequest[] {
  return check.expect.flatMap(({ name, settings }) => expectationNamed(name)?.asks(settings, check) ?? []);
}

/** Numbers of 0 to below 1 that nobody foresees. One is drawn for each port of a sweep: they come in batches. */
function unforeseeable(): () => number {
  const words = new Uint32Array(2048);
  let at = words.length;
  return () => {
    if (at === words.length) {
      randomFillSync(words);
      at = 0;
    }
    // 53 bits, all that a number holds
    const high = words[at++]! >>> 5;
    const low = words[at++]! >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  };
}
