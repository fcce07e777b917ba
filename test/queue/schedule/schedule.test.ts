import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Queue } from 'bullmq';
import { keepSchedule } from '../../../src/cli/fleet/schedule.ts';
import { openSession } from '../../../src/cli/session.ts';
import { fakeWorld } from '../../cli/fake-world.ts';
import { onePortProfile, onePortSite } from '../../cli/one-port.ts';
import { freePort, startPlainRedis, type PlainRedis } from './plain-redis.ts';
import { until } from './until.ts';

let redis: PlainRedis;
let scratch: string;
let queue: Queue;
const ends: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  redis = await startPlainRedis();
  scratch = await mkdtemp(join(tmpdir(), 'schedule-'));
  const port = Number(new URL(redis.url).port);
  queue = new Queue('schedule', { connection: { host: '127.0.0.1', port } });
  queue.on('error', () => undefined);
  await writeFile(join(scratch, 'profile.yaml'), onePortProfile);
  await writeFile(join(scratch, 'site.yaml'), onePortSite(1));
  // stands in for the audit: notes what it was asked, and waits for its end where a file says so
  await writeFile(
    join(scratch, 'audit.cjs'),
    `const fs = require('fs');
fs.appendFileSync('${join(scratch, 'asked')}', process.argv.slice(2).join(' ') + '\\n');
console.log('what was seen');
process.on('SIGTERM', () => { fs.appendFileSync('${join(scratch, 'asked')}', 'saved\\n'); process.exit(130); });
if (fs.existsSync('${join(scratch, 'long')}')) setInterval(() => {}, 1000); else process.exitCode = 1;
`,
  );
});

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  await queue.close();
  await redis.end();
  await rm(scratch, { recursive: true, force: true });
});

const once = 'name: once, site: site.yaml, at: 0 0 1 1 *, out: runs, keep: 9d';

async function begin(runs: string, more = '') {
  const file = join(scratch, 'schedule.yaml');
  await writeFile(file, `queue: { url: "${redis.url}" }\nzone: UTC\nruns:\n${runs}\n${more}`);
  const stop = new AbortController();
  const { world, written } = fakeWorld([], { cwd: scratch, now: () => new Date(), interrupted: stop.signal });
  const session = openSession(world, 'en', true);
  const ended = keepSchedule({ file, list: false }, session, [join(scratch, 'audit.cjs')]);
  const end = async () => {
    stop.abort();
    return ended;
  };
  ends.push(end);
  return { written, end };
}

const asked = async (): Promise<string> => readFile(join(scratch, 'asked'), 'utf8').catch(() => '');

/** As a schedule leaves it whose processes were all away when the time came. */
async function missedBy(ms: number): Promise<void> {
  await queue.upsertJobScheduler('once', { pattern: '0 0 1 1 *', tz: 'UTC' }, { name: 'once' });
  await queue.add('once', { due: Date.now() - ms }, { jobId: 'missed.once.1' });
}

describe('the schedule', () => {
  test('a run at its time: the audit, its status and its last words', async () => {
    await missedBy(0);
    const { written } = await begin(`  - { ${once} }`);
    await until(async () => (await queue.getCompletedCount()) === 1);
    const [job] = await queue.getCompleted();
    expect(job!.returnvalue).toEqual({ status: 1, lines: ['what was seen'] });
    expect(await asked()).toBe(
      `audit ${join(scratch, 'site.yaml')} --quiet --no-color --lang en --wait 10m --out ${join(scratch, 'runs')}/ --keep 9d\n`,
    );
    expect(written.stderr).toContain('once ended with status 1.');
  });

  test('missed: made up for once', async () => {
    await missedBy(3_600_000);
    await queue.add('once', { due: Date.now() - 7_200_000 });
    const { written } = await begin(`  - { ${once} }`);
    await until(async () => (await queue.getCompletedCount()) === 2);
    expect((await asked()).trim().split('\n')).toHaveLength(1);
    expect(written.stderr).toContain('and nobody was there');
    expect(written.stderr).toContain('stands for it');
  });

  test('missed, skip: noted and left out', async () => {
    await missedBy(3_600_000);
    const { written } = await begin(`  - { ${once}, missed: skip }`);
    await until(async () => (await queue.getCompletedCount()) === 1);
    expect(await asked()).toBe('');
    expect(written.stderr).toContain('is left out: it was due');
  });

  test('a blackout is waited for', async () => {
    const hours = ['{ from: 00:00, to: 12:00, zone: UTC }', '{ from: 12:00, to: 00:00, zone: UTC }'];
    await writeFile(join(scratch, 'site.yaml'), `${onePortSite(1)}\nblackouts: [${hours.join(', ')}]\n`);
    await missedBy(0);
    const { written } = await begin(`  - { ${once} }`);
    await until(() => written.stderr.includes('waits for the end'));
    await until(async () => (await queue.getJob('missed.once.1'))?.data.heldUntil > Date.now());
    expect(await asked()).toBe('');
  });

  test('a run that waited for a blackout is made when that has ended, and is not late for it', async () => {
    await queue.upsertJobScheduler('once', { pattern: '0 0 1 1 *', tz: 'UTC' }, { name: 'once' });
    const [due, heldUntil] = [Date.now() - 3_600_000, Date.now() + 1500];
    await queue.add('once', { due, heldUntil }, { jobId: 'missed.once.1', delay: 1500 });
    const { written } = await begin(`  - { ${once}, missed: skip }`);
    await until(async () => (await queue.getCompletedCount()) === 1);
    expect(await asked()).toMatch(/^audit /);
    expect(written.stderr).not.toContain('left out');
  });

  test('a run that left the file is gone from the queue', async () => {
    const first = await begin(`  - { ${once} }\n  - { ${once.replace('once', 'other')} }`);
    await until(async () => (await queue.getJobSchedulersCount()) === 2);
    await first.end();
    const second = await begin(`  - { ${once} }`);
    await until(async () => (await queue.getJobSchedulersCount()) === 1);
    expect(await queue.getDelayedCount()).toBe(1);
    expect(second.written.stderr).toContain('other is not in the file any more');
  });

  test('two processes: one audit once; the end is passed on, and what was seen is saved', async () => {
    await writeFile(join(scratch, 'long'), '');
    await missedBy(0);
    const [one, other] = [await begin(`  - { ${once} }`), await begin(`  - { ${once} }`)];
    await until(asked);
    await new Promise((done) => setTimeout(done, 500));
    expect(await Promise.all([one.end(), other.end()])).toEqual([0, 0]);
    expect((await asked()).trim().split('\n')).toEqual([expect.stringMatching(/^audit /), 'saved']);
    expect((await queue.getCompleted())[0]!.returnvalue).toMatchObject({ status: 130 });
  });

  test('a server that goes away is told once; the schedule goes on when it is back', async () => {
    const port = Number(new URL(redis.url).port);
    const { written } = await begin(`  - { ${once} }`);
    await until(async () => (await queue.getJobSchedulersCount()) === 1);
    await redis.end();
    await until(() => written.stderr.includes('does not answer'));
    redis = await startPlainRedis(port);
    await until(() => written.stderr.includes('answers again'));
    // its memory is lost: it is given the runs again
    await until(async () => (await queue.getJobSchedulersCount()) === 1);
    expect(written.stderr.match(/does not answer/g)).toHaveLength(1);
  });
});

async function call(port: number, method: string, path: string, headers = {}) {
  return new Promise<{ status: number; headers: object; text: string }>((done, failed) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => done({ status: answer.statusCode!, headers: answer.headers, text }));
    });
    sent.on('error', failed).end();
  });
}

describe('the board', () => {
  test('shows, changes nothing, and answers under its own name alone', async () => {
    const port = await freePort();
    const { written } = await begin(`  - { ${once} }`, `board: { port: ${port} }`);
    await until(() => written.stderr.includes('The board: '));
    const page = await call(port, 'GET', '/');
    expect(page).toMatchObject({ status: 200, headers: { 'x-frame-options': 'DENY' } });
    expect(page.headers).not.toHaveProperty('access-control-allow-origin');
    expect(JSON.parse((await call(port, 'GET', '/api/queues')).text)).toMatchObject({
      queues: [{ name: 'schedule', readOnlyMode: true }],
    });
    expect((await call(port, 'PUT', '/api/queues/schedule/pause')).status).toBe(403);
    expect((await call(port, 'GET', '/', { host: 'evil.example' })).status).toBe(421);
  });

  test('writable: its own page may change, another may not', async () => {
    const port = await freePort();
    const { written } = await begin(`  - { ${once} }`, `board: { port: ${port}, writable: true }`);
    await until(() => written.stderr.includes('The board: '));
    const pause = '/api/queues/schedule/pause';
    expect((await call(port, 'PUT', pause, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await call(port, 'PUT', pause, { origin: `http://127.0.0.1:${port}` })).status).toBe(200);
    expect(await queue.isPaused()).toBe(true);
  });
});
