import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { seededRandom } from '../simulation/random.ts';
import { endings, makeFleet, type Fleet } from './fleet.ts';
import type { Program } from './programs.ts';

/** Thirty moments each in `npm run soak`; a tenth of them here. */
const kills = Number(process.env['PORTWITNESS_FLEET_KILLS'] ?? 3);
const limitMs = 60_000 + kills * 40_000;
/** Of the run below, about. */
const runMs = 5000;

const addresses = Array.from({ length: 40 }, (_, i) => `127.0.94.${i + 1}`);

let fleet: Fleet;
let truth: Record<string, string>;
beforeAll(async () => {
  fleet = await makeFleet({
    vantages: { dmz: ['dmz-1', 'dmz-2'] },
    addresses,
    band: '7200-7229/tcp',
    bandPort: 7210,
    openAt: [addresses[3]!, addresses[30]!],
    pace: '{ rate: 4000, perHost: 100, attemptGapMs: 60, timeoutMs: 500 }',
    patienceMs: 30_000,
  });
  const worker = await fleet.worker('dmz', 'dmz-1');
  expect((await fleet.audit('truth').ended).status).toBe(1);
  truth = endings(fleet.reportOf('truth'));
  expect(Object.values(truth).filter((end) => end === 'fail closedOpen').length).toBe(2);
  await worker.kill();
}, 120_000);

/** Verdicts as undisturbed, or undecided by name; never a pass of what is not so. */
function expectTruth(out: string): { readonly undecided: number } {
  const seen = endings(fleet.reportOf(out));
  expect(Object.keys(seen)).toEqual(Object.keys(truth));
  let undecided = 0;
  for (const [id, end] of Object.entries(seen)) {
    if (end === truth[id]) continue;
    undecided++;
    expect(`${id} ${end}`).toMatch(/ inconclusive (slice|fleet)\w+$/);
  }
  return { undecided };
}

/** Moments that no two runs of the test have otherwise, and that every run of it has alike. */
function moments(seed: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: kills }, () => Math.round(200 + random() * runMs));
}

describe('at any moment', () => {
  test(
    'a worker is killed, and another one takes its slices',
    async () => {
      for (const [i, at] of moments(1).entries()) {
        const [first, second] = [await fleet.worker('dmz', 'dmz-1'), await fleet.worker('dmz', 'dmz-2')];
        const out = `worker-${i}`;
        const audit = fleet.audit(out);
        await Promise.race([pause(at), audit.ended]);
        await first.kill();
        await audit.ended;
        expect(expectTruth(out)).toEqual({ undecided: 0 });
        await second.kill();
      }
    },
    limitMs,
  );

  test(
    'the coordinator is killed, and the run is gone on with',
    async () => {
      const worker = await fleet.worker('dmz', 'dmz-1');
      for (const [i, at] of moments(2).entries()) {
        const out = `coordinator-${i}`;
        const audit = fleet.audit(out);
        await Promise.race([pause(at), audit.ended]);
        await audit.kill();
        if (!hasBegun(out)) continue; // killed before it had a run to go on with
        if (!hasEnded(out)) expect([0, 1]).toContain((await fleet.resume(out).ended).status);
        expect(expectTruth(out)).toEqual({ undecided: 0 });
      }
      await worker.kill();
    },
    limitMs,
  );

  test(
    'the queue’s server is killed, and comes back with its data',
    async () => {
      const worker = await fleet.worker('dmz', 'dmz-1');
      await killServer(moments(3), 'kept', 'server');
      await worker.kill();
    },
    limitMs,
  );

  test(
    'the queue’s server is killed, and comes back with nothing',
    async () => {
      const worker: Program = await fleet.worker('dmz', 'dmz-1');
      await killServer(moments(4).slice(0, Math.max(1, kills / 3)), 'lost', 'bare');
      await worker.kill();
    },
    limitMs,
  );
});

async function killServer(at: readonly number[], data: 'kept' | 'lost', name: string): Promise<void> {
  for (const [i, ms] of at.entries()) {
    const out = `${name}-${i}`;
    const audit = fleet.audit(out);
    await Promise.race([pause(ms), audit.ended]);
    await fleet.server.kill();
    await pause(500);
    await fleet.server.again(data);
    await audit.ended;
    expectTruth(out);
  }
}

function hasBegun(out: string): boolean {
  const journal = join(fleet.folder, out, 'journal.jsonl');
  return existsSync(journal) && readFileSync(journal, 'utf8').includes('\n');
}

function hasEnded(out: string): boolean {
  return existsSync(join(fleet.folder, out, 'manifest.json'));
}
