import type { Report } from '../../../model/report.ts';
import { makeVisible } from '../../clean.ts';
import { groupByControl, standingCounts } from '../../controls.ts';
import type { Words } from '../../words.ts';
import { markup, type Markup } from './markup.ts';

/** What the run gives to an assessor, by catalogue and control; each leads to its checks through the filter. */
export function controls(report: Report, words: Words): Markup | false {
  const groups = groupByControl(report);
  if (groups.length === 0) return false;
  return markup`<section aria-labelledby="controls">
<h2 id="controls">${words('sectionControls')}</h2>
<p>${words('controlsMeaning')}</p>
<dl class="facts">${groups.map(
    ({ title, controls }) =>
      markup`<dt>${title}</dt>${controls.map(
        (group) =>
          markup`<dd><a href="#show?control=${encodeURIComponent(makeVisible(group.id))}">${group.control}</a>: ${standingCounts(group, words)}</dd>`,
      )}
`,
  )}</dl>
</section>`;
}
