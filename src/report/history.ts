import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Report } from '../model/report.ts';
import { readReport, reportFileName } from './read.ts';

/** A line of more runs than this says no more. */
const runsShown = 12;

/** Folders with a report in them, each once, by name; undefined where the path is no folder, or a run's own. */
export async function findRuns(path: string): Promise<string[] | undefined> {
  if (!(await isFolder(path)) || (await isFile(join(path, reportFileName)))) return undefined;
  const entries = await readdir(path, { withFileTypes: true });
  const runs: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    // links lead out of the folder that was named: they are not followed
    if (entry.isDirectory() && (await isFile(join(path, entry.name, reportFileName))))
      runs.push(join(path, entry.name));
  }
  return runs;
}

/** The reports of many runs, by site; each site's oldest first. One that can't be read is a mistake to tell. */
export async function readRuns(folders: readonly string[]): Promise<Map<string, Report[]>> {
  const bySite = new Map<string, Report[]>();
  for (const folder of folders) {
    const report = await readReport(folder);
    bySite.set(report.site.name, [...(bySite.get(report.site.name) ?? []), report]);
  }
  for (const [site, reports] of bySite) bySite.set(site, byTime(reports));
  return bySite;
}

/** The runs of the same site before this one, from the folders beside its own, oldest first. */
export async function readEarlier(path: string, report: Report): Promise<Report[]> {
  const run = resolve((await isFolder(path)) ? path : dirname(path));
  if (!(await isFile(join(run, reportFileName)))) return [];
  const beside = (await findRuns(dirname(run))) ?? [];
  const earlier: Report[] = [];
  for (const folder of beside) {
    if (basename(folder) === basename(run)) continue;
    // a broken neighbour is no reason not to show this run
    const other = await readReport(folder).catch(() => undefined);
    if (other?.site.name === report.site.name && other.run.startedAt < report.run.startedAt)
      earlier.push(other);
  }
  return byTime(earlier).slice(1 - runsShown);
}

function byTime(reports: readonly Report[]): Report[] {
  return reports.toSorted((a, b) => Date.parse(a.run.startedAt) - Date.parse(b.run.startedAt));
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
