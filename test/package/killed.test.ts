import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/model/report.ts';
import { seededRandom } from '../simulation/random.ts';

/** A tenth of what `npm run soak` kills. */
const kills = Number(process.env['PORTWITNESS_KILLS'] ?? 10);
/** Runs under way at a time. */
const lanes = 4;
const addresses = Array.from({ length: 12 }, (_, i) => `127.0.93.${i + 1}`);
const program = join(process.cwd(), 'dist', 'cli', 'main.js');

let scratch: string;
let listener: Server;

beforeAll(async () => {
  const built = spawnSync(process.execPath, ['scripts/build.mjs'], { encoding: 'utf8' });
  expect({ status: built.status, stderr: built.stderr }).toEqual({ status: 0, stderr: '' });
  scratch = mkdtempSync(join(tmpdir(), 'portwitness-killed-'));
  listener = createServer((socket) => socket.on('error', () => socket.destroy()).end('hello\r\n'));
  await new Promise<void>((resolve) => {
    listener.listen({ host: '0.0.0.0', port: 0 }, resolve);
  });
  const { port } = listener.address() as AddressInfo;
  writeFileSync(join(scratch, 'profile.yaml'), profileText(port));
  for (let lane = 0; lane < lanes; lane++) writeFileSync(siteOf(lane), siteText(lane));
}, 60_000);

afterAll(async () => {
  await new Promise((resolve) => listener.close(resolve));
  rmSync(scratch, { recursive: true, force: true });
});

describe('a run that is killed', () => {
  test(
    `${kills} times, at random moments, ends with the same verdicts when it is resumed, or never began`,
    async () => {
      const began = Date.now();
      const whole = await audited([
        'audit',
        siteOf(0),
        '--sweeper',
        'connect',
        '--out',
        join(scratch, 'whole'),
      ]);
      const lastsMs = Date.now() - began;
      expect(whole.status).toBe(1);
      const expected = verdictsOf(join(scratch, 'whole'));
      expect(expected).toHaveLength(2 * addresses.length);

      const random = seededRandom(20_261_122);
      // every third from the start of its process; the others once it asks: a busy machine starts slowly
      const moments = Array.from({ length: kills }, (_, i) => ({
        onceItAsks: i % 3 > 0,
        afterMs: random() * lastsMs * (i % 3 > 0 ? 0.8 : 1.1),
      }));
      const fates: string[] = [];
      const lane = async (_: unknown, number: number): Promise<void> => {
        for (let moment = moments.pop(); moment !== undefined; moment = moments.pop()) {
          fates.push(
            await killAndResume(siteOf(number), join(scratch, `run-${moments.length}`), moment, expected),
          );
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      expect(fates).toHaveLength(kills);
      // what never began can't be decided; nothing else may be wrong with any
      const verified = await audited(['verify', scratch]);
      expect(
        verified.stdout.split('\n').filter((line) => line !== '' && !/: intact: |has not ended/.test(line)),
      ).toEqual([]);
      // the moments are spread over the whole run: most of them hit it
      expect(fates.filter((fate) => fate === 'resumed').length).toBeGreaterThan(kills / 3);
    },
    30_000 + kills * 5000,
  );
});

/** Kills a run, and sees to it that what is left says what it is. */
async function killAndResume(site: string, out: string, moment: Moment, expected: unknown): Promise<string> {
  await audited(['audit', site, '--sweeper', 'connect', '--out', out], { ...moment, out });
  if (!existsSync(out)) return 'nothing sent';
  const judged = await audited(['judge', out, '--format', 'json']);
  if (judged.status === 2) {
    expect(judged.stderr).toMatch(/no run here|ended before its first packet/);
    return 'nothing sent';
  }
  const { run, outcome } = JSON.parse(judged.stdout) as Report;
  if (existsSync(join(out, 'manifest.json'))) {
    expect(verdictsOf(out)).toEqual(expected);
    return 'ended';
  }
  if (!run.complete) expect(outcome).not.toBe('compliant');
  const resumed = await audited(['audit', '--resume', out]);
  expect({ status: resumed.status, stderr: resumed.stderr }).toEqual({ status: 1, stderr: '' });
  expect(verdictsOf(out)).toEqual(expected);
  return 'resumed';
}

function verdictsOf(out: string): unknown[] {
  const { checks, run } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report;
  expect(run.complete).toBe(true);
  return checks.map(({ id, verdict, reasonCode, observed }) => ({ id, verdict, reasonCode, observed }));
}

interface Moment {
  /** Counted from when the run asks, not from the start of its process. */
  readonly onceItAsks: boolean;
  readonly afterMs: number;
}

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function audited(args: readonly string[], kill?: Moment & { readonly out: string }): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = new AbortController();
    if (kill !== undefined)
      void untilMoment(kill, ended.signal).then((reached) => reached && child.kill('SIGKILL'));
    child.on('close', (status) => {
      ended.abort();
      resolve({ status, stdout, stderr });
    });
  });
}

/** False: the run ended before. */
async function untilMoment(
  { onceItAsks, afterMs, out }: Moment & { readonly out: string },
  ended: AbortSignal,
): Promise<boolean> {
  const asks = () => !onceItAsks || existsSync(join(out, 'observations.jsonl'));
  while (!ended.aborted && !asks()) await sleep(5);
  await sleep(afterMs);
  return !ended.aborted;
}

/** One port is open as documented, and forbidden on the odd addresses: some checks fail. */
function profileText(port: number): string {
  return `
id: test/killed
version: 1.0.0
title: { en: Killed, es: Cortada }
documents: { doc: { title: A document } }
roles:
  here: { title: { en: Here, es: Aquí } }
  there: { title: { en: There, es: Allí } }
flows:
  - id: service
    title: { en: The service, es: El servicio }
    from: here
    to: there
    port: ${port}/tcp
    need: required
    expect: [{ banner: { contains: hello } }]
    why: { en: It is needed., es: Hace falta. }
    cite: { document: doc, table: ports, row: 1 }
  - id: other
    title: { en: Another service, es: Otro servicio }
    from: here
    to: there
    port: 9/tcp
    need: required
    why: { en: It is needed., es: Hace falta. }
    cite: { document: doc, table: ports, row: 2 }
`;
}

/** Each lane has a site of its own: one run of a site at a time. */
function siteOf(lane: number): string {
  return join(scratch, `site-${lane}.yaml`);
}

function siteText(lane: number): string {
  return `
site: killed-${lane}
profiles: [{ use: ./profile.yaml }]
roles: { there: [${addresses.join(', ')}] }
vantages: { local: { standsFor: here, source: 127.0.0.1 } }
scope: [127.0.93.0/24]
pace: { attemptGapMs: 60, timeoutMs: 300, rate: 60, perHost: 60 }
`;
}
