import type { ConversationFailure } from '../../model/conversation.ts';
import { BrokenConversation } from './broken.ts';

/** The promise's own outcome, or a `timeout` break after `ms`. */
export async function within<T>(
  ms: number,
  step: ConversationFailure['step'],
  promise: Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BrokenConversation(step, 'timeout', `${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
