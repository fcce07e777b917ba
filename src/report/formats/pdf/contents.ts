import type { Report } from '../../../model/report.ts';
import type { Words } from '../../words.ts';
import type { Bookmark } from './blocks.ts';
import { ink, margins, type Sheet } from './sheet.ts';

/** Where the table of contents goes. */
export interface Reserved {
  readonly page: number;
  readonly y: number;
}

/** A dozen lines with their heading. */
const room = 280;

/** Keeps the rest of the cover for the contents where it suffices, else a page, and begins the next one. */
export function reserveContents({ pdf }: Sheet): Reserved {
  if (pdf.y + room > pdf.page.height - margins.bottom) pdf.addPage();
  const reserved = { page: pdf.bufferedPageRange().count - 1, y: Math.max(pdf.y + 26, margins.top) };
  pdf.addPage();
  return reserved;
}

/** Fills the place that was kept for it, once every section has its page. */
export function contents(
  sheet: Sheet,
  { page, y }: Reserved,
  bookmarks: readonly Bookmark[],
  words: Words,
): void {
  const { pdf } = sheet;
  pdf.switchToPage(page);
  sheet.tag('H2', () => {
    sheet.font('bold', 12);
    pdf.text(words('pageContents'), margins.left, y, { width: sheet.width() });
  });
  pdf.y += 5;
  sheet.group('TOC', () => {
    for (const { title, name, page: at } of bookmarks) {
      const { y } = pdf;
      sheet.group('TOCI', () => {
        sheet.tag('Reference', () => {
          sheet.font('plain', 9.5);
          pdf.text(title, margins.left, y, { width: sheet.width() - 40, goTo: name });
          pdf.text(String(at + 1), margins.left + sheet.width() - 40, y, { width: 40, align: 'right' });
        });
      });
      pdf.y = y + 16;
    }
  });
}

/** Run and page on every sheet of paper, so that no single one can be taken for another run's. */
export function footers(sheet: Sheet, report: Report, words: Words): void {
  const { pdf } = sheet;
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page);
    const bottom = pdf.page.margins.bottom;
    pdf.page.margins.bottom = 0; // or the text would start a new page
    pdf.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
    const y = pdf.page.height - 38;
    sheet.font('plain', 7.5, ink.muted);
    const half = sheet.width() / 2;
    pdf.text(sheet.clean(`${report.site.name} · ${report.run.id}`), margins.left, y, {
      width: half,
      height: 12,
      ellipsis: true,
    });
    pdf.text(words('pageNumber', { page: page + 1, pages: count }), margins.left + half, y, {
      width: half,
      align: 'right',
    });
    pdf.endMarkedContent();
    pdf.page.margins.bottom = bottom;
  }
}
