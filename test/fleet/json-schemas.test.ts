import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from '@jest/globals';
import { scheduleJsonSchema, workerJsonSchema } from '../../src/fleet/json-schema.ts';

const ajv = new Ajv2020({ strict: true, strictTypes: false });

const schedule = {
  queue: { url: 'rediss://centre@queue.example:6380', ca: 'ca.pem' },
  zone: 'Europe/Madrid',
  runs: [{ name: 'nightly', site: 'site.yaml', at: '15 2 * * *', out: 'runs', missed: 'skip' }],
  board: { port: 3080 },
};

const worker = {
  queue: { url: 'rediss://dmz@queue.example:6380' },
  signingKey: 'worker.pem',
  coordinators: [`ed25519:${'A'.repeat(43)}`],
  scope: ['192.0.2.0/24'],
};

describe('the JSON Schemas of the fleet', () => {
  const isSchedule = ajv.compile(scheduleJsonSchema());
  const isWorker = ajv.compile(workerJsonSchema());

  test('take good files', () => {
    isSchedule(schedule);
    expect(isSchedule.errors).toBeNull();
    isWorker(worker);
    expect(isWorker.errors).toBeNull();
  });

  test.each([
    [{ runs: [] }],
    [{ runs: [{ name: 'nightly', site: 'site.yaml', at: '15 2 * * *' }] }],
    [{ runs: [{ ...schedule.runs[0], missed: 'perhaps' }] }],
    [{ board: { port: 0 } }],
    [{ zones: 'UTC' }],
  ])('refuse a schedule with %j', (change) => {
    expect(isSchedule({ ...schedule, ...change })).toBe(false);
  });

  test.each([[{ scope: 7 }], [{ slicesAtOnce: 0 }], [{ leaseMs: 5 }], [{ key: 'worker.pem' }]])(
    'refuse a worker with %j',
    (change) => {
      expect(isWorker({ ...worker, ...change })).toBe(false);
    },
  );
});
