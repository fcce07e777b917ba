import { Socket } from 'node:net';
import { familyOf } from '../../model/address.ts';
import { answerOf, type Answer } from '../answers.ts';
import type { Connection, Endpoint } from '../vantage.ts';
import { metItself } from './own-ends.ts';

/** The kernel chooses another source port each time: meeting oneself twice is already rare. */
const triesToMeetAnother = 5;

/**
 * One connection to a literal address, for a conversation. Never rejects: what the network did is a value.
 * Silence is `silent`, however the time-out came; a lack of descriptors is `unknown`.
 */
export async function connectOnce(
  to: Endpoint,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Connection> {
  for (let tries = 0; tries < triesToMeetAnother; tries++) {
    const outcome = await attempt(to, timeoutMs, signal);
    if (!(outcome instanceof Socket)) return outcome as Connection;
    const localAddress = outcome.localAddress ?? null;
    if (!metItself(outcome, to.address, to.port)) return { state: 'open', stream: outcome, localAddress };
    outcome.resetAndDestroy();
  }
  return { state: 'unknown', code: 'met-itself' };
}

function attempt(to: Endpoint, timeoutMs: number, signal?: AbortSignal): Promise<Socket | Answer> {
  if (signal?.aborted === true) return Promise.resolve({ state: 'unknown', code: 'interrupted' });
  return new Promise((resolve) => {
    const socket = new Socket();
    const abort = () => end({ state: 'unknown', code: 'interrupted' });
    const timer = setTimeout(() => end({ state: 'silent', code: '' }), timeoutMs);
    const end = (outcome: Socket | Answer) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      // Once handed over, errors are the caller's to hear; this listener stays, so that none ends the process.
      if (!(outcome instanceof Socket)) socket.destroy();
      resolve(outcome);
    };
    const failed = (error: NodeJS.ErrnoException) => end(failureOf(error, to));
    signal?.addEventListener('abort', abort, { once: true });
    socket.on('error', failed);
    socket.once('connect', () => end(socket));
    openSocket(socket, to);
  });
}

/** Starts connecting: one address, no second family behind our back, from the source that was asked for. */
export function openSocket(socket: Socket, { address, port, source }: Endpoint): void {
  socket.connect({
    host: address,
    port,
    family: familyOf(address),
    autoSelectFamily: false,
    ...(source === null ? {} : { localAddress: source }),
  });
}

function failureOf(error: NodeJS.ErrnoException, { address }: Endpoint): Answer {
  const errno = error.code ?? 'unknown-error';
  if (isMissingSource(error)) return { state: 'unknown', code: 'source-missing' };
  const answer = answerOf(errno, familyOf(address), false);
  // The port was open, but there is nothing left to converse with.
  return answer.state === 'open' ? { state: 'unknown', code: answer.code } : answer;
}

/** bind() says EADDRNOTAVAIL when the machine lacks the address; without free ports it says EADDRINUSE. */
export function isMissingSource(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EADDRNOTAVAIL' && error.syscall === 'bind';
}
