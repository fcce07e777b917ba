import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { RunBeside } from '../../src/evidence/links.ts';
import { manifestSchemaId } from '../../src/evidence/manifest.ts';
import { expiredRuns, removeRuns, retiredRuns } from '../../src/evidence/retention.ts';
import type { RunLink } from '../../src/evidence/settings.ts';

const now = new Date('2026-11-22T03:00:00Z');
const day = 86_400_000;

function link(name: string): RunLink {
  return { run: name, folder: name, manifest: null };
}

function run(
  name: string,
  daysAgo: number,
  outcome: 'compliant' | 'nonCompliant',
  parts: { complete?: boolean; site?: string; before?: string[]; retired?: string[] } = {},
): RunBeside {
  const at = new Date(now.getTime() - daysAgo * day).toISOString();
  const { complete = true, site = 'contoso', before = [], retired = [] } = parts;
  return {
    folder: name,
    path: `/runs/${name}`,
    settings: null,
    manifest: {
      sha256: '0'.repeat(64),
      content: {
        schema: manifestSchemaId,
        run: { id: name, site, startedAt: at, finishedAt: at, complete, outcome },
        files: [],
        before: before.map(link),
        retired: retired.map(link),
        signature: null,
        timeStamp: null,
      },
    },
  };
}

const names = (links: readonly RunLink[]) => links.map(({ run }) => run);

test('runs older than is kept go, the newer ones stay', () => {
  const runs = [
    run('a', 100, 'compliant'),
    run('b', 91, 'compliant'),
    run('c', 89, 'compliant'),
    run('d', 1, 'compliant'),
  ];
  expect(names(expiredRuns(runs, 'contoso', 90 * day, now))).toEqual(['a', 'b']);
});

test('the last good one stays, whatever its age; so does the newest', () => {
  const runs = [
    run('a', 300, 'compliant'),
    run('b', 200, 'compliant'),
    run('c', 100, 'nonCompliant'),
    run('d', 95, 'nonCompliant'),
  ];
  expect(names(expiredRuns(runs, 'contoso', 90 * day, now))).toEqual(['a', 'c']);
});

test('a good one that was cut short is no good one', () => {
  const runs = [
    run('a', 300, 'compliant'),
    run('b', 200, 'compliant', { complete: false }),
    run('c', 1, 'nonCompliant'),
  ];
  expect(names(expiredRuns(runs, 'contoso', 90 * day, now))).toEqual(['b']);
});

test("another site's runs are not touched", () => {
  const runs = [
    run('a', 300, 'compliant', { site: 'fabrikam' }),
    run('b', 200, 'nonCompliant'),
    run('c', 1, 'compliant'),
  ];
  expect(names(expiredRuns(runs, 'contoso', 90 * day, now))).toEqual(['b']);
});

test('what a run that stays still follows is said again, since the manifest that said so goes', () => {
  const runs = [
    run('good', 300, 'compliant', { before: ['older'] }),
    run('said-so', 200, 'nonCompliant', { before: ['good'], retired: ['older', 'long-forgotten'] }),
    run('new', 1, 'nonCompliant', { before: ['said-so'] }),
  ];
  const expired = expiredRuns(runs, 'contoso', 90 * day, now);
  expect(names(expired)).toEqual(['said-so']);
  expect(names(retiredRuns(runs, expired))).toEqual(['older', 'said-so']);
});

test('only folders beside the runs are removed; a link is, what it leads to is not', async () => {
  const base = await mkdtemp(join(tmpdir(), 'retention-'));
  try {
    await mkdir(join(base, 'runs', 'old'), { recursive: true });
    await mkdir(join(base, 'kept'));
    await writeFile(join(base, 'kept', 'file'), 'x');
    await symlink(join(base, 'kept'), join(base, 'runs', 'way-out'));
    const folders = ['old', 'way-out', '../kept', '..', '.', '', 'gone'];
    await removeRuns(
      join(base, 'runs'),
      folders.map((folder) => ({ ...link('x'), folder })),
    );
    expect([await readdir(join(base, 'runs')), await readdir(join(base, 'kept'))]).toEqual([[], ['file']]);
  } finally {
    await rm(base, { recursive: true });
  }
});
