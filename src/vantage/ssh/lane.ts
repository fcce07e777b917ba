import type { ClientChannel } from 'ssh2';
import type { SshConnection } from './connection.ts';
import type { ChannelFailure } from './channel-answers.ts';

export type ChannelEnd =
  | { readonly kind: 'open'; readonly channel: ClientChannel }
  | { readonly kind: 'failed'; readonly failure: ChannelFailure }
  /** The connection ended before the server said anything of it. */
  | { readonly kind: 'lost' };

/** A channel that was asked for. */
export interface Asked {
  /** Nobody waits for it any more; its late end is still told. */
  readonly giveUp: () => void;
}

/** One connection to the vantage's server, and what is asked through it. */
export interface Lane {
  readonly windows: boolean;
  /** Channels that the server holds for us: asked for, open, or given up. */
  readonly held: () => number;
  /** Of those, the ones given up: the server goes on connecting, and only the connection's end stops it. */
  readonly stale: () => number;
  readonly isLost: () => boolean;
  /** Asks for a connection to a literal address; `ended` is called once, never before this returns. */
  readonly open: (to: { address: string; port: number }, ended: (end: ChannelEnd) => void) => Asked;
  /**
   * Settles when the server has worked off all that was asked before: true; false: the connection is lost. Its
   * answers come in the order of the questions, so this tells a silent port from a silent server.
   */
  readonly passed: () => Promise<boolean>;
  /** Calls `changed` when a channel ends or is given up, and when the connection ends; answers how to stop. */
  readonly onChange: (changed: () => void) => () => void;
  readonly end: () => void;
}

/** A server that takes longer than this for a word of its own is taken for lost. */
const stallMs = 10_000;

export function openLane(connection: SshConnection): Lane {
  const { client, windows } = connection;
  const counts = { held: 0, stale: 0 };
  let isLost = false;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const changed of listeners) changed();
  };
  const lose = () => {
    if (isLost) return;
    isLost = true;
    connection.end();
    tell();
  };
  client.once('close', lose);

  const open: Lane['open'] = ({ address, port }, ended) => {
    let state: 'awaited' | 'givenUp' | 'released' = 'awaited';
    counts.held++;
    const release = () => {
      if (state === 'givenUp') counts.stale--;
      state = 'released';
      counts.held--;
      tell();
    };
    const failedWith = (end: ChannelEnd) => {
      release();
      ended(isLost ? { kind: 'lost' } : end);
    };
    try {
      client.forwardOut('127.0.0.1', 0, address, port, (error, channel) => {
        if (error !== undefined) return failedWith({ kind: 'failed', failure: failureOf(error) });
        channel.once('close', release).on('error', ignored);
        channel.stderr.resume();
        ended({ kind: 'open', channel });
      });
    } catch {
      // "Not connected", and its end is about to be told.
      setImmediate(failedWith, { kind: 'lost' });
    }
    return {
      giveUp: () => {
        if (state !== 'awaited') return;
        state = 'givenUp';
        counts.stale++;
        tell();
      },
    };
  };

  const passed = (): Promise<boolean> =>
    new Promise((resolve) => {
      const stalled = setTimeout(lose, stallMs);
      const settle = () => {
        clearTimeout(stalled);
        listeners.delete(settleIfLost);
        resolve(!isLost);
      };
      const settleIfLost = () => (isLost ? settle() : undefined);
      listeners.add(settleIfLost);
      if (isLost) return settle();
      try {
        // Granted or refused, it is answered in its turn. We want no sessions: it only narrows what we may do.
        client.openssh_noMoreSessions(settle);
      } catch {
        lose(); // "Not connected"
      }
    });

  return {
    windows,
    held: () => counts.held,
    stale: () => counts.stale,
    isLost: () => isLost,
    open,
    passed,
    onChange: (changed) => {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    end: lose,
  };
}

/** An error of a channel is told by its end. */
function ignored(): void {}

function failureOf(error: Error & { readonly reason?: unknown }): ChannelFailure {
  const { reason, message } = error;
  const text = message.replace(/^\(SSH\) Channel open failure: /, '');
  return { reason: typeof reason === 'number' ? reason : undefined, text };
}
