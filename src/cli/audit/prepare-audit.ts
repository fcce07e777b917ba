import { InputError } from '../../model/mistake.ts';
import type { PlanRequest } from '../plan-options.ts';
import { prepare, type Prepared } from '../prepare.ts';
import { systemLookup } from '../system-lookup.ts';
import { findResumable, preparedAgain, type Resumable } from './resume-run.ts';

export interface AuditRequest extends Omit<PlanRequest, 'site'> {
  readonly site?: string | undefined;
  readonly out?: string | undefined;
  readonly sweeper?: string | undefined;
  readonly resume?: string | undefined;
}

/** Reads and plans a site, or finds the run that is to be gone on with. Sends no probe. */
export async function prepareAudit(
  request: AuditRequest,
): Promise<{ readonly prepared: Prepared; readonly resumable?: Resumable }> {
  const { site, resume } = request;
  if (resume === undefined) return { prepared: await prepare({ ...request, site: site! }, systemLookup) };
  const settled = settledByRun(request);
  if (settled.length > 0) {
    const reasons = settled.map((argument) => ({ code: 'resumeSettles', values: { argument } }));
    throw new InputError(reasons.map((reason) => ({ file: null, line: null, column: null, reason })));
  }
  const resumable = await findResumable(resume);
  return { prepared: preparedAgain(resumable.saved), resumable };
}

/** What a run that goes on does as it began: to say it again could only mean something else. */
function settledByRun({ site, vantage, only, rate, timeout, sweeper, out }: AuditRequest): string[] {
  const given = {
    SITE: site,
    '--vantage': vantage[0],
    '--only': only[0],
    '--rate': rate,
    '--timeout': timeout,
    '--sweeper': sweeper,
    '--out': out,
  };
  return Object.entries(given).flatMap(([argument, value]) => (value === undefined ? [] : [argument]));
}
