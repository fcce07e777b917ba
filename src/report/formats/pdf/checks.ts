import type { Language } from '../../../model/language.ts';
import type { Report, ReportCheck } from '../../../model/report.ts';
import { certificateLife } from '../../certificate-life.ts';
import { certificatesOf } from '../../certificates.ts';
import { shorten } from '../../clean.ts';
import { observedWords, portsWords, standingWord, targetWords } from '../../describe.ts';
import { factWords } from '../../fact-words.ts';
import { marks } from '../../marks.ts';
import { matrixOf, standingsIn } from '../../matrix.ts';
import { titleOf } from '../../picture/graph.ts';
import { sectionsOf, type Section } from '../../sections.ts';
import { checkStory } from '../../story.ts';
import type { Words } from '../../words.ts';
import { heading, pairs, tableOf, type Bookmark, type Cell } from './blocks.ts';
import { margins, tones, type Sheet } from './sheet.ts';

/** From each source to each destination that was asked: how many checks ended how. */
export function matrixSection(
  sheet: Sheet,
  report: Report,
  words: Words,
  language: Language,
  bookmarks: Bookmark[],
): void {
  const { sources, destinations, cell } = matrixOf(report);
  const rows = sources.flatMap((source) =>
    destinations.flatMap((destination): Cell[][] => {
      const found = cell(source, destination);
      if (found === undefined) return [];
      const [worst] = standingsIn(found);
      const told = standingsIn(found).map(
        (standing) => `${marks[standing]} ${standingWord(standing, words)}: ${found.counts.get(standing)}`,
      );
      return [
        [
          { text: `${titleOf(report, source.role, language)} (${source.vantage})` },
          { text: titleOf(report, destination, language) },
          { text: told.join(', '), color: tones[worst!].ink },
        ],
      ];
    }),
  );
  if (rows.length === 0) return;
  heading(sheet, words('pageMatrix'), 'matrix', bookmarks);
  tableOf(sheet, [words('labelFrom'), words('labelTo'), words('sectionChecks')], [0.34, 0.33, 0.33], rows);
}

/** What did not pass is told in full, what did in a line each. */
export function checkSections(
  sheet: Sheet,
  report: Report,
  words: Words,
  language: Language,
  bookmarks: Bookmark[],
): void {
  for (const section of sectionsOf(report, words)) {
    const { standing, title, checks } = section;
    heading(sheet, `${title} (${checks.length})`, standing, bookmarks);
    if (standing === 'pass' || standing === 'notApplicable') shortRows(sheet, section, words, language);
    else for (const check of checks) story(sheet, report, check, section, words, language);
  }
}

function story(
  sheet: Sheet,
  report: Report,
  check: ReportCheck,
  { standing }: Section,
  words: Words,
  language: Language,
): void {
  const { pdf } = sheet;
  sheet.need(110);
  sheet.tag('H3', () => {
    sheet.font('bold', 10.5, tones[standing].ink);
    pdf.text(`${marks[standing]} ${sheet.clean(check.title[language])}`, margins.left, pdf.y, {
      width: sheet.width(),
    });
  });
  pdf.y += 3;
  const top = { page: pdf.page, y: pdf.y };
  const answers = factWords(check.facts, words);
  pairs(
    sheet,
    [
      ...checkStory(report, check, words, language),
      ...(answers.length > 0 ? [{ label: words('pageAnswers'), values: answers }] : []),
    ],
    10,
  );
  if (pdf.page === top.page)
    sheet.decorate(() => pdf.rect(margins.left, top.y, 2.5, pdf.y - top.y - 5).fill(tones[standing].ink));
  pdf.y += 6;
}

function shortRows(sheet: Sheet, { standing, checks }: Section, words: Words, language: Language): void {
  const last = standing === 'pass' ? words('labelObserved') : words('labelReason');
  const rows = checks.map((check) => [
    { text: `${marks[standing]} ${check.title[language]}` },
    { text: targetWords(check) },
    { text: portsWords(check, words) },
    { text: standing === 'pass' ? observedWords(check, words) : check.reason },
  ]);
  tableOf(
    sheet,
    [words('labelCheck'), words('labelTo'), words('labelPorts'), last],
    [0.36, 0.26, 0.16, 0.22],
    rows,
  );
}

/** Each certificate that was seen, and how long it lasts. */
export function certificateSection(
  sheet: Sheet,
  report: Report,
  words: Words,
  language: Language,
  bookmarks: Bookmark[],
): void {
  const seen = certificatesOf(report);
  if (seen.length === 0) return;
  heading(sheet, words('pageCertificates'), 'certificates', bookmarks);
  const rows = seen.map(({ certificate, checks }) => {
    const { tone, sentence } = certificateLife(certificate, report.run.startedAt, words, language);
    return [
      {
        text: `${certificate.subject}\n${words('pageIssuer')}: ${certificate.issuer}\n${certificate.key}`
          .split('\n')
          .join(' · '),
      },
      { text: shorten(certificate.names.join(', '), 300) },
      { text: sentence, color: tones[tone].ink },
      { text: shorten(checks.map(targetWords).join('; '), 200) },
    ];
  });
  const head = [words('pageCertificate'), words('pageNames'), words('pageValidity'), words('pageSeenAt')];
  tableOf(sheet, head, [0.34, 0.24, 0.2, 0.22], rows);
}
