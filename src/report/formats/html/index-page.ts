import type { Language } from '../../../model/language.ts';
import type { Report } from '../../../model/report.ts';
import { outcomeSentence, outcomeStanding, outcomeWord } from '../../describe.ts';
import { wordsIn, type Words } from '../../words.ts';
import { markup, type Markup } from './markup.ts';
import { page } from './page.ts';
import { trend } from './trend.ts';

/** One page for many runs: each site with its latest outcome, its history, and what changed last. */
export function renderIndex(bySite: ReadonlyMap<string, readonly Report[]>, language: Language): string {
  const words = wordsIn(language);
  const sites = [...bySite].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const body = markup`<header>
<div class="top">
<h1>${words('pageIndexTitle')}</h1>
<button type="button" id="theme" hidden>${words('pageTheme')}</button>
</div>
</header>
<main>
${sites.map(([site, runs]) => siteSection(site, runs, words, language))}
</main>`;
  return page({ title: words('pageIndexTitle'), language, body });
}

function siteSection(
  site: string,
  runs: readonly Report[],
  words: Words,
  language: Language,
): Markup | false {
  const latest = runs.at(-1);
  if (latest === undefined) return false;
  return markup`<section>
<h2>${site}</h2>
<p class="s-${outcomeStanding(latest)}">${words('pageLatest')}: <b class="tone">${outcomeWord(latest, words)}</b> ${outcomeSentence(latest, words)} (${words('pageIndexRuns', { count: runs.length })})</p>
${trend(runs, words, language)}
</section>
`;
}
