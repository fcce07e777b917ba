import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openRunFolder } from '../../src/evidence/run-folder.ts';
import { InputError } from '../../src/model/mistake.ts';
import type { FailureObservation } from '../../src/model/observation.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Report } from '../../src/model/report.ts';

const plan: Plan = {
  method: {
    pace: { rate: Infinity, perHost: 500, attempts: 3, attemptGapMs: 1000, timeoutMs: 3000 },
    missLimit: 1e-4,
    controlsNeeded: 64,
  },
  notCovered: [],
  parts: function* () {},
};
const seen: FailureObservation = {
  kind: 'failure',
  vantage: 'outside',
  address: null,
  at: '2026-11-20T10:00:00Z',
  reason: { code: 'runInterrupted', values: {} },
};

let scratch: string;
beforeEach(async () => (scratch = await mkdtemp(join(tmpdir(), 'run-folder-'))));
afterEach(() => rm(scratch, { recursive: true }));

describe('the run folder', () => {
  test('keeps plan and observations as lines, and the report', async () => {
    const path = join(scratch, 'deep', 'run');
    const folder = await openRunFolder(path, plan);
    await folder.addObservation(seen);
    expect(JSON.parse(await readFile(join(path, 'observations.jsonl'), 'utf8'))).toEqual(seen);
    await folder.addObservation(seen);
    await folder.finish({ schema: 'portwitness/report/1' } as Report);
    expect((await readdir(path)).toSorted()).toEqual(['observations.jsonl', 'plan.jsonl', 'report.json']);
    const [method] = (await readFile(join(path, 'plan.jsonl'), 'utf8')).split('\n');
    expect(JSON.parse(method!)).toMatchObject({
      kind: 'method',
      method: { pace: { rate: null, perHost: 500 } },
    });
  });

  test('a folder that holds something is refused, and left as it is', async () => {
    await writeFile(join(scratch, 'notes.txt'), 'mine');
    await expect(openRunFolder(scratch, plan)).rejects.toThrow(InputError);
    expect(await readdir(scratch)).toEqual(['notes.txt']);
  });

  test('a run that did not end has no report', async () => {
    const folder = await openRunFolder(join(scratch, 'run'), plan);
    await folder.addObservation(seen);
    expect((await readdir(folder.path)).toSorted()).toEqual(['observations.jsonl', 'plan.jsonl']);
    await folder.finish({} as Report);
  });
});
