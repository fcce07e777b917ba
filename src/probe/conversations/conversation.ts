import { setMaxListeners } from 'node:events';
import type { Duplex } from 'node:stream';
import type { ConversationAnswer, ConversationRequest } from '../../model/conversation.ts';
import type { Endpoint, Vantage } from '../../vantage/vantage.ts';
import { BrokenConversation } from './broken.ts';
import { deadlineMessage, readBytes, type ByteReader } from './byte-reader.ts';
import type { ConversationLimits } from './limits.ts';

/** What a conversation has at hand. */
export interface Line {
  readonly limits: ConversationLimits;
  /** A connection of its own, which ends with the call; at most one is open at any time. */
  readonly withConnection: <T>(talk: (stream: Duplex, reader: ByteReader) => Promise<T>) => Promise<T>;
  /** The same, where another reader (TLS, HTTP) takes the stream. */
  readonly withStream: <T>(talk: (stream: Duplex) => Promise<T>) => Promise<T>;
  /** The first bytes that the latest connection brought. */
  readonly heard: () => Buffer;
}

/** One kind of conversation: how it asks, and what it makes of the answer. Breaks by `BrokenConversation`. */
export type Converse<Kind extends ConversationRequest['kind']> = (
  request: Extract<ConversationRequest, { kind: Kind }>,
  line: Line,
) => Promise<Extract<ConversationAnswer, { kind: Kind }>>;

/** A late error of a stream that nobody reads any more must not take the process down. */
function ignoreLateErrors(): void {}

/** A line to one port through a vantage. Every connection has its deadline; all end with `signal`. */
export function openLine(
  vantage: Vantage,
  to: Endpoint,
  limits: ConversationLimits,
  signal?: AbortSignal,
): Line {
  let heard = Buffer.alloc(0);
  // All conversations of a run end by one signal: many listeners are no leak.
  if (signal !== undefined) setMaxListeners(0, signal);
  const withStream: Line['withStream'] = async (talk) => {
    const connection = await vantage.connect(to, limits.connectMs, signal);
    if (connection.state !== 'open')
      throw new BrokenConversation('connect', connection.state, connection.code);
    const { stream } = connection;
    stream.on('error', ignoreLateErrors);
    const stop = (): void => void stream.destroy(new Error(deadlineMessage));
    const timer = setTimeout(stop, limits.deadlineMs);
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted === true) stop();
    try {
      return await talk(stream);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      stream.destroy();
    }
  };
  return {
    limits,
    withStream,
    heard: () => heard,
    withConnection: (talk) =>
      withStream(async (stream) => {
        const reader = readBytes(stream, limits);
        try {
          return await talk(stream, reader);
        } finally {
          heard = Buffer.from(reader.heard());
        }
      }),
  };
}
