import { describe, expect, test } from '@jest/globals';
import { audit, planFor } from './audit.ts';
import * as faults from './faults.ts';
import type { Fault, PortBehaviour } from './network.ts';
import { seededRandom } from './random.ts';

/** A seeded tenth; `npm run soak` sets the whole. */
const runs = Number(process.env['PORTWITNESS_SIMULATED_RUNS'] ?? 1000);

/** Faults by name, each made anew from the run's random numbers. */
const scenarios: Readonly<Record<string, (random: () => number) => Fault[]>> = {
  none: () => [],
  loss: (random) => [faults.loss(0.01 + 0.29 * random(), random)],
  bursts: (random) => [faults.burstLoss(20 + 400 * random(), 500 + 3000 * random(), random)],
  outage: (random) => [faults.outage(4000 * random(), 500 + 6000 * random())],
  'rate limit': (random) => [faults.rateLimit(20 + 400 * random())],
  'shunning for a while': (random) => [faults.shunning(10 + 50 * random(), 5000 + 20_000 * random())],
  'shunning for good': (random) => [faults.shunning(5 + 100 * random(), Infinity)],
  'a device rejects for a while': (random) => [
    faults.answeringDevice('rejected', 3000 * random(), 50 + 3000 * random()),
  ],
  'a device resets for a while': (random) => [
    faults.answeringDevice('refused', 3000 * random(), 50 + 3000 * random()),
  ],
  'a device rejects from then on': (random) => [
    faults.answeringDevice('rejected', 20 + 3000 * random(), Infinity),
  ],
  'a device resets from then on': (random) => [
    faults.answeringDevice('refused', 20 + 3000 * random(), Infinity),
  ],
  flapping: (random) => [faults.flapping(300 + 4000 * random(), 200 + 3000 * random(), 5000 * random())],
  exhaustion: (random) => [faults.exhaustion(20 + 300 * random())],
  'dead host': () => [faults.deadHost(0)],
  'host dies': (random) => [faults.deadHost(200 + 4000 * random())],
  mixed: (random) => {
    const others = Object.keys(scenarios).filter((name) => name !== 'mixed' && name !== 'none');
    const pick = () => scenarios[others[Math.floor(random() * others.length)]!]!(random);
    return [...pick(), ...pick()];
  },
};

/** What a shut port does: it drops, resets, or either. */
const shutWays: readonly ((port: number) => PortBehaviour)[] = [
  () => 'drop',
  () => 'reset',
  (port) => (port % 7 === 0 ? 'reset' : 'drop'),
];

const names = Object.keys(scenarios);

interface Tally {
  runs: number;
  inconclusive: number;
  passed: number;
}

async function oneRun(seed: number, truth: 'shut' | 'open') {
  const random = seededRandom(seed);
  const name = names[seed % names.length]!;
  const first = 1 + Math.floor(random() * 400);
  const forbidden = `${first}-${first + Math.floor(random() * 80)}`;
  const open = truth === 'open' ? first : -1;
  const shut = shutWays[Math.floor(random() * shutWays.length)]!;
  const expected = (['closed', 'closed', 'blocked'] as const)[Math.floor(random() * 3)]!;
  const documented = new Set([1443, 1080]);
  const plan = planFor({
    documented: '1080,1443',
    forbidden,
    expected,
    attempts: 2 + Math.floor(random() * 3),
    missLimit: 1e-4,
    perHost: [100, 500, 2000][Math.floor(random() * 3)]!,
  });
  const behaviour = (port: number): PortBehaviour =>
    documented.has(port) || port === open ? 'open' : shut(port);
  const { verdicts } = await audit(plan, { behaviour, faults: scenarios[name]!(random), random });
  const verdict = verdicts.find(({ check }) => check.rule === 'deny')!;
  return { name, verdict, crosses: expected === 'blocked' };
}

describe(`${runs} seeded runs against a simulated network`, () => {
  test('an open port is never called shut', async () => {
    const falsePasses: number[] = [];
    let found = 0;
    for (let seed = 1; seed <= runs; seed++) {
      const { verdict } = await oneRun(seed, 'open');
      if (verdict.verdict === 'pass') falsePasses.push(seed);
      if (verdict.verdict === 'fail' && verdict.observed.open.length > 0) found++;
    }
    expect(falsePasses).toEqual([]);
    // Caution must not be blindness: nearly every open port is named.
    expect(found / runs).toBeGreaterThan(0.8);
  }, 600_000);

  test('a shut port is proven shut wherever the path allows, and always where it has no fault', async () => {
    const byFault = new Map<string, Tally>();
    const falseFailures: number[] = [];
    for (let seed = 1; seed <= runs; seed++) {
      const { name, verdict, crosses } = await oneRun(seed, 'shut');
      // A reset that crossed breaks or leaves open a `blocked` rule, rightly: those runs say nothing of caution.
      if (crosses && verdict.observed.refused > 0) continue;
      if (verdict.verdict === 'fail') falseFailures.push(seed);
      const tally = byFault.get(name) ?? { runs: 0, inconclusive: 0, passed: 0 };
      tally.runs++;
      if (verdict.verdict === 'inconclusive') tally.inconclusive++;
      if (verdict.verdict === 'pass') tally.passed++;
      byFault.set(name, tally);
    }
    const lines = [...byFault].map(
      ([name, { runs: made, inconclusive }]) =>
        `${name.padEnd(22)} ${String(inconclusive).padStart(5)} of ${String(made).padStart(5)} inconclusive  ${((100 * inconclusive) / made).toFixed(1)} %`,
    );
    process.stderr.write(`Truly shut ports that end inconclusive, by fault:\n${lines.join('\n')}\n`);
    expect(falseFailures).toEqual([]);
    expect(byFault.get('none')).toMatchObject({ inconclusive: 0 });
  }, 600_000);
});
