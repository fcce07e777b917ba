import type { Duplex } from 'node:stream';
import { proofBytes, type ProofReading, type Purpose } from '../../far-side/messages.ts';
import type { ProofOutcome } from '../../model/far-side.ts';
import type { Endpoint, Vantage } from '../../vantage/vantage.ts';
import { BrokenConversation } from '../conversations/broken.ts';
import { openLine } from '../conversations/conversation.ts';
import type { ConversationLimits } from '../conversations/limits.ts';
import type { ByteReader } from '../conversations/byte-reader.ts';
import { within } from '../conversations/within.ts';
import { keyedQuestion, type Asker } from './keyed-questions.ts';
import { outcomeOf } from './outcome.ts';

/**
 * Asks a TCP port for a proof: who is there, where that is not known yet, then a question that only this listener
 * will count. Never rejects for what the network did.
 */
export async function askOverTcp(
  asker: Asker,
  purpose: Purpose,
  vantage: Vantage,
  endpoint: Endpoint,
  limits: ConversationLimits,
  signal?: AbortSignal,
): Promise<ProofOutcome> {
  const line = openLine(vantage, endpoint, limits, signal);
  try {
    return await line.withConnection(async (stream, reader) => {
      const sentFrom = (stream as Duplex & { localAddress?: string }).localAddress ?? endpoint.source;
      const ask = (what: Purpose) => askOnce(asker, what, endpoint.port, stream, reader, limits);
      if (/^0+$/.test(asker.listener)) {
        const hello = await ask('hello');
        if (hello.status !== 'proven') return outcomeOf(hello, sentFrom);
        asker.listener = hello.proof.listener;
      }
      return outcomeOf(await ask(purpose), sentFrom);
    });
  } catch (cause) {
    if (!(cause instanceof BrokenConversation)) throw cause;
    return { status: 'unanswered', code: cause.failure.code };
  }
}

async function askOnce(
  asker: Asker,
  purpose: Purpose,
  port: number,
  stream: Duplex,
  reader: ByteReader,
  limits: ConversationLimits,
): Promise<ProofReading> {
  const question = keyedQuestion(asker, purpose, 'tcp', port);
  stream.write(question.bytes);
  return question.read(await within(limits.listenMs, 'read', reader.take(proofBytes, 'read')));
}
