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

/**
 * The reports of runs, of report.json files and of folders of runs, each run once; `folders`: a folder of runs was
 * among them. One that can't be read is a mistake to tell.
 */
export async function readNamed(
  paths: readonly string[],
): Promise<{ readonly reports: readonly Report[]; readonly folders: boolean }> {
  const reports = new Map<string, Report>();
  let folders = false;
  for (const path of paths) {
    const runs = (await findRuns(path)) ?? [];
    folders ||= runs.length > 0;
    for (const run of runs.length > 0 ? runs : [path]) {
      const report = await readReport(run);
      reports.set(`${report.site.name} ${report.run.id}`, report);
    }
  }
  return { reports: [...reports.values()], folders };
}

/** The reports of each site, its oldest first. */
export function bySite(reports: readonly Report[]): Map<string, Report[]> {
  const sites = new Map<string, Report[]>();
  for (const report of byTime(reports)) {
    const known = sites.get(report.site.name);
    if (known === undefined) sites.set(report.site.name, [report]);
    else known.push(report);
  }
  return sites;
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
