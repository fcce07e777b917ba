import type { Language } from '../../../model/language.ts';
import type { Report } from '../../../model/report.ts';
import { formatNumber } from '../../../text/number.ts';
import { anchorOf } from '../../anchor.ts';
import { standingWord } from '../../describe.ts';
import { marks } from '../../marks.ts';
import { matrixOf, standingsIn, type MatrixCell } from '../../matrix.ts';
import { titleOf } from '../../picture/graph.ts';
import type { Words } from '../../words.ts';
import { markup, type Markup } from './markup.ts';

/** Sources down, destinations across; each number leads to the first such check. */
export function matrix(report: Report, words: Words, language: Language): Markup | false {
  const { sources, destinations, cell } = matrixOf(report);
  if (sources.length === 0) return false;
  const title = words('pageMatrix');
  return markup`<section aria-labelledby="matrix">
<h2 id="matrix">${title}</h2>
<div class="scroll" tabindex="0" role="group" aria-label="${title}">
<table class="matrix">
<thead><tr><th scope="col">${words('pageMatrixSource')}</th>${destinations.map(
    (role) => markup`<th scope="col">${titleOf(report, role, language)}</th>`,
  )}</tr></thead>
<tbody>${sources.map(
    (
      source,
    ) => markup`<tr><th scope="row">${titleOf(report, source.role, language)} <small>(${source.vantage})</small></th>${destinations.map(
      (destination) => tally(cell(source, destination), words, language),
    )}</tr>
`,
  )}</tbody>
</table>
</div>
</section>`;
}

function tally(cell: MatrixCell | undefined, words: Words, language: Language): Markup {
  if (cell === undefined) return markup`<td class="none"><span aria-hidden="true">·</span></td>`;
  return markup`<td>${standingsIn(cell).map((standing) => {
    const count = formatNumber(language, cell.counts.get(standing)!);
    const label = `${standingWord(standing, words)}: ${count}`;
    return markup`<a href="#${anchorOf(cell.first.get(standing)!.id)}" aria-label="${label}" title="${label}"><span class="pill s-${standing}">${marks[standing]} ${count}</span></a>`;
  })}</td>`;
}
