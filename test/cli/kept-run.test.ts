import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { linksOf, runsIn } from '../../src/evidence/links.ts';
import type { Report } from '../../src/model/report.ts';
import { fakeWorld } from './fake-world.ts';
import { onePortProfile, onePortSite } from './one-port.ts';

// whole audits, on machines that do other things too
jest.setTimeout(30_000);

let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'kept-run-'));
  await writeFile(join(scratch, 'profile.yaml'), onePortProfile);
  // a port that is shut: the audit ends in a moment
  for (const name of ['one', 'two'])
    await writeFile(at(`${name}.yaml`), onePortSite(9).replace('site: test', `site: ${name}`));
});

afterAll(() => rm(scratch, { recursive: true }));

function at(...parts: readonly string[]): string {
  return join(scratch, ...parts);
}

async function run(args: readonly string[], now: () => Date = () => new Date()) {
  const { world, written } = fakeWorld(args, { cwd: scratch, now });
  return { status: await runCommandLine(world), ...written };
}

async function warningsIn(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, 'report.json'), 'utf8');
  return ((JSON.parse(text) as Report).warnings ?? []).map(({ reasonCode }) => reasonCode);
}

describe('a run that is kept', () => {
  test('two that begin in one folder at the same time: one gets it, the other sends nothing', async () => {
    const out = at('shared');
    const [one, two] = await Promise.all(
      ['one', 'two'].map((name) => run(['audit', at(`${name}.yaml`), '--out', out])),
    );
    const [won, lost] = one!.status === 1 ? [one!, two!] : [two!, one!];
    expect([won.status, lost.status]).toEqual([1, 2]);
    expect(lost.stdout).toBe('');
    expect(lost.stderr).toContain('holds something already');
    expect((await run(['verify', out])).status).toBe(0);
  });

  test('two that begin side by side in a folder of runs: each is kept, and the next follows both', async () => {
    const sites = ['one', 'two'];
    const both = await Promise.all(
      sites.map((name) => run(['audit', at(`${name}.yaml`), '--out', at('many/')])),
    );
    expect(both.map(({ status }) => status)).toEqual([1, 1]);
    await run(['audit', at('one.yaml'), '--out', at('many/')]);
    const runs = await runsIn(at('many'));
    // a site follows its own runs alone
    expect(runs.map((found) => linksOf(found).length).toSorted((a, b) => a - b)).toEqual([0, 0, 1]);
    expect((await run(['verify', at('many')])).status).toBe(0);
  });

  test('with a clock that is set back between two runs, and in mid-run: the links hold, the report says so', async () => {
    const later = new Date(Date.now() + 3_600_000);
    expect((await run(['audit', at('one.yaml'), '--out', at('clock', 'first')], () => later)).status).toBe(1);
    expect((await run(['audit', at('one.yaml'), '--out', at('clock', 'second')])).status).toBe(1);
    expect(await warningsIn(at('clock', 'second'))).toEqual(['clockBehindRun']);

    // an hour back once the observations are open: the run is under way
    const now = () => new Date(Date.now() + (isUnderWay ? 0 : 7_200_000));
    let isUnderWay = false;
    const under = run(['audit', at('one.yaml'), '--out', at('clock', 'third')], now);
    for (;;) {
      const files: string[] = await readdir(at('clock', 'third')).catch(() => []);
      if (files.includes('observations.jsonl')) break;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    isUnderWay = true;
    expect((await under).status).toBe(1);
    expect(await warningsIn(at('clock', 'third'))).toEqual(['clockSetBack']);
    expect((await run(['verify', at('clock')])).stdout.match(/: intact: /g)).toHaveLength(3);
    await rm(at('clock', 'second'), { recursive: true });
    expect((await run(['verify', at('clock', 'third')])).stdout).toContain('was removed (second)');
  });
});
