import type { Language } from '../../../model/language.ts';
import type { Report } from '../../../model/report.ts';
import { formatNumber } from '../../../text/number.ts';
import { compareReports, type Change } from '../../compare.ts';
import { instantWords } from '../../dates.ts';
import { outcomeStanding, outcomeWord, standings, standingWord, type Standing } from '../../describe.ts';
import type { Words } from '../../words.ts';
import { markup, type Markup } from './markup.ts';
import { pill } from './overview.ts';

const changesShown = 200;
const [width, height, edge] = [640, 110, 16];

/** The last runs as a line of failures and as a table, and what changed since the run before. Oldest first. */
export function trend(runs: readonly Report[], words: Words, language: Language): Markup {
  const [before, after] = [runs.at(-2), runs.at(-1)];
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${words('pageTrend')}">
${runs.length > 1 && failureLine(runs, words)}
<table>
<thead><tr><th scope="col">${words('labelWhen')}</th><th scope="col">${words('labelRun')}</th><th scope="col">${words('pageOutcome')}</th>${standings.map(
    (standing) => markup`<th scope="col">${standingWord(standing, words)}</th>`,
  )}</tr></thead>
<tbody>${runs.toReversed().map((run) => runRow(run, words, language))}</tbody>
</table>
</div>
${before !== undefined && after !== undefined && changes(compareReports(before, after), words, language)}`;
}

function runRow(run: Report, words: Words, language: Language): Markup {
  return markup`<tr><th scope="row">${instantWords(run.run.startedAt, language)}</th><td><code>${run.run.id}</code></td><td class="s-${outcomeStanding(run)}"><b class="tone">${outcomeWord(run, words)}</b></td>${standings.map(
    (standing) => markup`<td>${formatNumber(language, run.counts[standing])}</td>`,
  )}</tr>
`;
}

/** Failures that no waiver covers, run by run; the dots have the colour of the outcome. The table says the same. */
function failureLine(runs: readonly Report[], words: Words): Markup {
  const most = Math.max(1, ...runs.map(({ counts }) => counts.fail));
  const dots = runs.map((run, i) => ({
    x: Math.round(edge + (i * (width - 2 * edge)) / (runs.length - 1)),
    y: Math.round(height - 26 - (run.counts.fail / most) * (height - 56)),
    run,
  }));
  return markup`<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">
<path class="trend" d="M${dots.map(({ x, y }) => `${x} ${y}`).join('L')}"/>
${dots.map(
  ({
    x,
    y,
    run,
  }) => markup`<g class="s-${outcomeStanding(run)}"><circle class="dot" cx="${x}" cy="${y}" r="5"/><text class="small" text-anchor="middle" x="${x}" y="${y - 10}">${run.counts.fail}</text></g>
`,
)}<text class="small" x="${edge - 6}" y="${height - 4}">${words('sectionFailures')}</text>
</svg>`;
}

function changes(found: readonly Change[], words: Words, language: Language): Markup {
  if (found.length === 0) return markup`<p>${words('pageNoChanges')}</p>`;
  const side = (standing: Standing | null) =>
    standing === null ? words('pageAbsent') : pill(standing, words);
  return markup`<h3 class="changes">${words('pageChanges')}</h3>
<div class="scroll" tabindex="0" role="group" aria-label="${words('pageChanges')}">
<table>
<thead><tr><th scope="col">${words('labelCheck')}</th><th scope="col">${words('pageWas')}</th><th scope="col">${words('pageIs')}</th></tr></thead>
<tbody>${found.slice(0, changesShown).map(
    ({
      id,
      title,
      before,
      after,
    }) => markup`<tr><th scope="row">${title[language]}<br><small><code>${id}</code></small></th><td>${side(before)}</td><td>${side(after)}</td></tr>
`,
  )}</tbody>
</table>
</div>
${found.length > changesShown && markup`<p>${words('pageMore', { count: found.length - changesShown })}</p>`}`;
}
