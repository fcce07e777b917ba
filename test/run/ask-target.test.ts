import { expect, test } from '@jest/globals';
import { parsePorts } from '../../src/model/ports.ts';
import type { SweepObservation } from '../../src/model/observation.ts';
import { audit, planFor } from '../simulation/audit.ts';
import { answeringDevice, outage, rateLimit } from '../simulation/faults.ts';
import type { Fault, PortBehaviour } from '../simulation/network.ts';
import { seededRandom } from '../simulation/random.ts';

async function sweepOf(behaviour: (port: number) => PortBehaviour, over: object = {}, faults: Fault[] = []) {
  const plan = planFor({
    documented: '443',
    forbidden: '1-100',
    expected: 'closed',
    attempts: 3,
    missLimit: 1e-4,
    perHost: 500,
    ...over,
  });
  const { verdicts, observations } = await audit(plan, { behaviour, faults, random: seededRandom(7) });
  const sweep = observations.find((one): one is SweepObservation => one.kind === 'sweep')!;
  return { sweep, deny: verdicts.find(({ check }) => check.rule === 'deny')! };
}

const shut = (port: number): PortBehaviour => (port === 443 ? 'open' : 'drop');

test('the documented port is the control; silent ports are asked as often as the pace wants', async () => {
  const { sweep, deny } = await sweepOf((port) => (port === 443 ? 'open' : 'drop'));
  expect(sweep.controls).toMatchObject({ port: 443, answer: 'open', rule: 'flow-443', asked: 66, lost: 0 });
  expect(sweep.rounds).toHaveLength(3);
  expect(deny).toMatchObject({ verdict: 'pass', attempts: 3 });
  expect(deny.missProbability).toBeLessThanOrEqual(1e-4);
});

test('resets of the same host are controls where no documented port is open', async () => {
  const { sweep, deny } = await sweepOf((port) => (port % 3 === 0 ? 'reset' : 'drop'), { documented: '' });
  expect(sweep.controls).toMatchObject({ answer: 'refused', rule: null });
  expect(sweep.controls!.asked).toBeGreaterThanOrEqual(64);
  expect(deny.verdict).toBe('pass');
});

test('a host that resets everything is asked controls all the same', async () => {
  const { sweep, deny } = await sweepOf(() => 'reset', { documented: '' });
  expect(sweep.controls!.asked).toBeGreaterThan(0);
  expect(deny).toMatchObject({ verdict: 'pass', reason: { code: 'closedAnswered' } });
});

test('a silent host proves nothing, but is searched for what may be open', async () => {
  expect((await sweepOf(() => 'drop')).deny).toMatchObject({ reason: { code: 'closedHostSilent' } });
  const found = await sweepOf((port) => (port === 77 ? 'open' : 'drop'));
  expect(found.deny).toMatchObject({ verdict: 'fail', observed: { open: [77] } });
});

test('a port that resets every second time is found', async () => {
  let asked = 0;
  const { deny } = await sweepOf((port) => {
    if (port === 77) return asked++ % 2 === 0 ? 'reset' : 'open';
    return port === 443 ? 'open' : 'reset';
  });
  expect(deny).toMatchObject({ verdict: 'fail', observed: { open: [77] } });
});

test('a port that is silent, then resets, then opens is found', async () => {
  let asked = 0;
  const { deny } = await sweepOf((port) => {
    if (port === 77) return (['drop', 'reset'] as const)[asked++] ?? 'open';
    return port === 443 ? 'open' : 'drop';
  });
  expect(deny).toMatchObject({ verdict: 'fail', observed: { open: [77] } });
});

test('what was seen before an error stays seen', async () => {
  let asked = 0;
  const broken = (port: number): PortBehaviour => {
    if (asked++ > 250) throw new Error('the sender broke');
    return port === 443 || port === 77 ? 'open' : 'drop';
  };
  const { sweep, deny } = await sweepOf(broken);
  expect(sweep.groups.find(({ state }) => state === 'open')!.ports).toContain('77');
  expect(deny).toMatchObject({ verdict: 'fail', observed: { open: [77] } });
  asked = 0;
  const shutThen = await sweepOf((port) => (broken(port) === 'open' && port === 443 ? 'open' : 'drop'));
  expect(shutThen.deny).toMatchObject({ verdict: 'inconclusive', reason: { code: 'askingFailed' } });
});

test('a forbidden port that serves as control and then opens is found', async () => {
  let asked = 0;
  const { deny } = await sweepOf((port) => {
    if (port !== 77) return 'drop';
    return asked++ < 4 ? 'reset' : 'open';
  });
  expect(deny).toMatchObject({ verdict: 'fail', observed: { open: [77] } });
});

test('resets of a device that has had enough of the scanner are no proof', async () => {
  const { sweep, deny } = await sweepOf(shut, {}, [answeringDevice('refused', 20, Infinity)]);
  expect(sweep.controls!.lost).toBeGreaterThan(0);
  expect(deny).toMatchObject({ verdict: 'inconclusive', reason: { code: 'closedAnswersStopped' } });
});

test('rejections of a router whose far side is gone are asked again', async () => {
  const { deny } = await sweepOf((port) => (port === 443 || port === 77 ? 'open' : 'drop'), {}, [
    answeringDevice('rejected', 10, 200),
  ]);
  expect(deny).toMatchObject({ verdict: 'fail', observed: { open: [77] } });
});

test('many ports that reset are asked once, unless nothing may listen', async () => {
  const wide = { forbidden: '1000-9000' };
  const once = await sweepOf((port) => (port === 443 ? 'open' : 'reset'), wide);
  expect(once.deny.attempts).toBe(1);
  const twice = await sweepOf((port) => (port === 443 ? 'open' : 'reset'), {
    ...wide,
    expected: 'not-listening',
  });
  expect(twice.deny).toMatchObject({ verdict: 'pass', attempts: 2 });
});

test('what falls into an outage is asked again', async () => {
  const { sweep, deny } = await sweepOf(shut, { forbidden: '1001-3000' }, [outage(1500, 800)]);
  expect(sweep.rounds.some(({ voided }) => voided > 0)).toBe(true);
  expect(deny.verdict).toBe('pass');
});

test('a limiter is met at a slower pace, and named', async () => {
  const { sweep, deny } = await sweepOf(shut, {}, [rateLimit(40)]);
  expect(deny.verdict).toBe('pass');
  expect(sweep.rounds.at(-1)!.stage).toBeGreaterThan(1);
  expect(sweep.causes.map(({ code }) => code)).toContain('causeRateLimit');
});

test('nothing is asked but what the plan names', async () => {
  const asked = new Set<number>();
  await sweepOf((port) => {
    asked.add(port);
    return port === 443 ? 'open' : 'drop';
  });
  const planned = parsePorts('1-100,443,60001,60003,60005,60007')!;
  const outside = [...asked].filter((port) => !planned.some(({ from, to }) => from <= port && port <= to));
  expect(outside).toEqual([]);
  expect(asked.size).toBe(105);
});
