import type { Language } from '../../../model/language.ts';
import type { Report } from '../../../model/report.ts';
import { groupByControl, standingCounts } from '../../controls.ts';
import { dayWords } from '../../dates.ts';
import { standingWord } from '../../describe.ts';
import { marks } from '../../marks.ts';
import { methodWords } from '../../method-words.ts';
import { conditionParticulars } from '../../particulars.ts';
import { legend } from '../../sections.ts';
import type { Words } from '../../words.ts';
import { heading, pairs, paragraph, rule, tableOf, type Bookmark } from './blocks.ts';
import { ink, margins, type Sheet } from './sheet.ts';

/** What the report rests on, and where people put their names to it. */
export function closing(
  sheet: Sheet,
  report: Report,
  words: Words,
  language: Language,
  bookmarks: Bookmark[],
): void {
  const controls = groupByControl(report);
  if (controls.length > 0) {
    heading(sheet, words('sectionControls'), 'controls', bookmarks);
    paragraph(sheet, words('controlsMeaning'));
    tableOf(
      sheet,
      [words('labelFramework'), words('labelControl'), words('labelChecks')],
      [0.34, 0.22, 0.44],
      controls.flatMap(({ title, controls }) =>
        controls.map((group) =>
          [title, group.control, standingCounts(group, words)].map((text) => ({ text })),
        ),
      ),
    );
  }
  const conditions = conditionParticulars(report, words, language);
  if (conditions.length > 0) {
    heading(sheet, words('sectionConditions'), 'conditions', bookmarks);
    pairs(sheet, conditions, 0, sheet.width() * 0.7);
  }
  const documents = Object.entries(report.documents).map(([id, { title, revised }]) => ({
    label: id,
    values: [
      revised === undefined
        ? title
        : `${title} (${words('pageRevised', { day: dayWords(revised, language) })})`,
    ],
  }));
  if (documents.length > 0) {
    heading(sheet, words('sectionDocuments'), 'documents', bookmarks);
    pairs(sheet, documents);
  }
  heading(sheet, words('sectionMethod'), 'method', bookmarks);
  const method = methodWords(report, words);
  if (method !== undefined) paragraph(sheet, method);
  pairs(
    sheet,
    legend(words).map(({ standing, meaning }) => ({
      label: `${marks[standing]} ${standingWord(standing, words)}`,
      values: [meaning],
    })),
  );
  paragraph(sheet, words('pageEvidence'), 9, ink.muted);
  pairs(sheet, [
    { label: words('labelSite'), values: [`SHA-256 ${report.site.sha256}`] },
    {
      label: words('labelProfiles'),
      values: report.profiles.map(({ id, version, sha256 }) => `${id} ${version}, SHA-256 ${sha256}`),
    },
  ]);
  signatures(sheet, words, bookmarks);
}

function signatures(sheet: Sheet, words: Words, bookmarks: Bookmark[]): void {
  const { pdf } = sheet;
  sheet.need(220);
  heading(sheet, words('pageSignatures'), 'signatures', bookmarks);
  for (const who of [words('pageTester'), words('pageReviewer')]) {
    sheet.tag('P', () => {
      sheet.font('bold', 9.5);
      pdf.text(who, margins.left, pdf.y, { width: sheet.width() });
    });
    pdf.y += 34;
    const { y } = pdf;
    rule(sheet, y);
    const columns = [words('pageSignedBy'), words('pageSignedOn'), words('pageSignature')];
    sheet.tag('P', () => {
      columns.forEach((text, i) => {
        sheet.font('plain', 8, ink.muted);
        pdf.text(text, margins.left + (sheet.width() / 3) * i, y + 3, { width: sheet.width() / 3 });
      });
    });
    pdf.y = y + 26;
  }
}
