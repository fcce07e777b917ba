import { expect, test } from '@jest/globals';
import { countOf, endings, makeFleet } from './fleet.ts';

test('workers of two vantages ask, and an open port that nobody documents fails', async () => {
  const addresses = Array.from({ length: 24 }, (_, i) => `127.0.94.${i + 1}`);
  const fleet = await makeFleet({
    vantages: { dmz: ['dmz-1', 'dmz-2'], branch: ['branch-1'] },
    addresses,
    band: '7000-7029/tcp',
    bandPort: 7010,
    openAt: [addresses[2]!, addresses[20]!],
    pace: '{ rate: 4000, perHost: 200, attemptGapMs: 60, timeoutMs: 500 }',
  });
  await Promise.all([
    fleet.worker('dmz', 'dmz-1'),
    fleet.worker('dmz', 'dmz-2'),
    fleet.worker('branch', 'branch-1'),
  ]);
  const { status } = await fleet.audit('run').ended;
  expect(countOf(endings(fleet.reportOf('run')))).toEqual({
    'pass flowAsExpected': 48,
    'pass closedAnswered': 44,
    'fail closedOpen': 4,
  });
  expect(status).toBe(1);
  const verify = fleet.program('verify', 'run');
  await verify.ended;
  expect(verify.output()).toMatch(/intact: .* signed by keys that the site file names/);
  const { vantages } = fleet.reportOf('run');
  expect(Object.fromEntries(vantages.map(({ name, transport }) => [name, transport]))).toEqual({
    dmz: 'queue',
    branch: 'queue',
  });
});
