import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { makeAuthority, makeCertificate } from '../lab/certificates.ts';
import { start, type Program } from './programs.ts';

/** A redis-server of a test's own, as docs/fleet.md has it set up, with one user more that may do everything. */
export interface QueueServer {
  readonly port: number;
  readonly url: (user: string) => string;
  /** The lines `ca`, `certificate`, `key` and `passwordFile` of a site's or a worker's `queue`. */
  readonly lines: (user: string) => string;
  readonly password: (user: string) => string;
  /** What ioredis and BullMQ need to call as that user, without trying again. */
  readonly connection: (user: string) => ReturnType<typeof connectionOf>;
  readonly admin: () => Redis;
  readonly kill: () => Promise<void>;
  /** Starts it again, on the data that it left or on none. */
  readonly again: (data?: 'kept' | 'lost') => Promise<void>;
}

export interface QueueServerSettings {
  readonly vantages: readonly string[];
  readonly address?: string;
  /** What starts it elsewhere: `['ip', 'netns', 'exec', NAME]`. */
  readonly starter?: readonly string[];
}

const rights = (document: string, user: string): string => {
  const line = new RegExp(`^user ${user} .*$`, 'm').exec(document)?.[0];
  if (line === undefined) throw new Error(`docs/fleet.md has no user ${user}`);
  return line;
};

/** The users are those of the document: what is tested is what it says. */
function usersText(vantages: readonly string[]): string {
  const document = readFileSync(join(process.cwd(), 'docs', 'fleet.md'), 'utf8');
  const ofVantage = (vantage: string): string =>
    rights(document, 'dmz')
      .replace('user dmz', `user ${vantage}`)
      .replace('vantage-dmz', `vantage-${vantage}`)
      .replace('>DMZ-PASSWORD', `>${passwordOf(vantage)}`);
  return [
    'user default off',
    rights(document, 'centre').replace('>CENTRE-PASSWORD', `>${passwordOf('centre')}`),
    ...vantages.map(ofVantage),
    `user admin on >${passwordOf('admin')} ~* &* +@all`,
  ].join('\n');
}

function passwordOf(user: string): string {
  return `password-of-${user}`;
}

export async function startQueueServer(
  folder: string,
  { vantages, address = '127.0.0.1', starter = [] }: QueueServerSettings,
): Promise<QueueServer> {
  const tls = join(folder, 'tls');
  const data = join(folder, 'data');
  mkdirSync(tls);
  mkdirSync(data);
  const authority = await makeAuthority(tls);
  await makeCertificate(tls, authority, [address]);
  const users = ['centre', 'admin', ...vantages];
  for (const user of users) {
    await makeCertificate(tls, authority, [user], { use: 'clientAuth' });
    writeFileSync(join(tls, `${user}.password`), `${passwordOf(user)}\n`);
  }
  const port = await freePort();
  const file = join(folder, 'redis.conf');
  writeFileSync(
    file,
    `bind ${address}
port 0
tls-port ${port}
tls-cert-file ${tls}/${address}.pem
tls-key-file ${tls}/${address}.key
tls-ca-cert-file ${tls}/authority.pem
tls-auth-clients yes
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
dir ${data}
${usersText(vantages)}
`,
  );
  let server: Program;
  const launch = async (): Promise<void> => {
    server = start([...starter, 'redis-server', file]);
    await server.says(/Ready to accept connections/);
  };
  await launch();
  return {
    port,
    url: (user) => `rediss://${user}@${address}:${port}`,
    lines: (user) =>
      `ca: ${tls}/authority.pem, certificate: ${tls}/${user}.pem, key: ${tls}/${user}.key, passwordFile: ${tls}/${user}.password`,
    password: passwordOf,
    connection: (user) => connectionOf(tls, address, port, user),
    admin: () => new Redis({ ...connectionOf(tls, address, port, 'admin'), lazyConnect: false }),
    kill: async () => server.kill(),
    again: async (kept = 'kept') => {
      if (kept === 'lost') rmSync(data, { recursive: true, force: true });
      mkdirSync(data, { recursive: true });
      await launch();
    },
  };
}

function connectionOf(tls: string, host: string, port: number, user: string) {
  const read = (name: string): string => readFileSync(join(tls, name), 'utf8');
  return {
    host,
    port,
    username: user,
    password: passwordOf(user),
    tls: { ca: read('authority.pem'), cert: read(`${user}.pem`), key: read(`${user}.key`) },
    maxRetriesPerRequest: 0,
    retryStrategy: (): null => null,
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => {
    probe.listen({ host: '127.0.0.1', port: 0 }, resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
