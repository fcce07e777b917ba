import { exitStatus, statusOfRun, type ExitStatus } from '../exit-status.ts';
import type { AuditResult } from '../audit.ts';
import { writeReport } from '../output.ts';
import { OutputFailure } from '../output-failure.ts';
import type { OutputRequest } from '../output-requests.ts';
import type { Session } from '../session.ts';

/** After a run: shows its report, and answers the status to end with. Throws OutputFailure where something could not be written. */
export async function concludeAudit(
  { report, unkept }: AuditResult,
  { requests, quiet }: { readonly requests: readonly OutputRequest[]; readonly quiet: boolean },
  session: Session,
): Promise<ExitStatus> {
  // what could not be kept is shown all the same
  const silent = quiet && report.outcome === 'compliant' && unkept.length === 0;
  await writeReport(report, silent ? requests.filter(({ file }) => file !== null) : requests, session);
  if (unkept.length > 0) throw new OutputFailure(unkept);
  if (!session.world.interrupted.aborted) return statusOfRun(report);
  session.world.stderr.write(`${session.say('runInterruptedKept')}\n`);
  return exitStatus.interrupted;
}
