import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { merged } from '../../src/cli/audit/merged.ts';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { ClockWatch } from '../../src/cli/fleet/clock-watch.ts';
import type { SliceResult } from '../../src/fleet/slice-result.ts';
import { watchRun, type RunBeacon } from '../../src/fleet/watch-run.ts';
import { loadWorkerSettings } from '../../src/fleet/worker-settings.ts';
import { readQueueUrl } from '../../src/site/queue-url.ts';
import { fakeWorld } from '../cli/fake-world.ts';
import { folderWith, mistakesOf } from '../input/temporary.ts';
import { newKey } from './samples.ts';

describe('readQueueUrl', () => {
  test.each([
    [
      'rediss://dmz@queue.contoso.example:6380',
      { tls: true, user: 'dmz', host: 'queue.contoso.example', port: 6380 },
    ],
    ['rediss://queue', { user: null, password: null, port: 6379 }],
    ['rediss://dmz:p%40ss@[2001:db8::1]:6380', { password: 'p@ss', host: '2001:db8::1' }],
    ['redis://127.0.0.1:6379', { tls: false, host: '127.0.0.1' }],
    ['redis://localhost', { tls: false }],
    ['rediss://:secret@queue', { user: null, password: 'secret' }],
  ])('%s', (text, wanted) => {
    expect(readQueueUrl(text)).toMatchObject(wanted);
  });

  test.each([
    'redis://queue.contoso.example',
    'redis://10.0.0.1:6379',
    'https://queue',
    'rediss://',
    'rediss://queue:0',
    'rediss://queue:65536',
    'rediss://a b',
  ])('%s is none', (text) => {
    expect(readQueueUrl(text)).toBeUndefined();
  });
});

describe('watchRun', () => {
  const run = { run: 'r', session: 's' };
  test.each<[string, () => Promise<RunBeacon | null>, boolean, boolean]>([
    ['goes on', async () => ({ session: 's', stop: '' }), false, false],
    ['is stopped', async () => ({ session: 's', stop: '{"code":"deadlineOver","values":{}}' }), true, false],
    ['is stopped by words that are no reason', async () => ({ session: 's', stop: '[1' }), true, false],
    ['began anew', async () => ({ session: 't', stop: '' }), false, true],
    ['is nobody’s any more', async () => null, false, true],
    ['can’t be asked about', async () => Promise.reject(new Error('away')), false, false],
  ])('a run that %s', async (_, beaconOf, stopped, over) => {
    const watch = watchRun(run, beaconOf);
    await pause(1);
    watch.end();
    expect([watch.stopped.aborted, watch.over.aborted]).toEqual([stopped, over]);
    if (stopped) expect(watch.stopped.reason).toMatchObject({ code: expect.any(String), values: {} });
  });
});

const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms);

const seen = (from: number, to: number) =>
  ({ host: 'w', startedAt: at(from).toISOString(), finishedAt: at(to).toISOString() }) as SliceResult;

describe('ClockWatch', () => {
  test.each([
    ['agrees', 1000, 5000, undefined],
    ['is a second ahead, which nobody can tell from the way', 2000, 11_000, undefined],
    [
      'ends after its answer came',
      1000,
      70_000,
      { code: 'workerClockAhead', values: { host: 'w', seconds: 60 } },
    ],
    [
      'begins before it was ordered',
      -3_600_000,
      -3_590_000,
      { code: 'workerClockBehind', values: { host: 'w', seconds: 3600 } },
    ],
  ])('a clock that %s', (_, from, to, wanted) => {
    const watch = new ClockWatch();
    watch.note(seen(from, to), at(0), at(10_000));
    expect(watch.warnings()).toEqual(wanted === undefined ? [] : [wanted]);
  });
});

/** Gives one thing, then fails. */
async function* broken(): AsyncGenerator<string> {
  yield 'x';
  await pause(3);
  throw new Error('defect');
}

async function* source(name: string, steps: number, ms: number): AsyncGenerator<string> {
  for (let i = 0; i < steps; i++) {
    await pause(ms);
    yield `${name}${i}`;
  }
}

describe('merged', () => {
  test('everything of each comes, in its own order', async () => {
    const all: string[] = [];
    for await (const one of merged([source('a', 3, 2), source('b', 2, 1), source('c', 0, 0)])) all.push(one);
    expect(all.toSorted()).toEqual(['a0', 'a1', 'a2', 'b0', 'b1']);
    expect(all.filter((one) => one.startsWith('a'))).toEqual(['a0', 'a1', 'a2']);
  });

  test('one that fails ends all, and the others are closed', async () => {
    let closed = false;
    async function* open() {
      try {
        for (;;) {
          await pause(1);
          yield 'x';
        }
      } finally {
        closed = true;
      }
    }
    const read = async () => {
      for await (const one of merged([open(), broken()])) expect(one).toBe('x');
    };
    await expect(read()).rejects.toThrow('defect');
    expect(closed).toBe(true);
  });
});

describe('a worker’s settings', () => {
  const key = newKey().text;

  test('have safe defaults', async () => {
    const folder = await folderWith({
      'worker.yaml': `signingKey: w.key\ncoordinators: "${key}"\nscope: [10.0.2.0/24]\n`,
    });
    expect(await loadWorkerSettings(join(folder, 'worker.yaml'), 'worker.yaml')).toMatchObject({
      coordinators: [key],
      pace: { rate: 2000, perHost: 500 },
      slicesAtOnce: 2,
      leaseMs: 10_000,
      queue: {},
    });
  });

  test('every mistake at once, with its place', async () => {
    const folder = await folderWith({
      'worker.yaml': `queue: { url: "redis://10.0.0.1" }\nsigningKey: w.key\ncoordinators: [nobody]\nscope: [0.0.0.0/0]\nslices: 3\n`,
    });
    const found = await mistakesOf(() => loadWorkerSettings(join(folder, 'worker.yaml'), 'worker.yaml'));
    expect(found.map((line) => line.split(' ')[0])).toEqual([
      'worker.yaml:1:15',
      'worker.yaml:3:16',
      'worker.yaml:4:9',
      'worker.yaml:5:1',
    ]);
  });

  test('a password has no place in a file', async () => {
    const folder = await folderWith({
      'worker.yaml': `queue: { url: "rediss://dmz:secret@queue" }\nsigningKey: w.key\ncoordinators: ["${key}"]\nscope: [10.0.2.0/24]\n`,
    });
    const [line] = await mistakesOf(() => loadWorkerSettings(join(folder, 'worker.yaml'), 'worker.yaml'));
    expect(line).toContain('PORTWITNESS_QUEUE_PASSWORD');
    expect(line).not.toContain('secret');
  });
});

describe('worker --make-key', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'fleet-key-'))));
  afterEach(() => rm(folder, { recursive: true }));

  test('makes a key for its owner alone, and never over another', async () => {
    const make = async () => {
      const { world, written } = fakeWorld(['worker', '--make-key', 'w.key'], { cwd: folder });
      return { status: await runCommandLine(world), ...written };
    };
    const first = await make();
    expect(first).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^ed25519:[A-Za-z0-9_-]{43}\n$/),
    });
    const bytes = await readFile(join(folder, 'w.key'), 'utf8');
    expect((await stat(join(folder, 'w.key'))).mode & 0o077).toBe(0);
    const second = await make();
    expect(second.stdout).toBe(first.stdout);
    expect(second.stderr).toContain('already');
    expect(await readFile(join(folder, 'w.key'), 'utf8')).toBe(bytes);
  });

  test('what is missing is said, and nothing is asked', async () => {
    const { world, written } = fakeWorld(['worker'], { cwd: folder });
    expect(await runCommandLine(world)).toBe(2);
    expect(written.stderr).toContain('--vantage');
  });
});
