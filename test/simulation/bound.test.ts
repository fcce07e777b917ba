import { describe, expect, test } from '@jest/globals';
import { binomialAtMost } from '../../src/plan/loss-bound.ts';
import { audit, planFor } from './audit.ts';
import { loss } from './faults.ts';
import { seededRandom } from './random.ts';

/** A seeded tenth of the ports; `npm run soak` sets all 2,000. */
const ports = Number(process.env['PORTWITNESS_SIMULATED_PORTS'] ?? 200);

/**
 * The stated bound against the truth: every forbidden port is open, the attempts are fixed, and what stayed
 * silent was missed. More misses than the bound allows must not be significant (binomial test at 1 %).
 */
describe(`${ports} open ports behind a lossy path`, () => {
  for (const percent of [10, 20, 30]) {
    for (const attempts of [1, 2, 3, 4]) {
      test(`${percent} % lost each way, ${attempts} attempts`, async () => {
        const random = seededRandom(percent * 10 + attempts);
        const plan = planFor({
          documented: '443',
          forbidden: `1001-${1000 + ports}`,
          expected: 'closed',
          attempts,
          missLimit: 1, // any loss is within it: the attempts stay as they are
          perHost: 2000,
        });
        const lossy = loss(percent / 100, random);
        const network = { behaviour: () => 'open' as const, faults: [lossy], random } as const;
        const { verdicts } = await audit(plan, network);
        const verdict = verdicts.find(({ check }) => check.rule === 'deny')!;
        const bound = verdict.controls!.lossBound ** attempts;
        const missed = verdict.observed.silent;
        if (attempts === 1) expect(missed).toBeGreaterThan(0); // the loss is really there
        // The chance of so many misses or more, were the bound the true chance of one.
        const chance = missed === 0 ? 1 : 1 - binomialAtMost(missed - 1, ports, bound);
        expect({ missed, chance: chance > 0.01 }).toEqual({ missed, chance: true });
      });
    }
  }
});
