import { describe, expect, test } from '@jest/globals';
import { checkOf } from '../audit.ts';
import { allScenarios } from './all.ts';
import { type Ending, type Expected, runScenario } from './bed.ts';

const runs = allScenarios.flatMap((scenario) =>
  (['open', 'shut'] as const).flatMap((truth) =>
    (scenario.sweepers ?? (['connect', 'syn'] as const)).flatMap((sweeper) =>
      ([4, 6] as const).map((family) => [scenario.name, truth, sweeper, family, scenario] as const),
    ),
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
    expect({
      closed: `${closed.verdict} ${closed.reasonCode}`,
      flow: `${flow.verdict} ${flow.reasonCode}`,
      status: audited.status,
    }).toEqual({
      closed: oneOf(expected.closed),
      flow: oneOf(expected.flow ?? 'pass *'),
      status: [expected.status].flat().find((status) => status === audited.status) ?? expected.status,
    });
    const causes = closed.causes?.map(({ reasonCode }) => reasonCode) ?? [];
    for (const cause of expected.causes ?? []) expect(causes).toContain(cause);
  });
});

/** Matches any of these; `*` stands for any reason. */
function oneOf(endings: Ending | readonly Ending[]): unknown {
  return expect.stringMatching(new RegExp(`^(${[endings].flat().join('|').replaceAll('*', '.*')})$`));
}
