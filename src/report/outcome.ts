import type { Report, ReportCheck } from '../model/report.ts';
import type { Outcome } from '../model/verdict.ts';

type Counted = Pick<ReportCheck, 'verdict' | 'waiver'>;

/** How many checks ended how. A waived failure counts under `waived` alone. */
export function countVerdicts(checks: Iterable<Counted>): Report['counts'] {
  const counts = { pass: 0, fail: 0, inconclusive: 0, waived: 0, notApplicable: 0 };
  for (const check of checks) counts[isWaived(check) ? 'waived' : check.verdict] += 1;
  return counts;
}

/**
 * What a run proves. A failure that no waiver covers is proof whatever else is missing; a run that was cut
 * short, or in which nothing passed, proves no compliance.
 */
export function decideOutcome(counts: Report['counts'], complete: boolean): Outcome {
  if (counts.fail > 0) return 'nonCompliant';
  if (!complete || counts.inconclusive > 0 || counts.pass + counts.waived === 0) return 'inconclusive';
  return 'compliant';
}

export function isWaived({ verdict, waiver }: Counted): boolean {
  return verdict === 'fail' && waiver !== undefined;
}
