import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { makeCheck, makeReport } from '../report/report-maker.ts';
import { fakeWorld } from './fake-world.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portwitness-several-'));
  save('runs/monday', 'contoso', 16, 'pass');
  save('runs/friday', 'contoso', 20, 'fail');
  save('runs/wednesday', 'contoso', 18, 'pass');
  save('other', 'fabrikam', 17, 'pass');
});
afterAll(() => rmSync(folder, { recursive: true }));

function save(name: string, site: string, day: number, verdict: 'pass' | 'fail'): void {
  const at = `2026-11-${day}T10:00:00.000Z`;
  const run = { id: name.replace('runs/', ''), startedAt: at, finishedAt: at, complete: true };
  const said = { en: `Seen on ${name}.`, es: `Visto el ${name}.` };
  const report = makeReport([makeCheck({ rule: 'web', verdict, said }, 'en')], {
    run,
    site: { name: site, sha256: '00' },
  });
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'report.json'), JSON.stringify(report));
}

async function report(...args: string[]) {
  const { world, written } = fakeWorld(['report', ...args]);
  return { status: await runCommandLine({ ...world, cwd: folder }), ...written };
}

const at = (...names: string[]) => names.map((name) => join(folder, name));

describe('several runs', () => {
  test('of one site, in any order: the newest is shown, in any format', async () => {
    const { status, stdout } = await report(...at('runs/friday', 'runs/monday'));
    expect([status, stdout.includes('NON-COMPLIANT')]).toEqual([0, true]);
    const markdown = await report(...at('runs/monday', 'runs/wednesday'), '--format', 'markdown');
    expect(markdown.stdout).toContain('**Run:** wednesday');
  });

  test('the others are its history, and no run that was not named', async () => {
    const file = join(folder, 'trend.html');
    await report(...at('runs/friday', 'runs/monday'), '--format', `html=${file}`);
    const page = readFileSync(file, 'utf8');
    const trend = page.slice(page.indexOf('id="trend"'), page.indexOf('id="checks"'));
    expect(trend).toContain('<code>friday</code>');
    expect(trend).toContain('<code>monday</code>');
    expect(trend).not.toContain('wednesday');
  });

  test('of several sites, or a folder with others: an index of the sites', async () => {
    for (const paths of [at('runs/friday', 'other'), at('runs', 'other')]) {
      const { status, stdout } = await report(...paths, '--format', 'html');
      expect(status).toBe(0);
      expect(stdout).toContain('<h2>contoso</h2>');
      expect(stdout).toContain('<h2>fabrikam</h2>');
    }
  });

  test('an index is none for other formats: status 2, and what to do', async () => {
    const { status, stderr } = await report(...at('runs/friday', 'other'), '--format', 'pdf=x.pdf');
    expect(status).toBe(2);
    expect(stderr).toContain('These are 2 runs of a folder or of several sites');
    expect((await report(...at('runs'))).stderr).toContain('These are 3 runs');
  });

  test('none at all, or one that is not there: status 2', async () => {
    expect((await report()).status).toBe(2);
    expect((await report(...at('runs/friday', 'runs/sunday'))).status).toBe(2);
  });
});
