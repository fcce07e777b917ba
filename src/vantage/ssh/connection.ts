import type { Duplex } from 'node:stream';
import type { Client, ServerHostKeyAlgorithm } from 'ssh2';
import type { Reason } from '../../model/reason.ts';
import { fingerprintOf, hostKeyKinds, isSameFingerprint } from './host-key.ts';
import type { Ssh2 } from './load-ssh2.ts';
import { authentication, type Login } from './login.ts';

/** One server on the way to a vantage, the vantage itself last. */
export interface Hop {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** The pinned fingerprint: no server is logged in to that does not prove it. */
  readonly hostKey: string;
  readonly login: Login;
}

/** A connection that is logged in. Ending it ends those that it goes through. */
export interface SshConnection {
  readonly client: Client;
  /** The server is OpenSSH for Windows: its words mean other things. */
  readonly windows: boolean;
  readonly end: () => void;
}

export type Connecting =
  { readonly connection: SshConnection } | { readonly failed: Reason; readonly lasting: boolean };

/** A server that is there answers within this, a login that waits for a directory service included. */
const readyMs = 15_000;
/** A server that is gone without a word is noticed within three of these. */
const keepaliveMs = 3000;

/** Logs in to the last hop, through those before it. Never rejects: what went wrong is a reason. */
export async function connectThrough(hops: readonly Hop[], ssh2: Ssh2): Promise<Connecting> {
  const clients: SshConnection[] = [];
  const endAll = () => {
    for (const { client } of clients.toReversed()) client.destroy();
  };
  for (const hop of hops) {
    const through = clients.at(-1);
    const connecting = await connectTo(hop, through, ssh2);
    if ('failed' in connecting) {
      endAll();
      return connecting;
    }
    clients.push(connecting.connection);
  }
  const last = clients.at(-1)!;
  last.client.once('close', endAll);
  return { connection: { ...last, end: endAll } };
}

/** Asks for each kind of host key until the pinned one is shown. Only the pinned one is ever logged in with. */
async function connectTo(hop: Hop, through: SshConnection | undefined, ssh2: Ssh2): Promise<Connecting> {
  const seen: string[] = [];
  for (const kind of hostKeyKinds) {
    const sock = through === undefined ? undefined : await channelTo(hop, through.client);
    if (sock !== undefined && 'failed' in sock) return sock;
    const attempt = await attemptLogin(hop, kind, sock, ssh2);
    if (attempt.kind === 'ready') return { connection: attempt.connection };
    if (attempt.kind === 'failed') return attempt;
    if (attempt.seen !== null) seen.push(attempt.seen);
  }
  const values = { where: whereOf(hop), pinned: hop.hostKey, seen };
  return failure(seen.length === 0 ? 'sshNoHostKey' : 'sshHostKeyOther', values, true);
}

type Attempt =
  | { readonly kind: 'ready'; readonly connection: SshConnection }
  | ({ readonly kind: 'failed' } & Extract<Connecting, { failed: Reason }>)
  /** Another key than the pinned one; null: the server has none of this kind. */
  | { readonly kind: 'otherKey'; readonly seen: string | null };

function attemptLogin(
  hop: Hop,
  serverHostKey: readonly ServerHostKeyAlgorithm[],
  sock: Duplex | undefined,
  { Client }: Ssh2,
): Promise<Attempt> {
  return new Promise((resolve) => {
    const client = new Client();
    let seen: string | undefined;
    const settle = (attempt: Attempt) => {
      if (attempt.kind !== 'ready') client.destroy();
      resolve(attempt);
    };
    // This listener stays: a late error without one would end the process.
    client.on('error', (error: SshError) => {
      if (seen !== undefined && !isSameFingerprint(seen, hop.hostKey)) settle({ kind: 'otherKey', seen });
      else if (/no matching host key/i.test(error.message)) settle({ kind: 'otherKey', seen: null });
      else settle({ kind: 'failed', ...failureOf(error, hop) });
    });
    client.once('close', () => settle({ kind: 'failed', ...failureOf(new Error('closed'), hop) }));
    client.once('ready', () => {
      const windows = /for_Windows/i.test(remoteVersion(client));
      settle({ kind: 'ready', connection: { client, windows, end: () => void client.destroy() } });
    });
    client.connect({
      ...(sock === undefined ? { host: hop.host, port: hop.port } : { sock }),
      username: hop.user,
      authHandler: [authentication(hop.login, hop.user)],
      algorithms: { serverHostKey: [...serverHostKey] },
      hostVerifier: (key: Buffer) => {
        seen = fingerprintOf(key);
        return isSameFingerprint(seen, hop.hostKey);
      },
      readyTimeout: readyMs,
      keepaliveInterval: keepaliveMs,
      keepaliveCountMax: 2,
      // Else the package answers some questions itself, where the server is not OpenSSH by its name.
      strictVendor: false,
    });
  });
}

/** What the server calls itself; the package keeps it to itself. */
function remoteVersion(client: Client): string {
  const version: unknown = Reflect.get(client, '_remoteVer');
  return typeof version === 'string' ? version : '';
}

interface SshError extends Error {
  readonly level?: string;
  readonly code?: string;
}

function failureOf(error: SshError, hop: Hop): Extract<Connecting, { failed: Reason }> {
  const where = whereOf(hop);
  if (error.level === 'client-authentication')
    return failure('sshLoginRefused', { where, user: hop.user }, true);
  if (error.level === 'agent') return failure('sshAgentFailed', { where, problem: error.message }, true);
  return failure('sshUnreachable', { where, problem: error.code ?? error.message }, false);
}

/** A stream to the next hop through the one before it, which resolves the name. */
function channelTo(hop: Hop, through: Client): Promise<Duplex | Extract<Connecting, { failed: Reason }>> {
  return new Promise((resolve) => {
    through.forwardOut('127.0.0.1', 0, hop.host, hop.port, (error, channel) => {
      if (error === undefined) resolve(channel);
      else resolve(failure('sshUnreachable', { where: whereOf(hop), problem: error.message }, false));
    });
  });
}

function whereOf({ host, port }: Hop): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function failure(
  code: string,
  values: Reason['values'],
  lasting: boolean,
): Extract<Connecting, { failed: Reason }> {
  return { failed: { code, values }, lasting };
}
