import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { newFleetKey, readFleetKey, type FleetKey } from '../../src/evidence/signature/fleet-key.ts';
import type { Report } from '../../src/model/report.ts';
import { portwitness, start, type Program } from './programs.ts';
import { startQueueServer, type QueueServer } from './redis.ts';

/** A deployment on loopback, the queue's server, and what workers and a centre need to work on it. */
export interface Fleet {
  readonly folder: string;
  readonly server: QueueServer;
  /** The documented port, open at every address. */
  readonly service: number;
  /** SYNs aside, every connection that arrived at a listener. */
  readonly connections: () => number;
  /** Of the coordinator, of each worker by its name, and of one that nobody knows. */
  readonly keys: ReadonlyMap<string, FleetKey>;
  readonly worker: (vantage: string, name: string, more?: WorkerLines) => Promise<Program>;
  /** `out`: a folder in `folder`. */
  readonly audit: (out: string, ...args: readonly string[]) => Program;
  readonly resume: (out: string) => Program;
  readonly program: (...args: readonly string[]) => Program;
  readonly reportOf: (out: string) => Report;
}

export interface WorkerLines {
  readonly scope?: string;
  readonly pace?: string;
  readonly coordinator?: string;
  readonly leaseMs?: number;
  readonly slicesAtOnce?: number;
}

export interface FleetSettings {
  /** Names of workers' keys, by vantage. */
  readonly vantages: Readonly<Record<string, readonly string[]>>;
  /** Addresses that each vantage asks. */
  readonly addresses: readonly string[];
  /** Ports that must be shut besides. */
  readonly band: string;
  readonly bandPort?: number;
  /** Where the port `bandPort` is open, though nobody documents it. */
  readonly openAt?: readonly string[];
  readonly pace: string;
  readonly patienceMs?: number;
}

/** What is cleared away at the end, when every program has ended. */
const leftovers: (() => unknown)[] = [];
afterAll(async () => {
  for (const clear of leftovers.toReversed()) await clear();
});

export async function makeFleet(settings: FleetSettings): Promise<Fleet> {
  const folder = mkdtempSync(join(tmpdir(), 'portwitness-queue-'));
  leftovers.push(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'runtime'), { mode: 0o700 });
  const { vantages, bandPort, openAt = [] } = settings;
  const names = Object.keys(vantages);
  const server = await startQueueServer(folder, { vantages: names });

  let count = 0;
  const servers: Server[] = [];
  const listen = async (host: string, port: number): Promise<number> => {
    const listener = createServer((socket) => {
      count++;
      socket.on('error', () => socket.destroy()).end('hello\r\n');
    });
    servers.push(listener);
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject).listen({ host, port, backlog: 4096 }, resolve);
    });
    return (listener.address() as AddressInfo).port;
  };
  leftovers.push(async () => {
    await Promise.all(servers.map(async (one) => new Promise((resolve) => one.close(resolve))));
  });
  const service = await listen('0.0.0.0', 0);
  for (const address of openAt) await listen(address, bandPort!);

  const keys = new Map<string, FleetKey>();
  for (const name of ['centre', 'stranger', ...Object.values(vantages).flat()]) {
    const { pem } = newFleetKey();
    writeFileSync(join(folder, `${name}.pem`), pem);
    keys.set(name, readFleetKey(pem)!);
  }
  writeFileSync(join(folder, 'profile.yaml'), profileText(service, names, settings.band));
  writeFileSync(join(folder, 'site.yaml'), siteText(settings, server, keys));
  const env = { XDG_RUNTIME_DIR: join(folder, 'runtime') };
  const program = (...args: readonly string[]): Program => start(portwitness(...args), { cwd: folder, env });
  return {
    folder,
    server,
    service,
    connections: () => count,
    keys,
    worker: async (vantage, name, more = {}) => {
      const file = join(folder, `${name}.yaml`);
      writeFileSync(file, workerText(vantage, name, server, keys, more));
      const worker = program('worker', '--vantage', vantage, '--settings', file);
      await worker.says(/Working for/);
      return worker;
    },
    audit: (out, ...args) =>
      program('audit', 'site.yaml', '--sweeper', 'connect', '--yes', '--quiet', '--out', out, ...args),
    resume: (out) => program('audit', '--resume', out, '--quiet'),
    program,
    reportOf: (out) => JSON.parse(readFileSync(join(folder, out, 'report.json'), 'utf8')) as Report,
  };
}

/** How each check ended, by its id. */
export function endings({ checks }: Report): Record<string, string> {
  return Object.fromEntries(checks.map(({ id, verdict, reasonCode }) => [id, `${verdict} ${reasonCode}`]));
}

/** How many ended in each way. */
export function countOf(ended: Readonly<Record<string, string>>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const end of Object.values(ended)) counts[end] = (counts[end] ?? 0) + 1;
  return counts;
}

const cite = (row: number): string => `cite: { document: doc, table: ports, row: ${row} }`;

const role = (name: string): string => `  ${name}: { title: { en: ${name}, es: ${name} } }`;

function profileText(service: number, vantages: readonly string[], band: string): string {
  return `
id: test/fleet
version: 1.0.0
title: { en: Fleet, es: Flota }
documents: { doc: { title: A document } }
roles:
${['there', ...vantages.map((name) => `at-${name}`)].map(role).join('\n')}
flows:
${vantages
  .map(
    (name, i) => `  - id: service-${name}
    title: { en: The service, es: El servicio }
    from: at-${name}
    to: there
    port: ${service}/tcp
    need: required
    expect: [{ banner: { contains: hello } }]
    why: { en: It is needed., es: Hace falta. }
    ${cite(i + 1)}`,
  )
  .join('\n')}
closed:
${vantages
  .map(
    (name, i) => `  - id: rest-${name}
    title: { en: The rest, es: El resto }
    from: at-${name}
    to: there
    ports: ${band}
    state: closed
    control: service-${name}
    why: { en: Nothing else is needed., es: No hace falta nada más. }
    ${cite(i + 11)}`,
  )
  .join('\n')}
`;
}

function siteText(
  { vantages, addresses, pace, patienceMs = 60_000 }: FleetSettings,
  server: QueueServer,
  keys: ReadonlyMap<string, FleetKey>,
): string {
  const line = ([name, workers]: readonly [string, readonly string[]]): string =>
    `  ${name}: { standsFor: at-${name}, source: 127.0.0.1, workers: [${workers.map((worker) => `"${keys.get(worker)!.text}"`).join(', ')}] }`;
  return `
site: fleet
profiles: [{ use: ./profile.yaml }]
roles: { there: [${addresses.join(', ')}] }
vantages:
${Object.entries(vantages).map(line).join('\n')}
scope: [127.0.94.0/23]
pace: ${pace}
queue: { url: "${server.url('centre')}", ${server.lines('centre')}, signingKey: ./centre.pem, patienceMs: ${patienceMs} }
`;
}

function workerText(
  vantage: string,
  name: string,
  server: QueueServer,
  keys: ReadonlyMap<string, FleetKey>,
  {
    scope = '[127.0.94.0/23]',
    pace = '{ rate: max, perHost: max }',
    coordinator = keys.get('centre')!.text,
    leaseMs = 1000,
    slicesAtOnce = 1,
  }: WorkerLines,
): string {
  return `
queue: { url: "${server.url(vantage)}", ${server.lines(vantage)} }
signingKey: ./${name}.pem
coordinators: ["${coordinator}"]
scope: ${scope}
pace: ${pace}
leaseMs: ${leaseMs}
slicesAtOnce: ${slicesAtOnce}
`;
}
