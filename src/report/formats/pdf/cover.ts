import type { Language } from '../../../model/language.ts';
import type { Report } from '../../../model/report.ts';
import { formatNumber } from '../../../text/number.ts';
import { outcomeSentence, outcomeStanding, outcomeWord, standings, standingWord } from '../../describe.ts';
import { marks } from '../../marks.ts';
import { particulars } from '../../particulars.ts';
import type { Words } from '../../words.ts';
import { pairs } from './blocks.ts';
import { ink, margins, tones, type Sheet } from './sheet.ts';

/** The first page: the outcome in a sentence, counts, when and from where and by whose authority, what is missing. */
export function cover(sheet: Sheet, report: Report, words: Words, language: Language): void {
  const { pdf } = sheet;
  sheet.tag('H1', () => {
    sheet.font('bold', 12, ink.muted);
    pdf.text(sheet.clean(words('reportTitle', { site: report.site.name })), margins.left, margins.top, {
      width: sheet.width(),
    });
  });
  outcomeBanner(sheet, report, words);
  countRow(sheet, report, words, language);
  pairs(sheet, particulars(report, words, language));
  const { notCovered, warnings = [] } = report;
  notes(
    sheet,
    words('sectionNotCovered'),
    notCovered.map(({ rule, from, to, reason }) => `${rule} (${from} → ${to}): ${reason}`),
  );
  notes(
    sheet,
    words('sectionWarnings'),
    warnings.map(({ reason }) => reason),
  );
}

function outcomeBanner(sheet: Sheet, report: Report, words: Words): void {
  const { pdf } = sheet;
  const tone = tones[outcomeStanding(report)];
  const y = pdf.y + 12;
  sheet.decorate(() => {
    pdf.rect(margins.left, y, sheet.width(), 74).fill(tone.ground);
    pdf.rect(margins.left, y, 6, 74).fill(tone.ink);
  });
  sheet.tag('P', () => {
    sheet.font('bold', 25, tone.ink);
    pdf.text(outcomeWord(report, words), margins.left + 20, y + 11, { width: sheet.width() - 30 });
    sheet.font('plain', 11);
    pdf.text(outcomeSentence(report, words), margins.left + 20, y + 46, { width: sheet.width() - 30 });
  });
  pdf.y = y + 86;
}

function countRow(sheet: Sheet, { counts }: Report, words: Words, language: Language): void {
  const { pdf } = sheet;
  const { y } = pdf;
  const width = sheet.width() / standings.length;
  sheet.group('L', () => {
    standings.forEach((standing, i) => {
      const x = margins.left + i * width;
      sheet.group('LI', () => {
        sheet.decorate(() => pdf.rect(x, y, width - 6, 44).fill(ink.soft));
        sheet.tag('LBody', () => {
          sheet.font('bold', 16, counts[standing] === 0 ? ink.muted : tones[standing].ink);
          pdf.text(formatNumber(language, counts[standing]), x + 8, y + 5, { width: width - 20 });
          sheet.font('plain', 8.5);
          pdf.text(`${marks[standing]} ${standingWord(standing, words)}`, x + 8, y + 27, {
            width: width - 16,
          });
        });
      });
    });
  });
  pdf.y = y + 58;
}

function notes(sheet: Sheet, title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const { pdf } = sheet;
  sheet.need(40);
  pdf.y += 6;
  sheet.tag('H3', () => {
    sheet.font('bold', 10, tones.inconclusive.ink);
    pdf.text(`${title} (${lines.length})`, margins.left, pdf.y, { width: sheet.width() });
  });
  pdf.y += 2;
  sheet.group('L', () => {
    for (const line of lines) {
      sheet.group('LI', () =>
        sheet.tag('LBody', () => {
          sheet.font('plain', 9);
          pdf.text(`• ${sheet.clean(line)}`, margins.left, pdf.y, { width: sheet.width(), lineGap: 1 });
        }),
      );
    }
  });
}
