import type { Duplex } from 'node:stream';
import type { ConversationFailure } from '../../model/conversation.ts';
import { BrokenConversation } from './broken.ts';

/** SMTP's longest reply line is 512 bytes; capabilities of IMAP or XMPP may take some thousands. */
const longestLine = 8192;

/** Reads a stream piece by piece, with a cap on the bytes taken in. Rejections are `BrokenConversation`s. */
export interface ByteReader {
  /** Exactly `count` bytes, taken from the front. */
  readonly take: (count: number, step: ConversationFailure['step']) => Promise<Buffer>;
  /**
   * Up to `count` bytes as soon as `atLeast` (one, when left out) are there, left where they are. Fewer: the other
   * side ended in good order before.
   */
  readonly peek: (count: number, step: ConversationFailure['step'], atLeast?: number) => Promise<Buffer>;
  /** Bytes before the next line feed, which is taken too; a carriage return before it is cut off. */
  readonly line: (step: ConversationFailure['step']) => Promise<string>;
  /** Everything up to and including whichever of these texts comes first. */
  readonly through: (marks: readonly string[], step: ConversationFailure['step']) => Promise<string>;
  /** The first bytes ever received, for the record. */
  readonly heard: () => Buffer;
  /** Stops listening, so that another reader can take over; what is not taken yet is put back. */
  readonly release: () => void;
}

export function readBytes(stream: Duplex, caps: { bytes: number; heardBytes: number }): ByteReader {
  let pending: Buffer = Buffer.alloc(0);
  let heard: Buffer = Buffer.alloc(0);
  let total = 0;
  let ended: { code: string; detail: string; cause?: unknown } | undefined;
  let wake: (() => void) | undefined;

  const onData = (chunk: Buffer): void => {
    total += chunk.length;
    if (heard.length < caps.heardBytes) heard = Buffer.concat([heard, chunk]).subarray(0, caps.heardBytes);
    if (total > caps.bytes) {
      ended ??= { code: 'too-much', detail: `${total} bytes` };
      stream.destroy();
    } else pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    wake?.();
  };
  const onError = (cause: NodeJS.ErrnoException): void => {
    ended ??= { code: codeOf(cause), detail: cause.message, cause };
    wake?.();
  };
  const onEnd = (): void => {
    ended ??= { code: 'closed', detail: '' };
    wake?.();
  };
  stream.on('data', onData).on('error', onError).on('end', onEnd).on('close', onEnd);

  const until = async (ready: () => boolean, step: ConversationFailure['step']): Promise<void> => {
    while (!ready()) {
      if (ended !== undefined) throw new BrokenConversation(step, ended.code, ended.detail, ended);
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const cut = (count: number): Buffer => {
    const piece = pending.subarray(0, count);
    pending = pending.subarray(count);
    return piece;
  };

  return {
    take: async (count, step) => {
      await until(() => pending.length >= count, step);
      return cut(count);
    },
    peek: async (count, step, atLeast = 1) => {
      await until(() => pending.length >= atLeast || ended?.code === 'closed', step);
      return pending.subarray(0, count);
    },
    line: async (step) => {
      await until(() => pending.includes(0x0a) || pending.length > longestLine, step);
      if (!pending.includes(0x0a)) throw new BrokenConversation(step, 'too-much', 'a line without end');
      const text = cut(pending.indexOf(0x0a) + 1).toString('latin1');
      return text.replace(/\r?\n$/, '');
    },
    through: async (marks, step) => {
      const end = (): number => {
        const text = pending.toString('latin1');
        const ends = marks.map((mark) => text.indexOf(mark) + mark.length);
        return Math.min(...ends.filter((found, i) => found >= marks[i]!.length));
      };
      await until(() => pending.length > longestLine || Number.isFinite(end()), step);
      if (!Number.isFinite(end())) throw new BrokenConversation(step, 'too-much', 'an answer without end');
      return cut(end()).toString('latin1');
    },
    heard: () => heard,
    release: () => {
      stream.pause();
      // The error listener stays: a stream without one takes the process down.
      stream.off('data', onData).off('end', onEnd).off('close', onEnd);
      if (pending.length > 0) stream.unshift(pending);
      pending = Buffer.alloc(0);
    },
  };
}

/** The one table of stream errors. */
function codeOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'reset';
  if (message === deadlineMessage) return 'timeout';
  return 'error';
}

/** Destroying a stream with this message tells its reader that time is up. */
export const deadlineMessage = 'the deadline of the conversation has passed';
