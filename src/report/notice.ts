import type { Language } from '../model/language.ts';
import type { Report } from '../model/report.ts';
import { cleanTerminal, shorten } from './clean.ts';
import { cleanTree } from './clean-tree.ts';
import { instantWords } from './dates.ts';
import { outcomeSentence, outcomeWord } from './describe.ts';
import { driftBetween } from './drift/drift.ts';
import { driftFormats } from './drift/formats.ts';
import { inLanguage } from './localize.ts';
import { wordsIn } from './words.ts';

/** What is sent when a run found something else than the one before: once for people, once for programs. */
export interface Notice {
  readonly subject: string;
  readonly text: string;
  readonly json: unknown;
}

/** More is in the report; a notice must stay one that mail servers and receivers take. */
const [linesTold, changesTold] = [200, 100];

/**
 * Is anything not as it was? Without a run before, not as it should be? Beside what `diff` compares: whether the
 * run came to its end, and which rules nobody could ask.
 */
export function isNews(report: Report, before: Report | undefined): boolean {
  if (before === undefined) return report.outcome !== 'compliant';
  return (
    driftBetween(before, report, 'en').changed ||
    before.run.complete !== report.run.complete ||
    newlyOmitted(before, report).length + newlyOmitted(report, before).length > 0
  );
}

/** `before`: the run to compare with; undefined: there is none yet. */
export function noticeOf(original: Report, before: Report | undefined, language: Language): Notice {
  const report = inLanguage(original, language);
  const words = wordsIn(language);
  const drift = before === undefined ? undefined : driftBetween(before, report, language);
  const omitted = before === undefined ? [] : newlyOmitted(before, report);
  const changes = (drift?.changes.length ?? 0) + omitted.length;
  const outcome = outcomeWord(report, words);
  const told = [
    `${outcome}. ${outcomeSentence(report, words)}`,
    ...(drift === undefined
      ? [words('noticeFirst')]
      : driftFormats.get('table')!.render(drift, language).trimEnd().split('\n')),
    ...omitted.map((rule) => words('noticeNotCovered', { rule })),
  ];
  const more = told.length - linesTold;
  const lines = [
    ...told.slice(0, linesTold),
    ...(more > 0 ? [words('noticeMore', { more })] : []),
    '',
    `${words('labelRun')}: ${report.run.id}`,
    `${words('labelWhen')}: ${instantWords(report.run.finishedAt, language)}`,
  ];
  return {
    subject: line(words('noticeSubject', { site: report.site.name, outcome, count: changes }), 200),
    text: `${lines.map((text) => line(text, 1000)).join('\n')}\n`,
    json: cleanTree({
      schema: 'portwitness/notice/1',
      site: report.site.name,
      run: report.run,
      outcome: report.outcome,
      counts: report.counts,
      drift: drift === undefined ? null : { ...drift, changes: drift.changes.slice(0, changesTold) },
      changesLeftOff: Math.max(0, (drift?.changes.length ?? 0) - changesTold),
      newlyNotCovered: omitted.slice(0, changesTold),
    }),
  };
}

/** Rules that the later run could not ask, and the earlier one could. */
function newlyOmitted(before: Report, after: Report): string[] {
  const known = new Set(before.notCovered.map(omission));
  return after.notCovered.filter((one) => !known.has(omission(one))).map(({ rule }) => rule);
}

function omission({ rule, from, to }: Report['notCovered'][number]): string {
  return JSON.stringify([rule, from, to]);
}

/** Blanks at its beginning stay; all that acts is made visible. */
function line(text: string, longest: number): string {
  return cleanTerminal(shorten(text, longest));
}
