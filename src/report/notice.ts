import type { Language } from '../model/language.ts';
import type { Report } from '../model/report.ts';
import { cleanTerminal, shorten } from './clean.ts';
import { cleanTree } from './clean-tree.ts';
import { instantWords } from './dates.ts';
import { outcomeSentence, outcomeWord, standingWord, targetWords, type Standing } from './describe.ts';
import { inLanguage } from './localize.ts';
import { newsSince, type News } from './news.ts';
import { wordsIn, type Words } from './words.ts';

/** What is sent when a run found something else than the one before: once for people, once for programs. */
export interface Notice {
  readonly subject: string;
  readonly text: string;
  readonly json: unknown;
}

/** More is in the report; a notice must stay one that mail servers take. */
const newsTold = 50;

/** `before`: the run to compare with; undefined: there is none yet. */
export function noticeOf(original: Report, before: Report | undefined, language: Language): Notice {
  const report = inLanguage(original, language);
  const words = wordsIn(language);
  const news = before === undefined ? [] : newsSince(inLanguage(before, language), report);
  const told = news.slice(0, newsTold);
  const outcome = outcomeWord(report, words);
  const lines = [
    `${outcome}. ${outcomeSentence(report, words)}`,
    before === undefined
      ? words('noticeFirst')
      : words('noticeBefore', {
          outcome: outcomeWord(before, words),
          at: instantWords(before.run.finishedAt, language),
        }),
    '',
    ...told.flatMap((item) => newsLines(item, words, language)),
    ...(news.length > told.length ? [words('noticeMore', { more: news.length - told.length })] : []),
    '',
    `${words('labelRun')}: ${report.run.id}`,
    `${words('labelWhen')}: ${instantWords(report.run.finishedAt, language)}`,
  ];
  return {
    subject: line(words('noticeSubject', { site: report.site.name, outcome, count: news.length }), 200),
    text: `${lines.map((text) => line(text, 1000)).join('\n')}\n`,
    json: cleanTree({
      schema: 'portwitness/notice/1',
      site: report.site.name,
      run: report.run,
      outcome: report.outcome,
      counts: report.counts,
      before:
        before === undefined ? null : { run: before.run, outcome: before.outcome, counts: before.counts },
      news: told.map(({ check, ...rest }) => ({
        ...rest,
        title: check.title[language],
        reason: check.reason,
      })),
      newsLeftOff: news.length - told.length,
    }),
  };
}

function newsLines(
  { check, before, after, opened, shut, certificateChanged }: News,
  words: Words,
  language: Language,
) {
  const word = (standing: Standing | null) =>
    standing === null ? words('noticeAbsent') : standingWord(standing, words);
  const stands = before === after ? word(after) : `${word(before)} → ${word(after)}`;
  return [
    `- ${check.title[language]}: ${targetWords(check)}: ${stands}`,
    ...(opened === '' ? [] : [`  ${words('noticeOpened', { ports: opened })}`]),
    ...(shut === '' ? [] : [`  ${words('noticeShut', { ports: shut })}`]),
    ...(certificateChanged ? [`  ${words('noticeCertificate')}`] : []),
    ...(after === null || after === 'pass' ? [] : [`  ${check.reason}`]),
  ];
}

/** The mark at its beginning and its blanks stay; all that acts is made visible. */
function line(text: string, longest: number): string {
  return cleanTerminal(shorten(text, longest));
}
