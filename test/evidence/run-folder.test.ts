import { appendFile, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { observationsOf, readRun } from '../../src/evidence/read-run.ts';
import { openRunFolder } from '../../src/evidence/run-folder.ts';
import { InputError } from '../../src/model/mistake.ts';
import type { Report } from '../../src/model/report.ts';
import { clock, lostAt, processes, runStart } from './run-start.ts';

const ended = { kind: 'ended', clock, complete: true, clockMovedMs: 0, warnings: [] } as const;

let scratch: string;
beforeEach(async () => (scratch = await mkdtemp(join(tmpdir(), 'run-folder-'))));
afterEach(() => rm(scratch, { recursive: true }));

describe('the run folder', () => {
  test('keeps what was asked for, the very bytes of the inputs, and each observation as it comes', async () => {
    const path = join(scratch, 'deep', 'run');
    const folder = await openRunFolder(path, runStart(), processes);
    expect((await readdir(path)).toSorted()).toEqual([
      'inputs',
      'journal.jsonl',
      'observations.jsonl',
      'plan.jsonl',
      'running.1',
      'settings.json',
      'used.json',
    ]);
    expect(await readFile(join(path, 'inputs', '1-site.yaml'), 'utf8')).toBe('site: test\n');
    await folder.addObservations([lostAt('192.0.2.1')], true);
    const [first, end] = (await readFile(join(path, 'observations.jsonl'), 'utf8')).split('\n');
    expect(JSON.parse(first!)).toEqual(lostAt('192.0.2.1'));
    expect(JSON.parse(end!)).toEqual({ kind: 'end', vantage: 'local', address: '192.0.2.1', whole: true });
    await folder.finish({ schema: 'portwitness/report/1' } as Report, ended);
    await folder.close();
    expect(await readdir(path)).toContain('report.json');
  });

  test('a folder that holds something is refused, and left as it is', async () => {
    await writeFile(join(scratch, 'notes.txt'), 'mine');
    await expect(openRunFolder(scratch, runStart(), processes)).rejects.toThrow(InputError);
    expect(await readdir(scratch)).toEqual(['notes.txt']);
  });

  test('of many runs that begin in one folder at the same time, one gets it', async () => {
    const runs = Array.from({ length: 8 }, (_, i) => openRunFolder(scratch, runStart(`run-${i}`), processes));
    const settled = await Promise.allSettled(runs);
    const won = settled.filter(({ status }) => status === 'fulfilled');
    const lost = settled.filter((result) => result.status === 'rejected');
    expect(won).toHaveLength(1);
    expect(lost.every(({ reason }) => reason instanceof InputError)).toBe(true);
    const [winner] = await Promise.all(runs.filter((_, i) => settled[i]!.status === 'fulfilled'));
    await winner!.close();
    expect((await readRun(scratch)).settings.run).toBe(
      `run-${settled.findIndex(({ status }) => status === 'fulfilled')}`,
    );
  });
});

describe('a run that is read again', () => {
  test('has the same plan, limits that JSON can not write included', async () => {
    const start = runStart();
    await (await openRunFolder(scratch, start, processes)).close();
    const { plan, site, profiles, complete } = await readRun(scratch);
    expect({ plan: { ...plan, parts: [...plan.parts()] }, site, profiles, complete }).toEqual({
      plan: { ...start.plan, parts: [...start.plan.parts()] },
      site: start.site,
      profiles: start.profiles,
      complete: false,
    });
    expect(plan.method.pace.rate).toBe(Infinity);
  });

  test('has what each target showed last, and no part that was cut short', async () => {
    const folder = await openRunFolder(scratch, runStart(), processes);
    await folder.addObservations([lostAt('192.0.2.1')], false);
    await folder.addObservations([lostAt('192.0.2.2')], true);
    await folder.addObservations([lostAt('192.0.2.1'), lostAt('192.0.2.1')], true);
    await folder.close();
    const file = join(scratch, 'observations.jsonl');
    const { length } = await readFile(file);
    await appendFile(file, `${JSON.stringify(lostAt('192.0.2.2'))}\n{"kind":"fail`);
    const run = await readRun(scratch);
    expect(run.observationsEnd).toBe(length);
    expect(run.shown.map(({ address, whole }) => ({ address, whole }))).toEqual([
      { address: '192.0.2.1', whole: true },
      { address: '192.0.2.2', whole: true },
    ]);
    expect(observationsOf(run)).toHaveLength(3);
  });

  test('cut short at any byte, every file of lines can still be read', async () => {
    const folder = await openRunFolder(scratch, runStart(), processes);
    await folder.addObservations([lostAt('192.0.2.1')], true);
    await folder.addObservations([lostAt('192.0.2.2')], true);
    await folder.close();
    const file = join(scratch, 'observations.jsonl');
    const whole = await readFile(file);
    for (let length = whole.length; length >= 0; length--) {
      await truncate(file, length);
      expect((await readRun(scratch)).shown.length).toBeLessThanOrEqual(2);
    }
  });

  test('a folder without a run, a run that never began, and damaged files are mistakes with their file', async () => {
    expect(await mistakeOf(join(scratch, 'none'))).toMatchObject({ reason: { code: 'runFolderMissing' } });
    await writeFile(join(scratch, 'journal.jsonl'), '{"kind":"beg');
    expect(await mistakeOf(scratch)).toMatchObject({ reason: { code: 'runNeverBegan' } });
    await rm(join(scratch, 'journal.jsonl'));
    await (await openRunFolder(scratch, runStart(), processes)).close();
    for (const name of ['settings.json', 'used.json', 'plan.jsonl', 'journal.jsonl', 'observations.jsonl']) {
      const file = join(scratch, name);
      const before = await readFile(file);
      for (const broken of ['{"kind":"target"}\n', 'null\n', '[]\n', '\n', '{"kind":"method"}\n']) {
        await writeFile(file, broken);
        expect(await mistakeOf(scratch)).toMatchObject({ file, reason: { code: 'runFileDamaged' } });
      }
      await writeFile(file, before);
    }
  });
});

async function mistakeOf(path: string): Promise<unknown> {
  return readRun(path).catch((error: unknown) => (error as InputError).mistakes[0]);
}
