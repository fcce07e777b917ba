import { describe, expect, test } from '@jest/globals';
import { checkOf } from '../audit.ts';
import { allScenarios } from './all.ts';
import { type Ending, type Expected, runScenario } from './bed.ts';

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
  test.concurrent.each(runs)('%s, truly %s: %s, IPv%i', async (_name, truth, sweeper, family, scenario) => {
    const { [sweeper]: differs, ...both }: Expected = scenario[truth];
    const expected = { ...both, ...differs };
    const audited = await runScenario(scenario, truth, family, sweeper);
    const closed = checkOf(audited, 'forbidden');
    const flow = checkOf(audited, 'service');
    if (truth === 'open') expect(closed.verdict).not.toBe('pass'); // whatever the table says
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
  });
});

/** Matches any of these; `*` stands for any reason. */
function oneOf(endings: Ending | readonly Ending[]): unknown {
  return expect.stringMatching(new RegExp(`^(${[endings].flat().join('|').replaceAll('*', '.*')})$`));
}
