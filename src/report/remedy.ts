import type { ReportCheck } from '../model/report.ts';
import { openPorts, portsWords, sourceWords, targetWords } from './describe.ts';
import type { Words } from './words.ts';

/** What to do about a check that failed or could not be decided; undefined where there is nothing to do. */
export function remedyWords(check: ReportCheck, words: Words): string | undefined {
  if (check.verdict === 'pass' || check.verdict === 'notApplicable') return undefined;
  if (check.verdict === 'inconclusive') return words('remedyAskAgain', { check: check.id });
  const where = { ports: portsWords(check, words), source: sourceWords(check), target: targetWords(check) };
  return check.kind === 'closed' ? shutRemedy(check, where, words) : openRemedy(check, where, words);
}

interface Where {
  readonly ports: string;
  readonly source: string;
  readonly target: string;
}

function shutRemedy({ observed, protocol }: ReportCheck, where: Where, words: Words): string {
  if (observed.open.length === 0) return words('remedyCrossed', where);
  return words('remedyLeak', { ...where, ports: `${openPorts(observed.open, words)}/${protocol}` });
}

function openRemedy({ observed, findings, rejections }: ReportCheck, where: Where, words: Words): string {
  const failed = findings.filter(({ verdict }) => verdict === 'fail').map(({ expectation }) => expectation);
  if (failed.length > 0)
    return words('remedyFinding', { target: where.target, findings: [...new Set(failed)].join(', ') });
  if (observed.rejected > 0) {
    const device = rejections.find(({ from }) => from !== null)?.from ?? '?';
    return words('remedyRejected', { ...where, device });
  }
  return observed.refused > 0 ? words('remedyRefused', where) : words('remedySilent', where);
}
