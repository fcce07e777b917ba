import type { Language } from '../model/language.ts';
import type { ReasonValues } from '../model/reason.ts';
import type { Report, ReportNote, ReportNotCovered } from '../model/report.ts';
import { messageOf, say } from '../text/catalogue.ts';

/**
 * The report with every sentence said anew in a language. A code that this version does not know, from a newer
 * one's report, keeps its sentence as it was written.
 */
export function inLanguage(report: Report, language: Language): Report {
  if (report.run.language === language) return report;
  const resay = (written: string, code: string | undefined, values: ReasonValues | undefined): string =>
    code === undefined || values === undefined || messageOf(code) === undefined
      ? written
      : say({ code, values }, language);
  const note = <Note extends ReportNote | ReportNotCovered>(written: Note): Note => ({
    ...written,
    reason: resay(written.reason, written.reasonCode, written.reasonValues),
  });
  return {
    ...report,
    run: { ...report.run, language },
    notCovered: report.notCovered.map(note),
    ...(report.warnings && { warnings: report.warnings.map(note) }),
    checks: report.checks.map((check) => ({
      ...check,
      reason: resay(check.reason, check.reasonCode, check.reasonValues),
      findings: check.findings.map((finding) => ({
        ...finding,
        reason: resay(finding.reason, finding.code, finding.values),
      })),
      ...(check.causes && { causes: check.causes.map(note) }),
      ...(check.notExcluded && { notExcluded: check.notExcluded.map(note) }),
    })),
  };
}
