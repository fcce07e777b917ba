import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Volley } from '../vantage.ts';
import { beginAttempt, type AttemptEnd } from './connect-attempt.ts';
import type { Counters, ReadCounters } from './counters.ts';
import type { ConnectMachine } from './open-volley.ts';
import { windowBetween, type Window } from './window.ts';

/** What came of ports that were asked once more, alone. */
export interface QuietAnswer {
  /** The counters while the first packets left. */
  readonly leaving: Window;
  /** The counters until the end of the wait. */
  readonly whole: Window;
  /** By port; a port without an end stayed silent. */
  readonly ends: ReadonlyMap<number, AttemptEnd>;
}

/**
 * Asks ports again and watches the counters meanwhile. Waits until all have ended, `holdMs` at most: 0 does not
 * wait at all. Undefined: the machine, the scope or the caller did not let them be asked.
 */
export type QuietAsk = (ports: readonly number[], holdMs: number) => Promise<QuietAnswer | undefined>;

/** Rather give up than wait for sockets that others hold. */
const patienceMs = 2000;

export function quietAsk(
  { address, source, allowance, signal }: Volley,
  { budget, guard }: ConnectMachine,
  read: ReadCounters,
): QuietAsk {
  /** Waits until so many may start, as the pace and the machine allow; 0: never. */
  const permitted = async (wanted: number): Promise<number> => {
    for (const givenUpAtMs = performance.now() + patienceMs; ;) {
      if (signal?.aborted === true || !guard(address)) return 0;
      const room = budget.take(wanted);
      const { granted, waitMs } = room === 0 ? { granted: 0, waitMs: 10 } : allowance.take(room);
      budget.give(room - granted);
      if (granted > 0) return granted;
      if (room === 0 && performance.now() > givenUpAtMs) return 0;
      await sleep(Math.max(1, waitMs));
    }
  };

  return async (ports, holdMs) => {
    const first = read();
    const sockets = new Map<number, Socket>();
    const ends = new Map<number, AttemptEnd>();
    const leaving: Window[] = [];
    let allEnded!: () => void;
    const ended = new Promise<void>((resolve) => (allEnded = resolve));
    const finish = () => {
      for (const socket of sockets.values()) socket.destroy();
      budget.give(sockets.size);
    };
    while (sockets.size < ports.length) {
      const granted = await permitted(ports.length - sockets.size);
      if (granted === 0) {
        finish();
        return undefined;
      }
      const before = read();
      for (const port of ports.slice(sockets.size, sockets.size + granted)) {
        const socket = beginAttempt({ address, port, source }, never, (end) => {
          ends.set(port, end);
          if (ends.size === ports.length) allEnded();
        });
        sockets.set(port, socket);
      }
      const after = await afterConnecting(read);
      if (before !== undefined && after !== undefined) leaving.push(windowBetween(before, after, granted));
    }
    if (holdMs > 0) await withinMs(ended, holdMs);
    const last = read();
    finish();
    if (first === undefined || last === undefined) return undefined;
    if ([...ends.values()].some(({ kind }) => kind === 'exhausted')) return undefined;
    return { leaving: leaving.reduce(sum, nothing), whole: windowBetween(first, last, ports.length), ends };
  };
}

const never = () => false;

/** Node begins to connect in the next tick. */
function afterConnecting(read: ReadCounters): Promise<Counters | undefined> {
  return new Promise((resolve) => {
    process.nextTick(() => resolve(read()));
  });
}

async function withinMs(ended: Promise<void>, limitMs: number): Promise<void> {
  const timer = new AbortController();
  await Promise.race([ended, sleep(limitMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
  timer.abort();
}

const nothing: Window = {
  ms: 0,
  vanished: 0,
  looped: 0,
  dropped: 0,
  unreachables: 0,
  ownUnreachables: 0,
  inSegments: 0,
};

function sum(a: Window, b: Window): Window {
  return {
    ms: a.ms + b.ms,
    vanished: a.vanished + b.vanished,
    looped: a.looped + b.looped,
    dropped: a.dropped + b.dropped,
    unreachables: a.unreachables + b.unreachables,
    ownUnreachables: a.ownUnreachables + b.ownUnreachables,
    inSegments: a.inSegments + b.inSegments,
  };
}
