import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

export interface PlainRedis {
  readonly url: string;
  readonly client: Redis;
  readonly end: () => Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** A server of Redis on loopback, in clear, that keeps nothing. */
export async function startPlainRedis(port?: number): Promise<PlainRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'schedule-redis-'));
  const at = port ?? (await freePort());
  const settings = ['--port', `${at}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder];
  const server: ChildProcess = spawn('redis-server', settings, { stdio: 'ignore' });
  const ended = new Promise((done) => server.once('close', done));
  const client = new Redis({
    host: '127.0.0.1',
    port: at,
    maxRetriesPerRequest: null,
    retryStrategy: () => 50,
  });
  client.on('error', () => undefined);
  await client.ping();
  return {
    url: `redis://127.0.0.1:${at}`,
    client,
    end: async () => {
      client.disconnect();
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
