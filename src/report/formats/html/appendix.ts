import type { Language } from '../../../model/language.ts';
import type { Report } from '../../../model/report.ts';
import { dayWords } from '../../dates.ts';
import { methodWords } from '../../method-words.ts';
import { conditionParticulars } from '../../particulars.ts';
import { legend } from '../../sections.ts';
import type { Words } from '../../words.ts';
import { markup, type Markup } from './markup.ts';
import { definitions, pill } from './overview.ts';

/** What the report rests on: the site's answers, documents, method, legend, and hashes of what was read. */
export function appendix(report: Report, words: Words, language: Language): Markup {
  const conditions = conditionParticulars(report, words, language);
  const documents = Object.entries(report.documents);
  const method = methodWords(report, words);
  return markup`${
    conditions.length > 0 &&
    markup`<section>
<h2>${words('sectionConditions')}</h2>
${definitions(conditions)}
</section>`
  }
${
  documents.length > 0 &&
  markup`<section>
<h2>${words('sectionDocuments')}</h2>
<dl class="facts">${documents.map(
    ([id, { title, revised }]) =>
      markup`<dt>${id}</dt><dd>${title}${revised !== undefined && ` (${words('pageRevised', { day: dayWords(revised, language) })})`}</dd>
`,
  )}</dl>
</section>`
}
${
  method !== undefined &&
  markup`<section>
<h2>${words('sectionMethod')}</h2>
<p>${method}</p>
</section>`
}
<section>
<h2>${words('sectionLegend')}</h2>
<dl class="facts">${legend(words).map(({ standing, meaning }) => markup`<dt>${pill(standing, words)}</dt><dd>${meaning}</dd>`)}</dl>
</section>
</main>
<footer>
<p>${words('pageEvidence')}</p>
<p>${report.tool.name} ${report.tool.version} · ${words('labelRun')} <code>${report.run.id}</code></p>
<p>${words('labelSite')} <code>${report.site.sha256}</code>${report.profiles.map(({ id, version, sha256 }) => markup`<br>${id} ${version} <code>${sha256}</code>`)}</p>
</footer>`;
}
