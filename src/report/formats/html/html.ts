import type { Report } from '../../../model/report.ts';
import { inLanguage } from '../../localize.ts';
import { wordsIn } from '../../words.ts';
import type { RenderOptions } from '../format.ts';
import { appendix } from './appendix.ts';
import { certificates } from './certificates.ts';
import { controls } from './controls.ts';
import { checkList } from './checks.ts';
import { markup } from './markup.ts';
import { matrix } from './matrix.ts';
import { overview } from './overview.ts';
import { page } from './page.ts';
import { picture } from './picture.ts';
import { trend } from './trend.ts';

/** One self-contained page: convinces in a minute, bears a day's questioning. */
export function renderHtml(original: Report, { language, earlier = [] }: RenderOptions): string {
  const report = inLanguage(original, language);
  const words = wordsIn(language);
  const body = markup`${overview(report, words, language)}
${picture(report, words, language)}
${matrix(report, words, language)}
${
  earlier.length > 0 &&
  markup`<section aria-labelledby="trend">
<h2 id="trend">${words('pageTrend')}</h2>
${trend([...earlier, report], words, language)}
</section>`
}
${checkList(report, words, language)}
${certificates(report, words, language)}
${controls(report, words)}
${appendix(report, words, language)}`;
  return page({ title: words('reportTitle', { site: report.site.name }), language, body });
}
