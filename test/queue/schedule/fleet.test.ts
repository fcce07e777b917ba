import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Queue } from 'bullmq';
import { countOf, endings, makeFleet, type Fleet } from '../fleet.ts';
import { until } from './until.ts';

const fleetOfOne = {
  vantages: { dmz: ['dmz-1'] },
  addresses: ['127.0.94.1', '127.0.94.2', '127.0.94.3'],
  band: '7000-7009/tcp',
  pace: '{ rate: 4000, perHost: 200, attemptGapMs: 60, timeoutMs: 500 }',
};

/** The documented server, with its users, and a schedule of its own beside the site. */
async function scheduled(): Promise<{ readonly fleet: Fleet; readonly times: Queue }> {
  const fleet = await makeFleet(fleetOfOne);
  const { server, folder } = fleet;
  writeFileSync(
    join(folder, 'schedule.yaml'),
    `queue: { url: "${server.url('centre')}", ${server.lines('centre')} }
zone: UTC
runs: [{ name: nightly, site: site.yaml, at: 0 0 1 1 *, out: runs }]
`,
  );
  const times = new Queue('schedule', { connection: server.connection('admin') });
  times.on('error', () => undefined);
  return { fleet, times };
}

test('a site with workers is audited at its time, over TLS, with the rights that the document gives', async () => {
  const { fleet, times } = await scheduled();
  const schedule = fleet.program('schedule', 'schedule.yaml');
  try {
    await fleet.worker('dmz', 'dmz-1');
    await until(async () => (await times.getJobSchedulersCount()) === 1);
    await times.add('nightly', { due: Date.now() }, { jobId: 'now' });
    await until(async () => (await times.getCompletedCount()) === 1);
    expect((await times.getCompleted())[0]!.returnvalue).toMatchObject({ status: 0 });
    const [run] = readdirSync(join(fleet.folder, 'runs'));
    const report = fleet.reportOf(join('runs', run!));
    expect(countOf(endings(report))).toEqual({ 'pass flowAsExpected': 3, 'pass closedAnswered': 3 });
    expect(report.vantages.map(({ transport }) => transport)).toEqual(['queue']);
    schedule.signal('SIGTERM');
    expect(await schedule.ended).toEqual({ status: 0 });
  } finally {
    await times.close();
  }
});

test('a worker’s user can neither see the times nor set one', async () => {
  const { fleet, times } = await scheduled();
  const worker = new Queue('schedule', { connection: fleet.server.connection('dmz') });
  worker.on('error', () => undefined);
  try {
    await times.add('nightly', {}, { jobId: 'kept' });
    await expect(worker.add('nightly', {}, { jobId: 'forged' })).rejects.toThrow(/NOPERM/);
    await expect(worker.getJob('kept')).rejects.toThrow(/NOPERM/);
    expect(existsSync(join(fleet.folder, 'runs'))).toBe(false);
    expect(await times.getJobCountByTypes('waiting', 'delayed', 'active')).toBe(1);
  } finally {
    await worker.close();
    await times.close();
  }
});
