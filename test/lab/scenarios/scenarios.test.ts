import { describe, expect, test } from '@jest/globals';
import { checkOf } from '../audit.ts';
import { allScenarios } from './all.ts';
import { type Ending, type Expected, runScenario, type Scenario } from './bed.ts';

/** Every truth over IPv4 and IPv6 and by both sweepers; each pair of them only where it matters, or in a soak. */
const everyWay = [
  ['connect', 4],
  ['syn', 6],
  ['connect', 6],
  ['syn', 4],
] as const;
const soak = process.env['PORTWITNESS_LAB_EVERY_WAY'] === '1';

const runs = allScenarios.flatMap((scenario) =>
  everyWay
    .slice(0, soak || scenario.everyWay === true ? 4 : 2)
    .flatMap(([sweeper, family]) =>
      (['open', 'shut'] as const).map((truth) => [scenario.name, truth, sweeper, family, scenario] as const),
    ),
);

describe('no false pass', () => {
  // Mostly they wait for silence: jest.lab.config.js says how many at once.
  test.concurrent.each(runs)('%s, truly %s: %s, IPv%i', async (name, truth, sweeper, family, scenario) => {
    try {
      await scenarioEndsAsItShould(truth, sweeper, family, scenario);
    } catch (error) {
      // A machine that stalls can upset a scenario once. A false pass gets no second chance.
      if (error instanceof FalsePass) throw error;
      process.stderr.write(`once more: ${name}, truly ${truth}: ${sweeper}, IPv${family}\n`);
      await scenarioEndsAsItShould(truth, sweeper, family, scenario);
    }
  });
});

class FalsePass extends Error {
  override readonly name = 'FalsePass';
}

async function scenarioEndsAsItShould(
  truth: 'open' | 'shut',
  sweeper: 'connect' | 'syn',
  family: 4 | 6,
  scenario: Scenario,
): Promise<void> {
  const { [sweeper]: differs, ...both }: Expected = scenario[truth];
  const expected = { ...both, ...differs };
  const audited = await runScenario(scenario, truth, family, sweeper);
  const closed = checkOf(audited, 'forbidden');
  const flow = checkOf(audited, 'service');
  // whatever the table says
  if (truth === 'open' && closed.verdict === 'pass') throw new FalsePass(closed.reason);
  const wanted: readonly (number | null)[] = [expected.status].flat();
  expect({
    closed: `${closed.verdict} ${closed.reasonCode}`,
    flow: `${flow.verdict} ${flow.reasonCode}`,
    status: audited.status,
    ...(wanted.includes(audited.status) ? {} : { said: audited.stderr }),
  }).toEqual({
    closed: oneOf(expected.closed),
    flow: oneOf(expected.flow ?? 'pass *'),
    status: wanted.find((status) => status === audited.status) ?? expected.status,
  });
  const causes = closed.causes?.map(({ reasonCode }) => reasonCode) ?? [];
  for (const cause of expected.causes ?? []) expect(causes).toContain(cause);
}

/** Matches any of these; `*` stands for any reason. */
function oneOf(endings: Ending | readonly Ending[]): unknown {
  return expect.stringMatching(new RegExp(`^(${[endings].flat().join('|').replaceAll('*', '.*')})$`));
}
