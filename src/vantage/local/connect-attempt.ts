import { Socket } from 'node:net';
import { familyOf } from '../../model/address.ts';
import { answerOf, isExhaustion, type Answer } from '../answers.ts';
import type { Endpoint } from '../vantage.ts';
import { isMissingSource, openSocket } from './connect.ts';
import { metItself } from './own-ends.ts';

export type AttemptEnd =
  /** The source port decides whether the other end is another socket of ours. */
  | { readonly kind: 'open'; readonly sourcePort: number }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'met-itself' }
  | { readonly kind: 'exhausted'; readonly errno: string };

/** Begins one connection, and tells how it ended; nothing is told after the caller destroyed the socket. */
export function beginAttempt(
  to: Endpoint,
  failedAtOnce: () => boolean,
  ended: (end: AttemptEnd) => void,
): Socket {
  const socket = new Socket();
  socket.on('error', (error) => ended(endOf(error, to, failedAtOnce())));
  socket.once('connect', () => {
    const end: AttemptEnd = metItself(socket, to.address, to.port)
      ? { kind: 'met-itself' }
      : { kind: 'open', sourcePort: socket.localPort ?? 0 };
    socket.resetAndDestroy();
    ended(end);
  });
  openSocket(socket, to);
  return socket;
}

function endOf(error: NodeJS.ErrnoException, { address }: Endpoint, atOnce: boolean): AttemptEnd {
  const errno = error.code ?? 'unknown-error';
  if (isMissingSource(error)) return { kind: 'answer', answer: { state: 'unknown', code: 'source-missing' } };
  if (isExhaustion(errno)) return { kind: 'exhausted', errno };
  return { kind: 'answer', answer: answerOf(errno, familyOf(address), atOnce) };
}
