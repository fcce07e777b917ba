import { setTimeout as delay } from 'node:timers/promises';
import { familyOf } from '../../model/address.ts';
import type { Reason } from '../../model/reason.ts';
import type { Connection, Endpoint, SenderOffer, Vantage, VolleySender } from '../vantage.ts';
import { answerOfFailure } from './channel-answers.ts';
import { channelStream } from './channel-stream.ts';
import { connectThrough, type Hop } from './connection.ts';
import { openLane, type Lane } from './lane.ts';
import { openLanes, type Lanes } from './lanes.ts';
import { loadSsh2 } from './load-ssh2.ts';
import { SshVolley } from './ssh-volley.ts';

export interface SshVantageSettings {
  readonly name: string;
  /** As the site declares it: the server does not tell. */
  readonly source: readonly string[];
  /** The way there, the vantage itself last; or why it can't be gone. */
  readonly hops: readonly Hop[] | { readonly failed: Reason };
  /** Whether the scope allows a packet to this address: asked before every channel. */
  readonly guard: (address: string) => boolean;
  /** Passed in by tests, which don't wait for a server that is gone. */
  readonly sleep?: (ms: number) => Promise<unknown>;
}

/**
 * A host whose own SSH server connects for us (direct-tcpip): nothing is installed there, and no command is run.
 * Logging in is no probe; only what the channels ask for is, and passes the guard.
 */
export async function openSshVantage(
  settings: SshVantageSettings,
): Promise<Vantage | { readonly failed: Reason }> {
  const { name, source, hops, guard, sleep = delay } = settings;
  if ('failed' in hops) return { failed: named(hops.failed, name) };
  const ssh2 = await loadSsh2();
  if (ssh2 === undefined) return { failed: { code: 'sshPackageMissing', values: { vantage: name } } };
  const connect = () => connectThrough(hops, ssh2);
  const connecting = await connect();
  if ('failed' in connecting) return { failed: named(connecting.failed, name) };
  const { windows } = connecting.connection;
  const lanes = openLanes(openLane(connecting.connection), { connect, sleep });
  const notExcluded: Reason[] = [
    { code: 'notExcludedOverSsh', values: { vantage: name } },
    source.length === 0
      ? { code: 'sshSourceUnknown', values: { vantage: name } }
      : { code: 'sshSourceDeclared', values: { vantage: name, source: [...source] } },
  ];
  const sender: VolleySender = {
    name: 'ssh-connect',
    send: (volley) => {
      let allSent!: () => void;
      const sent = new Promise<void>((resolve) => (allSent = resolve));
      const course = new SshVolley(volley, lanes, guard, windows, notExcluded);
      return { sent, result: course.carryOut(allSent).finally(allSent) };
    },
  };
  const withoutSyn: SenderOffer = {
    available: false,
    why: { code: 'synOverSsh', values: { vantage: name } },
  };
  return {
    name,
    transport: 'ssh',
    source,
    connect: (to, timeoutMs, signal) => connectOnce(to, timeoutMs, { lanes, guard }, signal),
    senders: { syn: withoutSyn, connect: { available: true, sender } },
    close: () => {
      lanes.close();
      return Promise.resolve();
    },
  };
}

function named({ code, values }: Reason, vantage: string): Reason {
  return { code, values: { ...values, vantage } };
}

/** One connection for a conversation. */
async function connectOnce(
  to: Endpoint,
  timeoutMs: number,
  { lanes, guard }: { readonly lanes: Lanes; readonly guard: (address: string) => boolean },
  signal?: AbortSignal,
): Promise<Connection> {
  const lane = await lanes.withRoom(signal);
  if (signal?.aborted === true) return { state: 'unknown', code: 'interrupted' };
  if (lane === undefined) return { state: 'unknown', code: 'ssh-lost' };
  if (!guard(to.address)) return { state: 'unknown', code: 'out-of-scope' };
  return new Promise((resolve) => {
    const asked = lane.open(to, (end) => {
      stopWaiting();
      if (isOver) {
        if (end.kind === 'open') end.channel.resume().destroy();
      } else if (end.kind === 'open') {
        resolve({ state: 'open', stream: channelStream(end.channel, lane), localAddress: null });
      } else if (end.kind === 'lost') {
        resolve({ state: 'unknown', code: 'ssh-dropped' });
      } else {
        const { state, code } = answerOfFailure(end.failure, familyOf(to.address), lane.windows);
        resolve(state === 'open' ? { state: 'unknown', code } : { state, code });
      }
    });
    let isOver = false;
    const giveUp = (connection: Connection) => {
      isOver = true;
      stopWaiting();
      asked.giveUp();
      resolve(connection);
    };
    const abort = () => giveUp({ state: 'unknown', code: 'interrupted' });
    const timer = setTimeout(() => void settleSilent(lane, giveUp), timeoutMs);
    const stopWaiting = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** A silent server says nothing of a silent port; a lost one is told by its channel. */
async function settleSilent(lane: Lane, giveUp: (connection: Connection) => void): Promise<void> {
  if (await lane.passed()) giveUp({ state: 'silent', code: '' });
}
