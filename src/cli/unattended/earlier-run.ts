import { resolve } from 'node:path';
import { baseOf, siteOf, type RunBeside } from '../../evidence/links.ts';
import { startOf } from '../../evidence/retention.ts';
import { InputError } from '../../model/mistake.ts';
import type { Report } from '../../model/report.ts';
import { readReport } from '../../report/read.ts';

/** The folder that a run's folder will stand in; with a slash at its end, `--out` names it itself. */
export function baseOfOut(out: string, cwd: string): string {
  return namesBase(out) ? resolve(cwd, out) : baseOf(resolve(cwd, out));
}

export function namesBase(out: string): boolean {
  return /[/\\]$/.test(out);
}

/**
 * The report of the run before: the newest of the site that came to its end. One that was cut short is nothing to
 * compare with, and one that can't be read is passed over.
 */
export async function earlierReport(runs: readonly RunBeside[], site: string): Promise<Report | undefined> {
  const ended = runs
    .filter((run) => siteOf(run) === site && run.manifest?.content.run.complete === true)
    .toSorted((a, b) => startOf(b)! - startOf(a)!);
  for (const { path } of ended) {
    const report = await readReport(path).catch((error: unknown) => {
      if (error instanceof InputError) return undefined;
      throw error;
    });
    if (report !== undefined) return report;
  }
  return undefined;
}
