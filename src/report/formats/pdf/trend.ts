import type { Language } from '../../../model/language.ts';
import type { Report } from '../../../model/report.ts';
import { formatNumber } from '../../../text/number.ts';
import { compareReports, type Change } from '../../compare.ts';
import { instantWords } from '../../dates.ts';
import { outcomeStanding, outcomeWord, standings, standingWord, type Standing } from '../../describe.ts';
import { marks } from '../../marks.ts';
import type { Words } from '../../words.ts';
import { heading, paragraph, tableOf, type Bookmark, type Cell } from './blocks.ts';
import { ink, tones, type Sheet } from './sheet.ts';

/** Paper is long: more changes than this stand in the HTML report and in `diff`. */
const changesShown = 100;

/** The last runs of the site, the newest first, and what changed since the one before. `runs`: oldest first. */
export function trendSection(
  sheet: Sheet,
  runs: readonly Report[],
  words: Words,
  language: Language,
  bookmarks: Bookmark[],
): void {
  const [before, after] = [runs.at(-2), runs.at(-1)];
  if (before === undefined || after === undefined) return;
  heading(sheet, words('pageTrend'), 'trend', bookmarks);
  tableOf(
    sheet,
    [words('labelWhen'), words('pageOutcome'), ...standings.map((standing) => standingWord(standing, words))],
    [0.27, 0.2, ...standings.map(() => 0.53 / standings.length)],
    runs.toReversed().map((run) => runCells(run, words, language)),
  );
  changes(sheet, compareReports(before, after), words, language);
}

function runCells(run: Report, words: Words, language: Language): Cell[] {
  return [
    { text: instantWords(run.run.startedAt, language) },
    { text: outcomeWord(run, words), color: tones[outcomeStanding(run)].ink, bold: true },
    ...standings.map((standing) => ({
      text: formatNumber(language, run.counts[standing]),
      color: run.counts[standing] === 0 ? ink.muted : tones[standing].ink,
    })),
  ];
}

function changes(sheet: Sheet, found: readonly Change[], words: Words, language: Language): void {
  if (found.length === 0) return paragraph(sheet, words('pageNoChanges'));
  const side = (standing: Standing | null): Cell =>
    standing === null
      ? { text: words('pageAbsent') }
      : {
          text: `${marks[standing]} ${standingWord(standing, words)}`,
          color: tones[standing].ink,
          bold: true,
        };
  tableOf(
    sheet,
    [words('pageChanges'), words('pageWas'), words('pageIs')],
    [0.6, 0.2, 0.2],
    found
      .slice(0, changesShown)
      .map(({ id, title, before, after }) => [
        { text: `${title[language]}\n${id}` },
        side(before),
        side(after),
      ]),
  );
  if (found.length > changesShown)
    paragraph(sheet, words('pageMore', { count: found.length - changesShown }));
}
