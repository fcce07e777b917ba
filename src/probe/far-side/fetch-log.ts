import { proofBytes } from '../../far-side/messages.ts';
import type { FarSideKey } from '../../far-side/key.ts';
import { decryptLog, mostTransferred, transferLength } from '../../far-side/transfer.ts';
import type { Endpoint, Vantage } from '../../vantage/vantage.ts';
import { BrokenConversation } from '../conversations/broken.ts';
import { openLine } from '../conversations/conversation.ts';
import type { ConversationLimits } from '../conversations/limits.ts';
import { keyedQuestion, type Asker } from './keyed-questions.ts';

/** A log of many arrivals takes its time over a slow path. */
const deadlineMs = 60_000;

/**
 * Asks the listener itself for its log, over a port where it was proven. Undefined: it did not come, or not whole.
 */
export async function fetchLog(
  asker: Asker,
  key: FarSideKey,
  vantage: Vantage,
  endpoint: Endpoint,
  limits: ConversationLimits,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const wide = { ...limits, bytes: 2 * mostTransferred, deadlineMs };
  try {
    return await openLine(vantage, endpoint, wide, signal).withConnection(async (stream, reader) => {
      const question = keyedQuestion(asker, 'log', 'tcp', endpoint.port);
      stream.write(question.bytes);
      if (question.read(await reader.take(proofBytes, 'read')).status !== 'proven') return undefined;
      const length = transferLength(await reader.take(4, 'read'));
      if (length === undefined) return undefined;
      return decryptLog(key.transfer, question.nonce, await reader.take(length, 'read'))?.toString('utf8');
    });
  } catch (cause) {
    if (!(cause instanceof BrokenConversation)) throw cause;
    return undefined;
  }
}
