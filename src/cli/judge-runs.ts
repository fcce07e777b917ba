import { stat } from 'node:fs/promises';
import { observationsOf, readRun } from '../evidence/read-run.ts';
import type { Report } from '../model/report.ts';
import { joinReports, type NamedReport } from '../report/join.ts';
import { readReport } from '../report/read.ts';
import { withTestimonies } from './audit/far-side.ts';
import { judgeAgain } from './judge-again.ts';
import type { Session } from './session.ts';

type FarSide = Parameters<typeof withTestimonies>[1];

/**
 * Judges kept runs again, several as one. Beside run folders a report.json file may stand, where the folder stayed
 * at its place: its verdicts are taken as they are.
 */
export async function judgeRuns(
  paths: readonly string[],
  farSide: FarSide,
  session: Session,
): Promise<Report> {
  const judgeOne = async (path: string): Promise<Report> => {
    const saved = await readRun(path);
    const observations = await withTestimonies(observationsOf(saved), farSide, session);
    return judgeAgain(saved, session.language, observations);
  };
  const [only] = paths;
  if (paths.length === 1) return judgeOne(only!);
  const named: NamedReport[] = [];
  for (const path of paths)
    named.push({ path, report: await ((await isFile(path)) ? readReport : judgeOne)(path) });
  return joinReports(named, session.language);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => !found.isDirectory(),
    () => false,
  );
}
