import type { ConversationFailure } from '../../model/conversation.ts';

/** A conversation that can't go on. Caught once, in `registry.ts`, where it becomes an answer. */
export class BrokenConversation extends Error {
  override readonly name = 'BrokenConversation';
  readonly failure: ConversationFailure;

  constructor(
    step: ConversationFailure['step'],
    code: string,
    detail: string = '',
    options?: { cause?: unknown },
  ) {
    super(`${step} ${code} ${detail}`, options);
    this.failure = { step, code, detail: detail.slice(0, 500) };
  }
}
