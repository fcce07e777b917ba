import type { Language } from '../../../model/language.ts';
import type { Report, ReportCheck } from '../../../model/report.ts';
import { anchorOf } from '../../anchor.ts';
import { shorten } from '../../clean.ts';
import { certificatesIn } from '../../certificates.ts';
import { controlId, controlsOf, controlWords, groupByControl } from '../../controls.ts';
import { spanWords } from '../../dates.ts';
import {
  citeWords,
  expectedWords,
  observedWords,
  portsWords,
  sourceWords,
  standingOf,
  standings,
  standingWord,
  targetWords,
} from '../../describe.ts';
import { factWords } from '../../fact-words.ts';
import { marks } from '../../marks.ts';
import { rulesOf, type RuleGroup } from '../../rules.ts';
import { checkStory } from '../../story.ts';
import type { Particular } from '../../particulars.ts';
import type { Words } from '../../words.ts';
import { certificateAnchor } from './certificates.ts';
import { markup, type Markup } from './markup.ts';
import { pill } from './overview.ts';

/** From here on the browser draws only the checks that are on the screen, and what they share is said once. */
const many = 300;

/** Every check by its rule, the worst first, with the filters above. Short names: there may be thousands. */
export function checkList(report: Report, words: Words, language: Language): Markup {
  const rules = rulesOf(report);
  return markup`<section aria-labelledby="checks"${report.checks.length > many && markup` class="many"`}>
<h2 id="checks">${words('sectionChecks')}</h2>
${filters(report, rules, words, language)}
${rules.map((rule, i) => ruleSection(report, rule, i, words, language))}
</section>`;
}

function filters(report: Report, rules: readonly RuleGroup[], words: Words, language: Language): Markup {
  const roles = [...new Set(report.checks.flatMap(({ from, to }) => [from, to]))];
  const vantages = [...new Set(report.checks.map(({ vantage }) => vantage))];
  const controls = groupByControl(report);
  const columns = [
    words('labelVerdict'),
    words('labelRule'),
    words('labelPath'),
    words('labelPorts'),
    words('labelObserved'),
    words('labelReason'),
    words('labelId'),
  ];
  const some = (name: string, label: string, options: readonly (readonly [string, string])[]) =>
    markup`<label>${label}<select name="${name}"><option value="">${words('pageFilterAll')}</option>${options.map(
      ([value, text]) => markup`<option value="${value}">${shorten(text, 100)}</option>`,
    )}</select></label>
`;
  return markup`<form class="filters" id="filters" hidden data-columns="${columns.join('|')}">
<label>${words('pageSearch')}<input type="search" name="q" autocomplete="off"></label>
${some(
  'role',
  words('pageFilterRole'),
  roles.map((role) => [role, role]),
)}
${some(
  'vantage',
  words('pageFilterVantage'),
  vantages.map((name) => [name, name]),
)}
${some(
  'rule',
  words('pageFilterRule'),
  rules.map(({ id, checks }, i) => [String(i), `${checks[0]!.title[language]} (${id})`]),
)}
${
  controls.length > 0 &&
  some(
    'control',
    words('labelSupports'),
    controls.flatMap(({ title, controls }) =>
      controls.map(({ id, control }) => [id, `${title} ${control}`] as const),
    ),
  )
}
<fieldset><legend>${words('pageFilterVerdict')}</legend>${standings.map(
    (standing) =>
      markup`<label><input type="checkbox" name="verdict" value="${standing}" checked>${marks[standing]} ${standingWord(standing, words)}</label>
`,
  )}</fieldset>
<div class="actions">
<button type="submit">${words('pageSearch')}</button>
<button type="reset">${words('pageReset')}</button>
<button type="button" id="copy">${words('pageCopyCsv')}</button>
<output id="showing" data-text="${words('pageShowing')}"></output>
<output id="copied" data-done="${words('pageCopied')}" data-failed="${words('pageNotCopied')}"></output>
</div>
</form>`;
}

function ruleSection(
  report: Report,
  { id, checks }: RuleGroup,
  index: number,
  words: Words,
  language: Language,
): Markup {
  const [first] = checks;
  const cite = citeWords(first!, report, words);
  const supports = controlWords(report, first!);
  const ids = controlsOf(report, first!).flatMap(([framework, controls]) =>
    controls.map((control) => controlId(framework, control)),
  );
  const wanted = new Set(checks.map((check) => expectedOf(check, words)));
  const shared = report.checks.length > many && checks.length > 1 && wanted.size === 1;
  return markup`<section class="rule" data-r="${index}"${ids.length > 0 && markup` data-c="${ids.join(' ')}"`}>
<header><h3>${first!.title[language]}</h3>
${first!.why[language] !== '' && markup`<p>${first!.why[language]}</p>`}
${shared && markup`<p>${words('labelExpected')}: ${expectedOf(first!, words)}</p>`}
<p>${cite !== undefined && `${words('labelSource')}: ${cite} · `}<code>${id}</code> · ${words('pageRuleCount', { count: checks.length })}</p>
${supports !== undefined && markup`<p>${words('labelSupports')}: ${supports}</p>`}</header>
${checks.map((check) => oneCheck(report, check, shared, words, language))}
</section>
`;
}

function expectedOf(check: ReportCheck, words: Words): string {
  return `${portsWords(check, words)} ${expectedWords(check, words)}`;
}

/**
 * What the rule's heading says already is left out of each of its checks. Lines break inside of tags alone: between
 * them each break would be one more thing in the page, and with thousands of checks it opened later for it.
 */
function oneCheck(
  report: Report,
  check: ReportCheck,
  shared: boolean,
  words: Words,
  language: Language,
): Markup {
  const standing = standingOf(check);
  const anchor = anchorOf(check.id);
  const skipped = new Set([
    words('labelPath'),
    words('labelWhy'),
    words('labelSource'),
    words('labelSupports'),
    words('labelId'),
    words('labelObserved'),
    ...(shared ? [words('labelExpected')] : []),
  ]);
  const told = checkStory(report, check, words, language).filter(({ label }) => !skipped.has(label));
  const open = standing === 'fail' && markup` open`;
  return markup`<details
class="check s-${standing}" id="${anchor}" data-s="${standing}" data-f="${check.from}" data-t="${check.to}" data-v="${check.vantage}"${open}>
<summary>${pill(standing, words)}<span class="where">${sourceWords(check)} → ${targetWords(check)}</span><span class="ports">${portsWords(check, words)}</span><span class="seen">${observedWords(check, words)}</span></summary><dl
class="facts">${told.map((particular) => row(particular, words))}${asked(check, words, language)}${answers(check, words)}<dt>${words('labelId')}</dt><dd><code class="id">${check.id}</code> <a class="self" href="#${anchor}" aria-label="${words('pageLink')}" title="${words('pageLink')}">#</a></dd></dl></details>`;
}

function row({ label, values }: Particular, words: Words): Markup {
  const kind =
    label === words('labelRemedy') ? 'remedy' : label === words('labelReason') ? 'reason' : undefined;
  const place = kind !== undefined && markup` class="${kind}"`;
  return markup`<dt>${label}</dt>${values.map((value) => markup`<dd${place}>${value}</dd>`)}`;
}

function asked(
  { startedAt, finishedAt, sweeper }: ReportCheck,
  words: Words,
  language: Language,
): Markup | false {
  if (startedAt === null || finishedAt === null) return false;
  const span = spanWords(startedAt, finishedAt, language);
  return markup`<dt>${words('pageTimes')}</dt><dd>${span}${sweeper !== null && ` (${sweeper})`}</dd>`;
}

function answers({ facts }: ReportCheck, words: Words): Markup | false {
  const told = factWords(facts, words);
  const certificates = certificatesIn(facts);
  if (told.length + certificates.length === 0) return false;
  return markup`<dt>${words('pageAnswers')}</dt>${told.map((text) => markup`<dd>${text}</dd>`)}${certificates.map(
    (certificate) =>
      markup`<dd><a href="#${certificateAnchor(certificate)}">${words('pageCertificate')} ${certificate.subject}</a></dd>`,
  )}`;
}
