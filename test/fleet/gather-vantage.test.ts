import { describe, expect, test } from '@jest/globals';
import { gatherVantage } from '../../src/fleet/vantage-slices.ts';
import { judge } from '../../src/judge/judge.ts';
import type { Plan } from '../../src/model/plan.ts';
import { ShownSoFar } from '../../src/evidence/shown-so-far.ts';
import { answerTo, course, fakeQueue, fleetPlan, newKey, shown, sliceOf, vantageOrder } from './samples.ts';

const centre = newKey();
const worker = newKey();
const stranger = newKey();

/** The verdicts as an audit reaches them: what targets showed before counts as before. */
function verdicts(plan: Plan, gathered: ReturnType<typeof course>['gathered']): string[] {
  const soFar = new ShownSoFar();
  for (const { shown: seen, whole } of gathered) {
    const { vantage, address } = seen[0]!;
    soFar.add({ vantage, address, observations: seen, whole });
  }
  const observations = soFar.shown.flatMap((one) => one.observations);
  const before = soFar.replaced.map((one) => one.observations);
  return [...judge(plan, observations, { now: new Date(), before })].map(
    ({ check, verdict, reason }) => `${check.rule} ${check.address} ${verdict} ${reason.code}`,
  );
}

describe('gatherVantage', () => {
  test('every address is told of once, from slices that are signed and bound', async () => {
    const plan = fleetPlan(100);
    const { queue, jobs, state } = fakeQueue((job) => {
      job.state = 'done';
      job.answer = answerTo(job.order, worker);
    });
    const { world, gathered, records } = course();
    await gatherVantage(vantageOrder(plan, [worker], centre), queue, world);
    expect(gathered.length).toBe(100);
    expect(new Set(gathered.map(({ shown: [first] }) => first!.address)).size).toBe(100);
    expect(gathered.every(({ whole }) => whole)).toBe(true);
    expect(records.length).toBe(13);
    expect(new Set(records.map(({ standing }) => standing))).toEqual(new Set(['accepted']));
    expect(jobs.size).toBe(0);
    // alive at first, over at last
    expect(state.beacons[0]).toBeNull();
    expect(state.beacons.at(-1)).toEqual({ code: 'runInterrupted', values: {} });
    expect(verdicts(plan, gathered).filter((line) => line.includes('pass')).length).toBe(200);
  });

  test('a slice that fails or is forgotten is ordered again, under another id', async () => {
    const plan = fleetPlan(2);
    let orders = 0;
    const { queue } = fakeQueue((job, id, jobs) => {
      orders++;
      if (orders === 1) job.state = 'failed';
      else if (orders === 2) jobs.delete(id);
      else Object.assign(job, { state: 'done', answer: answerTo(job.order, worker) });
    });
    const { world, gathered } = course();
    await gatherVantage(vantageOrder(plan, [worker], centre), queue, world);
    expect(orders).toBe(3);
    expect(verdicts(plan, gathered).every((line) => line.includes('pass'))).toBe(true);
  });

  test('a slice that is lost each time is named, and nothing of it passes', async () => {
    const plan = fleetPlan(2);
    const { queue } = fakeQueue((job) => {
      job.state = 'failed';
    });
    const { world, gathered, records } = course();
    await gatherVantage(vantageOrder(plan, [worker], centre), queue, world);
    expect(new Set(verdicts(plan, gathered).map((line) => line.split(' ').slice(2).join(' ')))).toEqual(
      new Set(['inconclusive sliceLost']),
    );
    expect(gathered[0]!.shown[0]).toMatchObject({ reason: { values: { slice: 1, vantage: 'dmz' } } });
    expect(gathered.every(({ whole }) => !whole)).toBe(true);
    expect(records).toMatchObject([{ standing: 'lost', why: 'failed' }]);
  });

  test.each<[string, string, Parameters<typeof fakeQueue>[0]]>([
    ['signed by nobody known', 'unknown-key', (job) => (job.answer = answerTo(job.order, stranger))],
    [
      'altered after it was signed',
      'wrong-signature',
      (job) => {
        const { text, ...rest } = answerTo(job.order, worker);
        job.answer = { ...rest, text: text.replace('"open"', '"refused"') };
      },
    ],
    [
      'the answer to another slice',
      'other-slice',
      (job) => (job.answer = answerTo(job.order, worker, { order: 'b'.repeat(64) })),
    ],
    [
      'for another vantage',
      'other-slice',
      (job) => (job.answer = answerTo(job.order, worker, { vantage: 'lan' })),
    ],
    [
      'of other addresses',
      'other-address',
      (job) =>
        (job.answer = answerTo(job.order, worker, {}, (target) => [
          shown({ ...target, address: '192.0.2.99' }),
        ])),
    ],
    [
      'with an address left out',
      'other-address',
      (job) =>
        (job.answer = answerTo(job.order, worker, { shown: [[shown(sliceOf(job.order).targets[0]!)]] })),
    ],
    ['no answer at all', 'unreadable', (job) => (job.answer = 'x'.repeat(1000))],
    [
      'a reason whose values can’t be told',
      'unreadable',
      (job) =>
        (job.answer = answerTo(job.order, worker, {}, (target) => [
          { ...shown(target), causes: [{ code: 'sourceMissing', values: {} }] },
        ])),
    ],
    [
      'a time that is none',
      'unreadable',
      (job) =>
        (job.answer = answerTo(job.order, worker, {}, (target) => [
          { ...shown(target), startedAt: '\u001b[2J' },
        ])),
    ],
  ])('an answer %s is not believed', async (_, why, forge) => {
    const plan = fleetPlan(2);
    const { queue } = fakeQueue((job, id, jobs) => {
      job.state = 'done';
      forge!(job, id, jobs);
    });
    const { world, gathered, records, told } = course();
    await gatherVantage(vantageOrder(plan, [worker], centre), queue, world);
    const lines = verdicts(plan, gathered);
    expect(lines.length).toBe(4);
    expect(lines.every((line) => line.endsWith('inconclusive sliceNotBelieved'))).toBe(true);
    expect(records.filter(({ standing }) => standing === 'not-believed').length).toBe(4);
    expect(records.every((record) => record.result === undefined)).toBe(true);
    expect(told[0]).toEqual({ code: 'fleetNotBelieved', values: { slice: 1, vantage: 'dmz', why } });
  });

  test('after a forged answer the true one still counts', async () => {
    const plan = fleetPlan(2);
    let orders = 0;
    const { queue } = fakeQueue((job) => {
      job.state = 'done';
      job.answer = answerTo(job.order, orders++ === 0 ? stranger : worker);
    });
    const { world, gathered } = course();
    await gatherVantage(vantageOrder(plan, [worker], centre), queue, world);
    expect(verdicts(plan, gathered).every((line) => line.includes(' pass '))).toBe(true);
  });

  test.each([
    ['the same', '443', 'pass'],
    ['another one', '150,443', 'fail'],
    ['one that sees less', '', 'inconclusive'],
  ])('a second answer to a slice: %s', async (_, open, wanted) => {
    const plan = fleetPlan(40);
    let first: string | undefined;
    const { queue } = fakeQueue((job, id, jobs) => {
      job.state = 'done';
      job.answer = answerTo(job.order, worker);
      if (first !== undefined) return;
      first = id;
      const second =
        open === '443' ? job.answer : answerTo(job.order, worker, {}, (target) => [shown(target, open)]);
      jobs.set(`${id}x`, { order: job.order, state: 'done', answer: second });
    });
    const { world, gathered, records } = course();
    await gatherVantage(vantageOrder(plan, [worker], centre), queue, world);
    const denied = verdicts(plan, gathered).filter((line) => line.startsWith('deny 192.0.2.1 '));
    expect(denied[0]).toContain(` ${wanted} `);
    expect(records.some(({ standing }) => standing === 'doubled')).toBe(wanted !== 'pass');
  });

  test('what nobody ordered is noted, and changes nothing', async () => {
    const plan = fleetPlan(2);
    const { queue, jobs } = fakeQueue((job) => {
      job.state = 'done';
      job.answer = answerTo(job.order, worker);
    });
    jobs.set('run-1.session-1.99.1', {
      order: { text: '', key: '', signature: '' },
      state: 'done',
      answer: {},
    });
    jobs.set('run-1.session-0.1.1', {
      order: { text: '', key: '', signature: '' },
      state: 'done',
      answer: {},
    });
    jobs.set('run-2.session-9.1.1', {
      order: { text: '', key: '', signature: '' },
      state: 'done',
      answer: {},
    });
    const { world, gathered, records } = course();
    await gatherVantage(vantageOrder(plan, [worker], centre), queue, world);
    expect(verdicts(plan, gathered).every((line) => line.includes(' pass '))).toBe(true);
    expect(records.map(({ standing, why }) => [standing, why])).toContainEqual([
      'not-believed',
      'not-ordered',
    ]);
    // another run's jobs are left alone
    expect([...jobs.keys()]).toEqual(['run-2.session-9.1.1']);
  });

  test('a worker that refuses says why', async () => {
    const plan = fleetPlan(2);
    const refused = { code: 'sliceNotSigned', values: { key: 'ed25519:x' } };
    const { queue } = fakeQueue((job) => {
      job.state = 'done';
      job.answer = answerTo(job.order, worker, { refused, shown: [] });
    });
    const { world, gathered, told } = course();
    await gatherVantage(vantageOrder(plan, [worker], centre), queue, world);
    expect(verdicts(plan, gathered).every((line) => line.endsWith('inconclusive sliceNotSigned'))).toBe(true);
    expect(told).toContainEqual(refused);
  });

  test('without a worker: told soon, given up when patience ends', async () => {
    const plan = fleetPlan(2);
    const { queue, state } = fakeQueue();
    state.workers = 0;
    const { world, gathered, told, state: time } = course({ patienceMs: 30_000 });
    await gatherVantage(vantageOrder(plan, [worker], centre), queue, world);
    expect(told.map(({ code }) => code)).toEqual(['fleetNobody']);
    expect(verdicts(plan, gathered).every((line) => line.endsWith('inconclusive fleetWithoutWorker'))).toBe(
      true,
    );
    expect(time.ms).toBeGreaterThanOrEqual(30_000);
    expect(time.ms).toBeLessThan(40_000);
  });

  test('a queue that is away for a while is waited for, and told of once', async () => {
    const plan = fleetPlan(2);
    const fake = fakeQueue((job) => {
      job.state = 'done';
      job.answer = answerTo(job.order, worker);
    });
    fake.state.broken = new Error('connect ECONNREFUSED');
    const { world, gathered, told } = course({
      onSleep: (ms) => {
        if (ms >= 20_000) fake.state.broken = undefined;
      },
    });
    await gatherVantage(vantageOrder(plan, [worker], centre), fake.queue, world);
    expect(told.map(({ code }) => code)).toEqual(['fleetQueueSilent', 'fleetQueueAgain']);
    expect(verdicts(plan, gathered).every((line) => line.includes(' pass '))).toBe(true);
  });

  test('a queue that stays away leaves everything undecided', async () => {
    const plan = fleetPlan(2);
    const fake = fakeQueue();
    fake.state.broken = new Error('connect ECONNREFUSED');
    const { world, gathered } = course({ patienceMs: 5000 });
    await gatherVantage(vantageOrder(plan, [worker], centre), fake.queue, world);
    const lines = verdicts(plan, gathered);
    expect(lines.length).toBe(4);
    expect(lines.every((line) => line.endsWith('inconclusive fleetQueueLost'))).toBe(true);
  });

  test('a stop is told to the workers, and what they saw until then is taken', async () => {
    const plan = fleetPlan(100);
    const why = { code: 'deadlineOver', values: { at: 'x' } };
    const { queue, jobs, state } = fakeQueue();
    const made = course({
      onSleep: (ms) => {
        if (ms >= 1000) made.state.stop = why;
        if (!state.beacons.some((beacon) => beacon !== null)) return;
        const [job] = jobs.values();
        if (job !== undefined)
          Object.assign(job, { state: 'done', answer: answerTo(job.order, worker, { whole: false }) });
      },
    });
    await gatherVantage(vantageOrder(plan, [worker], centre), queue, made.world);
    expect(state.beacons).toContainEqual(why);
    expect(made.gathered.length).toBe(100);
    expect(made.gathered.every(({ whole }) => !whole)).toBe(true);
    const seen = made.gathered.filter(({ shown: [first] }) => first!.kind === 'sweep');
    expect(seen.length).toBeGreaterThanOrEqual(8);
    const lines = verdicts(plan, made.gathered);
    expect(lines.length).toBe(200);
    expect(jobs.size).toBe(0);
  });
});
