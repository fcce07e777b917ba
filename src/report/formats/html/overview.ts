import type { Language } from '../../../model/language.ts';
import type { Report } from '../../../model/report.ts';
import { outcomeSentence, outcomeWord, standings, standingWord, type Standing } from '../../describe.ts';
import { marks } from '../../marks.ts';
import { particulars, type Particular } from '../../particulars.ts';
import { formatNumber } from '../../../text/number.ts';
import type { Words } from '../../words.ts';
import { markup, type Markup } from './markup.ts';

/** The first screen: the outcome in a sentence, counts, when and from where and by whose authority, what is missing. */
export function overview(report: Report, words: Words, language: Language): Markup {
  return markup`<header>
<a class="skip" href="#checks">${words('pageSkip')}</a>
<div class="top">
<h1>${words('reportTitle', { site: report.site.name })}</h1>
<button type="button" id="theme" hidden>${words('pageTheme')}</button>
</div>
</header>
<main>
<p class="outcome ${report.outcome}"><strong>${outcomeWord(report, words)}</strong> <span>${outcomeSentence(report, words)}</span></p>
<ul class="counts">${standings.map((standing) => count(report, standing, words, language))}</ul>
${definitions(particulars(report, words, language))}
${omissions(report, words)}
${warnings(report, words)}`;
}

function count({ counts }: Report, standing: Standing, words: Words, language: Language): Markup {
  const zero = counts[standing] === 0 ? ' zero' : '';
  return markup`<li class="s-${standing}${zero}"><b>${formatNumber(language, counts[standing])}</b> ${marks[standing]} ${standingWord(standing, words)}</li>
`;
}

/** Labels and what they stand for. */
export function definitions(told: readonly Particular[]): Markup {
  return markup`<dl class="facts">${told.map(
    ({ label, values }) => markup`<dt>${label}</dt>${values.map((value) => markup`<dd>${value}</dd>`)}
`,
  )}</dl>`;
}

function omissions({ notCovered }: Report, words: Words): Markup | false {
  if (notCovered.length === 0) return false;
  return markup`<section class="note">
<h2>${words('sectionNotCovered')} (${notCovered.length})</h2>
<ul>${notCovered.map(({ rule, from, to, reason }) => markup`<li><code>${rule}</code> (${from} → ${to}): ${reason}</li>`)}</ul>
</section>`;
}

function warnings({ warnings = [] }: Report, words: Words): Markup | false {
  if (warnings.length === 0) return false;
  return markup`<section class="note">
<h2>${words('sectionWarnings')} (${warnings.length})</h2>
<ul>${warnings.map(({ reason }) => markup`<li>${reason}</li>`)}</ul>
</section>`;
}

/** A verdict as a word with its sign. */
export function pill(standing: Standing, words: Words): Markup {
  return markup`<span class="pill s-${standing}">${marks[standing]} ${standingWord(standing, words)}</span>`;
}
