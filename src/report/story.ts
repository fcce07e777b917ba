import type { Language } from '../model/language.ts';
import type { Report, ReportCheck } from '../model/report.ts';
import { controlWords } from './controls.ts';
import {
  certaintyWords,
  citeWords,
  expectedWords,
  observedWords,
  portsWords,
  sourceWords,
  targetWords,
} from './describe.ts';
import { waiverWords, type Particular } from './particulars.ts';
import { remedyWords } from './remedy.ts';
import type { Words } from './words.ts';

/** All that a report says of one check, in the order in which a person wants it. Empty lines are left out. */
export function checkStory(
  report: Report,
  check: ReportCheck,
  words: Words,
  language: Language,
): Particular[] {
  const findings = check.findings.filter(({ verdict }) => verdict !== 'pass');
  const told: readonly [label: string, ...values: (string | undefined)[]][] = [
    [words('labelPath'), `${sourceWords(check)} → ${targetWords(check)}`],
    [words('labelExpected'), `${portsWords(check, words)} ${expectedWords(check, words)}`],
    [words('labelObserved'), observedWords(check, words)],
    [words('labelReason'), check.reason],
    [words('labelFinding'), ...findings.map(({ expectation, reason }) => `${expectation}: ${reason}`)],
    [words('labelCause'), ...(check.causes ?? []).map(({ reason }) => reason)],
    [words('labelRemedy'), remedyWords(check, words)],
    [words('labelNotExcluded'), ...(check.notExcluded ?? []).map(({ reason }) => reason)],
    [words('labelCertainty'), certaintyWords(check, words, language)],
    [words('labelWhy'), check.why[language]],
    [words('labelSource'), citeWords(check, report, words)],
    [words('labelSupports'), controlWords(report, check)],
    [words('labelWaiver'), check.waiver && waiverWords(check.waiver, words, language)],
    [words('labelId'), check.id],
  ];
  return told.flatMap(([label, ...values]) => {
    const said = values.filter((value) => value !== undefined && value !== '') as string[];
    return said.length > 0 ? [{ label, values: said }] : [];
  });
}
