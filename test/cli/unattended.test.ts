import { createHash, createHmac } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { openSession } from '../../src/cli/session.ts';
import { lockSite } from '../../src/cli/unattended/site-lock.ts';
import type { World } from '../../src/cli/world.ts';
import type { Manifest } from '../../src/evidence/manifest.ts';
import { fakeWorld } from './fake-world.ts';

/** Runs of a busy machine take their time; nothing here measures it. */
jest.setTimeout(60_000);

let scratch: string;
let base: string;
/** The documented port: open while it is there. */
let service: Server | undefined;
let port: number;

const profile = `
id: test/one-port
version: 1.0.0
title: One port
roles: { here: {}, there: {} }
flows: [{ id: service, from: here, to: there, port: 5000/tcp, need: required }]
`;

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'unattended-'));
  base = join(scratch, 'runs');
  await writeFile(join(scratch, 'profile.yaml'), profile);
  port = await open();
  await site();
});

afterEach(async () => {
  await shut();
  await rm(scratch, { recursive: true });
});

async function open(at = 0): Promise<number> {
  service = createServer((socket) => socket.on('error', () => socket.destroy()).destroySoon());
  await new Promise<void>((resolve) => service!.listen(at, '127.0.0.1', resolve));
  return (service.address() as AddressInfo).port;
}

async function shut(): Promise<void> {
  await new Promise((resolve) => (service === undefined ? resolve(null) : service.close(resolve)));
  service = undefined;
}

async function site(more = ''): Promise<void> {
  await writeFile(
    join(scratch, 'site.yaml'),
    `
site: test
profiles: [{ use: ./profile.yaml, ports: { service: ${port}/tcp } }]
roles: { there: [127.0.0.1] }
vantages: { local: { standsFor: here } }
scope: [127.0.0.1/32]
pace: { attempts: 1, attemptGapMs: 20, timeoutMs: 300 }
${more}`,
  );
}

async function audit(args: readonly string[] = [], more: Partial<World> = {}) {
  const { world, written } = fakeWorld(
    ['audit', join(scratch, 'site.yaml'), '--sweeper', 'connect', '--quiet', ...args],
    {
      cwd: scratch,
      env: { XDG_RUNTIME_DIR: scratch },
      now: () => new Date(),
      ...more,
    },
  );
  return { status: await runCommandLine(world), ...written };
}

const nightly = ['--out', 'runs/', '--keep', '7d'];

describe('--quiet', () => {
  test('speaks of what is not as it was, and of nothing else', async () => {
    expect(await audit(nightly)).toMatchObject({ status: 0, stdout: '' });
    expect(await audit(nightly)).toMatchObject({ status: 0, stdout: '' });
    await shut();
    expect(await audit(nightly)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('NON-COMPLIANT'),
    });
    expect(await audit(nightly)).toMatchObject({ status: 1, stdout: '' });
    await open(port);
    expect(await audit(nightly)).toMatchObject({ status: 0, stdout: expect.stringContaining('COMPLIANT') });
  });

  test('without runs to compare with, speaks unless all is well', async () => {
    expect(await audit()).toMatchObject({ status: 0, stdout: '' });
    await shut();
    expect((await audit()).stdout).toContain('NON-COMPLIANT');
    expect((await audit()).stdout).toContain('NON-COMPLIANT');
  });
});

describe('two runs of a site at once', () => {
  test.each([
    ['kept', nightly],
    ['not kept', []],
  ])('%s: one goes on, the other says so and sends nothing', async (_, kept) => {
    const { world } = fakeWorld([], { env: { XDG_RUNTIME_DIR: scratch } });
    const place = kept.length > 0 ? base : undefined;
    const first = await lockSite('test', place, { waitMs: 0, quiet: true }, openSession(world, 'en', true));
    const second = await audit(kept);
    await first!.release();
    expect(second.status).toBe(3);
    expect(second.stderr).toMatch(/^portwitness: Another run of test is going on \(process \d+\)/m);
    expect(await foldersOf(base)).toHaveLength(0);
    expect((await audit(kept)).status).toBe(0);
  });

  test('with --wait, one after the other', async () => {
    // Which of them begins first is not theirs to say.
    const patient = [...nightly, '--wait', '1m'];
    const runs = await Promise.all([audit(patient), audit(patient)]);
    expect(runs.map(({ status }) => status)).toEqual([0, 0]);
    expect(await foldersOf(base)).toHaveLength(2);
  });

  test('a process that was killed holds nothing', async () => {
    await audit(nightly);
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const folder = (await readdir(scratch)).find((name) => name.startsWith('portwitness-'))!;
    // as a run that was killed leaves it
    const lock = `.portwitness-${createHash('sha256').update('test').digest('hex').slice(0, 16)}.lock.1`;
    for (const place of [join(scratch, folder), base])
      await writeFile(join(place, lock), JSON.stringify({ pid: dead, boot: null, started: null }));
    expect(await audit(nightly)).toMatchObject({ status: 0 });
  });
});

describe('when a run may not go on', () => {
  test('in a blackout none starts: status 2, the end of it named', async () => {
    await site(`blackouts: [{ from: 08:00, to: 20:00, zone: Europe/Madrid, reason: Working hours }]`);
    const result = await audit(nightly, { now: () => new Date('2026-11-20T10:00:00Z') });
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('(Working hours); again from 2026-11-20T19:00:00.000Z on');
    expect(await foldersOf(base)).toEqual([]);
  });

  test('a blackout, or the deadline, ends it: what is seen is kept, the rest is not decided', async () => {
    await site('limits: { attempts: 1000000 }');
    await writeFile(
      // Ports above those that the system gives away: other programs of this machine hardly listen there.
      join(scratch, 'profile.yaml'),
      `${profile}closed: [{ id: rest, from: here, to: there, ports: 61001-65535/tcp, state: closed }]\n`,
    );
    const slow = [...nightly, '--rate', '50'];
    const result = await audit([...slow, '--deadline', '1s', '--format', 'json']);
    expect(result.status).toBe(3);
    const report = JSON.parse(result.stdout) as {
      run: { complete: boolean };
      checks: { rule: string; verdict: string; reasonCode: string }[];
    };
    expect(report.run.complete).toBe(false);
    expect(report.checks.find(({ rule }) => rule === 'rest')).toMatchObject({
      verdict: 'inconclusive',
      reasonCode: 'deadlineOver',
    });
    expect(await foldersOf(base)).toHaveLength(1);

    await site('limits: { attempts: 1000000 }\nblackouts: [{ from: 08:00, to: 20:00, zone: UTC }]');
    const begun = performance.now();
    const eight = Date.parse('2026-11-20T07:59:59.200Z');
    const soon = await audit([...slow, '--format', 'json'], {
      now: () => new Date(eight + performance.now() - begun),
    });
    expect(soon.status).toBe(3);
    expect(soon.stdout).toContain('"blackoutBegan"');
  });

  test('SIGTERM while it waits to begin: nothing sent, nothing kept', async () => {
    const interruption = new AbortController();
    setTimeout(() => interruption.abort(), 50);
    const result = await audit([...nightly, '--jitter', '1d'], { interrupted: interruption.signal });
    expect(result.status).toBe(130);
    expect(existsSync(base)).toBe(false);
  });

  test('--keep without a folder of runs is a mistake', async () => {
    expect(await audit(['--keep', '90d'])).toMatchObject({ status: 2 });
    expect(await audit(['--keep', '90d', '--out', 'runs/today'])).toMatchObject({ status: 2 });
    const { status, stderr } = await audit(['--keep', '90', '--out', 'runs/']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('--keep: "90" is no span of time')]);
  });
});

describe('a month of nights, in simulated time', () => {
  let hook: HttpServer;
  const told: { outcome: string; signed: boolean }[] = [];

  beforeEach(async () => {
    told.length = 0;
    hook = createHttpServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts);
        const stamp = String(request.headers['x-portwitness-timestamp']);
        const mine = createHmac('sha256', 'the secret').update(`${stamp}.`).update(body).digest('hex');
        const signed = request.headers['x-portwitness-signature'] === `sha256=${mine}`;
        told.push({ outcome: (JSON.parse(body.toString()) as { outcome: string }).outcome, signed });
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => hook.close(resolve)));

  test('retention, links, drift and notices are as designed', async () => {
    await writeFile(join(scratch, 'secret'), 'the secret\n');
    await site(`
blackouts: [{ from: 06:00, to: 23:00, zone: Europe/Madrid }]
notify: { webhook: { url: 'http://127.0.0.1:${(hook.address() as AddressInfo).port}/', secretFile: secret } }
`);
    const printed: number[] = [];
    for (let i = 0; i < 31; i++) {
      // nights 10 to 21 without the service
      if (i === 10) await shut();
      if (i === 22) await open(port);
      const { status, stdout, stderr } = await audit(nightly, { now: () => night(i) });
      expect([i, status, stderr]).toEqual([i, i >= 10 && i < 22 ? 1 : 0, '']);
      if (stdout !== '') printed.push(i);

      const manifests = await manifestsOf(base);
      // seven days and this night's run; while nothing is good, the last good one too
      const good = i >= 17 && i <= 22 ? 1 : 0;
      expect([i, manifests.length]).toEqual([i, Math.min(i + 1, 8) + good]);
      expect(manifests.some(({ run }) => run.outcome === 'compliant')).toBe(true);
      // each follows the night before; the last good one is followed again when whoever followed it is gone
      const [last, before] = [manifests.at(-1)!, manifests.at(-2)];
      if (before !== undefined) expect(last.before.map(({ run }) => run)).toContain(before.run.id);
      const followed = new Set(manifests.flatMap((manifest) => manifest.before.map(({ run }) => run)));
      expect(manifests.filter(({ run }) => !followed.has(run.id))).toEqual([last]);
      // whoever is followed is there, or was removed on purpose
      const there = new Set(manifests.map(({ run }) => run.id));
      const retired = new Set(manifests.flatMap((manifest) => manifest.retired.map(({ run }) => run)));
      for (const { before } of manifests)
        for (const { run } of before)
          expect([i, run, there.has(run) || retired.has(run)]).toEqual([i, run, true]);
    }
    expect(printed).toEqual([10, 22]);
    expect(told).toEqual([
      { outcome: 'nonCompliant', signed: true },
      { outcome: 'compliant', signed: true },
    ]);
  });

  test('a receiver that is not there: told on standard error, status 3 unless there is worse', async () => {
    await writeFile(join(scratch, 'secret'), 'the secret\n');
    await site(`notify: { webhook: { url: 'http://127.0.0.1:1/', secretFile: secret } }`);
    expect(await audit(nightly)).toMatchObject({ status: 0, stderr: '' });
    await shut();
    const result = await audit(nightly);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('Nobody was told: 127.0.0.1:1 did not take the notice');
    await open(port);
    expect((await audit(nightly)).status).toBe(3);
  });

  test('a secret that is not there is told before the first packet', async () => {
    await site(`notify: { webhook: { url: 'https://hooks.example.test/', secretFile: missing } }`);
    const { status, stderr } = await audit(nightly);
    expect([status, stderr]).toEqual([2, expect.stringContaining('missing, the secret that notices need')]);
    expect(await foldersOf(base)).toEqual([]);
  });
});

/** 02:15 UTC from 10 October 2026 on: in Madrid, clocks are set back on the 25th. */
function night(i: number): Date {
  return new Date(Date.UTC(2026, 9, 10 + i, 2, 15));
}

async function foldersOf(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** By time. */
async function manifestsOf(folder: string): Promise<Manifest[]> {
  const manifests: Manifest[] = [];
  for (const name of (await foldersOf(folder)).toSorted())
    manifests.push(JSON.parse(await readFile(join(folder, name, 'manifest.json'), 'utf8')) as Manifest);
  return manifests;
}
