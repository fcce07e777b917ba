import { createSocket, type Socket } from 'node:dgram';
import { familyOf } from '../../../model/address.ts';
import { answerOf, isExhaustion, type Answer } from '../../answers.ts';
import type { Endpoint } from '../../vantage.ts';

export type DatagramEnd =
  | { readonly kind: 'open'; readonly answer: Uint8Array }
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** The kernel chose a source port that another attempt of ours asks: the two would answer each other. */
  | { readonly kind: 'met-ourselves' }
  | { readonly kind: 'exhausted'; readonly errno: string };

export interface DatagramAttempt {
  readonly to: Endpoint;
  readonly payload: Uint8Array;
  readonly timeoutMs: number;
  /** How often the datagram is sent while nothing answers, spread evenly over the time-out. */
  readonly sends: number;
  /** Whether this source port must not be used. */
  readonly forbids: (sourcePort: number) => boolean;
  readonly signal?: AbortSignal;
}

/**
 * One question over a connected socket: only such a one is told of ICMP errors, and it hears nobody but the
 * address and port that were asked. The kernel tells it of a port, a protocol or a prohibition; of a host or a
 * network that can't be reached it says nothing (Linux: `fatal` in icmp_err_convert), which looks like silence.
 */
export async function askDatagram(attempt: DatagramAttempt): Promise<DatagramEnd> {
  const { to, timeoutMs, sends, signal } = attempt;
  if (signal?.aborted === true) return interrupted;
  const socket = createSocket(familyOf(to.address) === 6 ? 'udp6' : 'udp4');
  return new Promise((resolve) => {
    const timers: NodeJS.Timeout[] = [];
    let open = true;
    const end = (outcome: DatagramEnd): void => {
      if (!open) return;
      open = false;
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      socket.close();
      resolve(outcome);
    };
    const abort = (): void => end(interrupted);
    signal?.addEventListener('abort', abort, { once: true });
    socket.on('message', (answer) => end({ kind: 'open', answer }));
    socket.on('error', (error) => end(endOf(error, to, false)));
    connect(socket, to, (error) => {
      if (!open) return;
      if (error !== undefined) return end(endOf(error, to, true));
      if (attempt.forbids(socket.address().port)) return end({ kind: 'met-ourselves' });
      timers.push(setTimeout(() => end(silent), timeoutMs));
      const send = (nth: number): void => {
        socket.send(attempt.payload, (failure) => {
          // An error of a later call may be an ICMP message's that came for the first datagram.
          if (failure !== null && failure !== undefined) end(endOf(failure, to, nth === 0));
        });
      };
      send(0);
      for (let nth = 1; nth < sends; nth++)
        timers.push(setTimeout(() => open && send(nth), (nth * timeoutMs) / sends));
    });
  });
}

const silent: DatagramEnd = { kind: 'answer', answer: { state: 'silent', code: '' } };
const interrupted: DatagramEnd = { kind: 'answer', answer: { state: 'unknown', code: 'interrupted' } };

/** A failed bind() speaks by the error event, a failed connect() through its callback. */
function connect(socket: Socket, { address, port, source }: Endpoint, done: (error?: Error) => void): void {
  const onward = (): void =>
    socket.connect(port, address, ((error?: Error) => done(error ?? undefined)) as () => void);
  if (source === null) onward();
  else socket.bind({ port: 0, address: source, exclusive: true }, onward);
}

function endOf(error: NodeJS.ErrnoException, { address }: Endpoint, atOnce: boolean): DatagramEnd {
  const errno = error.code ?? 'unknown-error';
  if (error.syscall === 'bind' && errno === 'EADDRNOTAVAIL')
    return { kind: 'answer', answer: { state: 'unknown', code: 'source-missing' } };
  if (isExhaustion(errno)) return { kind: 'exhausted', errno };
  const answer = answerOf(errno, familyOf(address), atOnce);
  // Whether the port or a device says so can't be seen here, but what it says can.
  return { kind: 'answer', answer: errno === 'ECONNREFUSED' ? portUnreachable : answer };
}

const portUnreachable: Answer = { state: 'refused', code: 'port-unreachable' };
