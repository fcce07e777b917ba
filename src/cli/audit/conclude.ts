import { exitStatus, statusOfRun, type ExitStatus } from '../exit-status.ts';
import type { AuditResult } from '../audit.ts';
import { writeReport, writeText } from '../output.ts';
import { OutputFailure } from '../output-failure.ts';
import type { OutputRequest } from '../output-requests.ts';
import type { Session } from '../session.ts';
import type { Drift } from '../../report/drift/drift.ts';
import { driftFormats } from '../../report/drift/formats.ts';
import { cleanTerminal } from '../../report/clean.ts';
import type { WatchedRun } from '../unattended/begin.ts';

export interface Conclusion {
  readonly requests: readonly OutputRequest[];
  readonly quiet: boolean;
  /** Knows the runs before. */
  readonly watched: Pick<WatchedRun, 'isNews' | 'settle'>;
}

/**
 * After a run: tells those who wait for news, shows its report, and answers the status to end with. Throws
 * OutputFailure where something could not be written.
 */
export async function concludeAudit(
  { report, drift, unkept }: AuditResult,
  { requests, quiet, watched }: Conclusion,
  session: Session,
): Promise<ExitStatus> {
  const kept = unkept.length === 0;
  const unsettled = await watched.settle(report, kept);
  // what could not be kept is shown all the same
  const silent = quiet && !watched.isNews(report) && kept;
  await writeReport(report, silent ? requests.filter(({ file }) => file !== null) : requests, session);
  if (drift !== null && !silent) await showDrift(drift, requests, session);
  if (!kept) throw new OutputFailure(unkept);
  for (const reason of unsettled) {
    const sentence = cleanTerminal(session.say(reason.code, reason.values));
    session.world.stderr.write(`portwitness: ${sentence}\n`);
  }
  if (session.world.interrupted.aborted) {
    session.world.stderr.write(`${session.say('runInterruptedKept')}\n`);
    return exitStatus.interrupted;
  }
  const status = statusOfRun(report);
  return status === exitStatus.compliant && unsettled.length > 0 ? exitStatus.inconclusive : status;
}

/** Below the report, where that is a text; else it goes where messages go, so that what a program reads stays whole. */
async function showDrift(drift: Drift, requests: readonly OutputRequest[], session: Session): Promise<void> {
  const onStdout = requests.find(({ file }) => file === null)?.format.name;
  const format = onStdout === 'table' || onStdout === 'markdown' ? onStdout : undefined;
  const text = driftFormats.get(format ?? 'table')!.render(drift, session.language);
  if (format === undefined) session.world.stderr.write(text);
  else await writeText(`\n${text}`, session);
}
