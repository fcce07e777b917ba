import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/model/report.ts';
import { compareReports } from '../../src/report/compare.ts';
import { bySite, findRuns, readEarlier, readNamed } from '../../src/report/history.ts';
import { makeCheck, makeReport } from './report-maker.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portwitness-history-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const said = { en: 'x', es: 'x' };
const check = (rule: string, verdict: 'pass' | 'fail') => makeCheck({ rule, verdict, said }, 'en');

function reportOf(day: number, checks: Report['checks'], site = 'contoso'): Report {
  const at = `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`;
  const run = { id: `run-${day}`, startedAt: at, finishedAt: at, complete: true };
  return makeReport(checks, { run, site: { name: site, sha256: '00' } });
}

function save(name: string, report: unknown): string {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'report.json'), JSON.stringify(report));
  return join(folder, name);
}

async function read(...paths: string[]) {
  const { reports, folders } = await readNamed(paths);
  return [folders, ...reports.map(({ run }) => run.id)];
}

test('what changed: ends otherwise, is new, is gone; what stayed is not told', () => {
  const before = reportOf(1, [check('same', 'pass'), check('broke', 'pass'), check('gone', 'fail')]);
  const after = reportOf(2, [check('new', 'fail'), check('same', 'pass'), check('broke', 'fail')]);
  expect(compareReports(before, after).map(({ title, before, after }) => [title.en, before, after])).toEqual([
    ['new', null, 'fail'],
    ['broke', 'pass', 'fail'],
    ['gone', 'fail', null],
  ]);
});

describe('a folder of runs', () => {
  test('is told from a run, its runs stand by site and time, other folders and links are passed over', async () => {
    const newest = save('a', reportOf(3, [check('r', 'fail')]));
    save('b', reportOf(1, [check('r', 'pass')]));
    save('c', reportOf(2, [check('r', 'pass')], 'fabrikam'));
    mkdirSync(join(folder, 'empty'));
    symlinkSync(newest, join(folder, 'link'));
    const runs = await findRuns(folder);
    expect(runs).toEqual(['a', 'b', 'c'].map((name) => join(folder, name)));
    expect(await findRuns(newest)).toBeUndefined();
    const { reports, folders } = await readNamed([folder]);
    expect(folders).toBe(true);
    expect([...bySite(reports)].map(([site, reports]) => [site, reports.map(({ run }) => run.id)])).toEqual([
      ['contoso', ['run-1', 'run-3']],
      ['fabrikam', ['run-2']],
    ]);
  });

  test('and runs by name are read together, each run once', async () => {
    const runs = join(folder, 'runs');
    mkdirSync(runs);
    save('runs/a', reportOf(3, [check('r', 'fail')]));
    save('runs/b', reportOf(1, [check('r', 'pass')]));
    const alone = save('c', reportOf(2, [check('r', 'pass')], 'fabrikam'));
    expect(await read(alone, join(runs, 'a', 'report.json'))).toEqual([false, 'run-2', 'run-3']);
    expect(await read(alone, alone, join(alone, 'report.json'))).toEqual([false, 'run-2']);
    expect(await read(join(runs, 'b'), runs, alone)).toEqual([true, 'run-1', 'run-3', 'run-2']);
    await expect(read(alone, join(folder, 'nowhere'))).rejects.toMatchObject({ mistakes: [{}] });
  });

  test('gives a run those before it of its own site; broken ones are left aside', async () => {
    const report = reportOf(5, [check('r', 'pass')]);
    const run = save('e', report);
    save('b', reportOf(2, [check('r', 'pass')]));
    save('c', reportOf(9, [check('r', 'pass')]));
    save('d', reportOf(3, [check('r', 'pass')], 'fabrikam'));
    save('f', { broken: true });
    const earlier = await readEarlier(run, report);
    expect(earlier.map(({ run }) => run.id)).toEqual(['run-2']);
    expect(await readEarlier(join(run, 'report.json'), report)).toHaveLength(1);
  });
});
