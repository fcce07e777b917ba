import { exitStatus, statusOfRun, type ExitStatus } from '../exit-status.ts';
import type { AuditResult } from '../audit.ts';
import { writeReport } from '../output.ts';
import { OutputFailure } from '../output-failure.ts';
import type { OutputRequest } from '../output-requests.ts';
import type { Session } from '../session.ts';
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
  { report, unkept }: AuditResult,
  { requests, quiet, watched }: Conclusion,
  session: Session,
): Promise<ExitStatus> {
  const kept = unkept.length === 0;
  const unsettled = await watched.settle(report, kept);
  // what could not be kept is shown all the same
  const silent = quiet && !watched.isNews(report) && kept;
  await writeReport(report, silent ? requests.filter(({ file }) => file !== null) : requests, session);
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
