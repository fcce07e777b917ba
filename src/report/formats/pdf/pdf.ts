import type { Report } from '../../../model/report.ts';
import { inLanguage } from '../../localize.ts';
import { wordsIn } from '../../words.ts';
import type { RenderOptions } from '../format.ts';
import type { Bookmark } from './blocks.ts';
import { certificateSection, checkSections, matrixSection } from './checks.ts';
import { closing } from './closing.ts';
import { contents, footers, reserveContents } from './contents.ts';
import { cover } from './cover.ts';
import { pictureSection } from './picture.ts';
import { closeSheet, openSheet } from './sheet.ts';
import { trendSection } from './trend.ts';

/** For the file: what the HTML page says, on paper, with room for signatures. The same report gives the same bytes. */
export function renderPdf(original: Report, { language, earlier = [] }: RenderOptions): Promise<Uint8Array> {
  const report = inLanguage(original, language);
  const words = wordsIn(language);
  const sheet = openSheet({
    title: words('reportTitle', { site: report.site.name }),
    language,
    creator: `${report.tool.name} ${report.tool.version}`,
    at: new Date(report.run.finishedAt),
  });
  const bookmarks: Bookmark[] = [];
  cover(sheet, report, words, language);
  const reserved = reserveContents(sheet);
  pictureSection(sheet, report, words, language, bookmarks);
  matrixSection(sheet, report, words, language, bookmarks);
  if (earlier.length > 0) trendSection(sheet, [...earlier, report], words, language, bookmarks);
  checkSections(sheet, report, words, language, bookmarks);
  certificateSection(sheet, report, words, language, bookmarks);
  closing(sheet, report, words, language, bookmarks);
  contents(sheet, reserved, bookmarks, words);
  footers(sheet, report, words);
  return closeSheet(sheet);
}
