import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { linksOf, linkTo, siteOf, type RunBeside } from './links.ts';
import type { RunLink } from './settings.ts';

/**
 * The runs of a site that are older than is kept. Never the last good one, whatever its age: it shows what the
 * network was like when it was right; nor the newest, which the next run follows.
 */
export function expiredRuns(runs: readonly RunBeside[], site: string, keepMs: number, now: Date): RunLink[] {
  const ofSite = runs
    .filter((run) => siteOf(run) === site && startOf(run) !== undefined)
    .toSorted((a, b) => startOf(a)! - startOf(b)!);
  const kept = new Set([ofSite.at(-1), ofSite.findLast(isGood)]);
  return ofSite
    .filter((run) => !kept.has(run) && now.getTime() - startOf(run)! > keepMs)
    .map((run) => linkTo(run));
}

/**
 * What the next manifest says was removed on purpose: what expires now, and what went before and a run that stays
 * still follows, since the manifest that said so may be among those that go.
 */
export function retiredRuns(runs: readonly RunBeside[], expired: readonly RunLink[]): RunLink[] {
  const going = new Set(expired.map(({ folder }) => folder));
  const staying = runs.filter(({ folder }) => !going.has(folder));
  const followed = new Set(staying.flatMap((run) => linksOf(run).map(({ run }) => run)));
  const there = new Set(runs.map(({ folder }) => folder));
  const earlier = runs
    .flatMap(({ manifest }) => manifest?.content.retired ?? [])
    .filter(({ run, folder }) => followed.has(run) && !there.has(folder));
  return [...new Map([...earlier, ...expired].map((link) => [link.run, link])).values()];
}

/** Removes runs that a sealed manifest names as retired. One that is gone already is well. */
export async function removeRuns(base: string, retired: readonly RunLink[]): Promise<void> {
  for (const { folder } of retired) {
    // a name that leads elsewhere is not a folder beside the run's
    if (folder === '' || folder === '.' || folder === '..' || /[/\\]/.test(folder)) continue;
    await rm(join(base, folder), { recursive: true, force: true });
  }
}

/** Compliant, and whole. */
export function isGood({ manifest }: RunBeside): boolean {
  return manifest?.content.run.outcome === 'compliant' && manifest.content.run.complete;
}

/** When a run began, by the clock of then. */
export function startOf({ manifest, settings }: RunBeside): number | undefined {
  const at = manifest?.content.run.startedAt ?? settings?.startedAt;
  return at === undefined ? undefined : Date.parse(at);
}
