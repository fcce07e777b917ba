import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { headsOf, runsIn } from '../../src/evidence/links.ts';
import { readRun } from '../../src/evidence/read-run.ts';
import { openRunFolder } from '../../src/evidence/run-folder.ts';
import { sealRun } from '../../src/evidence/seal.ts';
import type { RunLink } from '../../src/evidence/settings.ts';
import { verifyRun } from '../../src/evidence/verify.ts';
import { InputError } from '../../src/model/mistake.ts';
import type { Report } from '../../src/model/report.ts';
import { clock, lostAt, processes, runStart } from './run-start.ts';

const settings = { anchors: null, now: new Date('2026-11-21T00:00:00Z') };

let base: string;
beforeEach(async () => (base = await mkdtemp(join(tmpdir(), 'verify-'))));
afterEach(() => rm(base, { recursive: true }));

/** Keeps a run of its own folder, which follows those that are there. */
async function keepRun(id: string, retired: readonly RunLink[] = [], sealed = true): Promise<string> {
  const path = join(base, id);
  const before = headsOf(await runsIn(base), 'test');
  const start = runStart(id);
  const folder = await openRunFolder(path, { ...start, settings: { ...start.settings, before } }, processes);
  await folder.addObservations([lostAt('192.0.2.1')], true);
  const run = {
    id,
    startedAt: '2026-11-20T10:00:00.000Z',
    finishedAt: '2026-11-20T10:00:01.000Z',
    complete: true,
  };
  const report = { run, site: { name: 'test' }, outcome: 'compliant' } as Report;
  if (sealed)
    await folder.finish(report, { kind: 'ended', clock, complete: true, clockMovedMs: 0, warnings: [] });
  await folder.close();
  await folder.release();
  if (sealed) await sealRun(path, report, before, { now: () => settings.now, retired });
  return path;
}

async function found(path: string): Promise<{ verdict: string; codes: string[] }> {
  const { verdict, problems } = await verifyRun(path, settings);
  return { verdict, codes: problems.map(({ code }) => code) };
}

describe('verify', () => {
  test('names what was changed, removed, added, or replaced by a link', async () => {
    const path = await keepRun('one');
    expect(await found(path)).toEqual({ verdict: 'intact', codes: [] });
    const changes: [string, () => Promise<unknown>][] = [
      ['fileAltered', () => writeFile(join(path, 'report.json'), '{}')],
      ['fileGone', () => rm(join(path, 'plan.jsonl'))],
      ['fileAdded', () => writeFile(join(path, 'inputs', 'more.yaml'), 'x')],
      ['fileGone', () => rm(join(path, 'manifest.sha256'))],
      [
        'fileNoFile',
        async () => {
          await rename(join(path, 'used.json'), join(base, 'elsewhere'));
          await symlink(join(base, 'elsewhere'), join(path, 'used.json'));
        },
      ],
    ];
    await cp(path, join(base, 'kept'), { recursive: true });
    for (const [code, change] of changes) {
      await change();
      expect(await found(path)).toEqual({ verdict: 'altered', codes: [code] });
      await rm(path, { recursive: true });
      await cp(join(base, 'kept'), path, { recursive: true });
    }
  });

  test('a run that has not ended can not be decided, and is no proof of anything', async () => {
    const path = await keepRun('killed', [], false);
    expect(await found(path)).toEqual({ verdict: 'undecidable', codes: ['runNotSealed'] });
    expect(await found(join(base, 'nowhere'))).toEqual({
      verdict: 'undecidable',
      codes: ['runFolderMissing'],
    });
  });

  test('a run that was removed from the chain is missed', async () => {
    const [first, second, third] = [await keepRun('one'), await keepRun('two'), await keepRun('three')];
    for (const path of [first, second, third]) expect((await found(path)).verdict).toBe('intact');
    await rename(second, join(tmpdir(), 'verify-away'));
    expect(await found(third)).toEqual({ verdict: 'altered', codes: ['beforeGone'] });
    expect((await found(first)).verdict).toBe('intact');
    await rename(join(tmpdir(), 'verify-away'), second);
    await rm(first, { recursive: true });
    await rm(third, { recursive: true });
    // alone: nobody can tell
    expect(await found(second)).toEqual({ verdict: 'undecidable', codes: ['beforeNotHere'] });
  });

  test('a run that did not end and was removed is missed, too', async () => {
    const killed = await keepRun('killed', [], false);
    const [next] = [await keepRun('next'), await keepRun('last')];
    expect((await found(next)).verdict).toBe('intact');
    await rm(killed, { recursive: true });
    expect((await found(next)).codes).toEqual(['beforeGone']);
  });

  test('one that never began may be thrown away', async () => {
    await keepRun('empty', [], false);
    await writeFile(join(base, 'empty', 'journal.jsonl'), '');
    const next = await keepRun('next');
    await rm(join(base, 'empty'), { recursive: true });
    expect(await found(next)).toEqual({ verdict: 'intact', codes: [] });
  });

  test('a pipe in the place of a file is a change, and waits for nobody', async () => {
    const path = await keepRun('one');
    for (const name of ['report.json', 'manifest.sha256', 'manifest.json']) {
      await rm(join(path, name));
      execFileSync('mkfifo', [join(path, name)]);
      expect((await found(path)).verdict).not.toBe('intact');
    }
    await expect(readRun(path)).resolves.toBeDefined();
    await rm(join(path, 'plan.jsonl'));
    execFileSync('mkfifo', [join(path, 'plan.jsonl')]);
    await expect(readRun(path)).rejects.toThrow(InputError);
  });

  test('one that was removed on purpose, by a later run that says so, is not missed', async () => {
    const first = await keepRun('one');
    const second = await keepRun('two');
    const retired = [{ run: 'one', folder: 'one', manifest: null }];
    await keepRun('three', retired);
    await rm(first, { recursive: true });
    expect(await found(second)).toEqual({ verdict: 'intact', codes: [] });
  });

  test('a run that was made anew, manifest and all, is found out by the one that followed it', async () => {
    const first = await keepRun('one');
    const second = await keepRun('two');
    await rm(first, { recursive: true });
    const kept = join(base, 'two');
    await rename(second, join(tmpdir(), 'verify-two'));
    const start = await keepRun('one');
    await writeFile(join(start, 'more.txt'), 'forged');
    const report = {
      run: {
        id: 'one',
        startedAt: settings.now.toISOString(),
        finishedAt: settings.now.toISOString(),
        complete: true,
      },
      site: { name: 'test' },
      outcome: 'compliant',
    } as Report;
    await sealRun(start, report, [], { now: () => settings.now });
    await rename(join(tmpdir(), 'verify-two'), kept);
    expect((await found(kept)).codes).toEqual(['beforeAltered']);
    expect((await found(start)).codes).toEqual(['knownOtherwise']);
  });

  test('two that went on side by side are both followed by the next', async () => {
    const first = await keepRun('one');
    await rename(first, join(base, '..', 'verify-one'));
    await keepRun('two');
    await rename(join(base, '..', 'verify-one'), first);
    const third = await keepRun('three');
    await rm(first, { recursive: true });
    expect((await found(third)).codes).toEqual(['beforeGone']);
  });
});
