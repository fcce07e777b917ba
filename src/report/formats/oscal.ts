import type { Language } from '../../model/language.ts';
import type { Report, ReportCheck } from '../../model/report.ts';
import { cleanMarkdown, makeVisible, shorten } from '../clean.ts';
import { controlsOf, controlWords, groupByControl } from '../controls.ts';
import { outcomeSentence, outcomeWord, sourceWords, standingOf, targetWords } from '../describe.ts';
import { inLanguage } from '../localize.ts';
import { rulesOf, type RuleGroup } from '../rules.ts';
import { stableUuid } from '../stable-uuid.ts';
import { wordsIn, type Words } from '../words.ts';
import type { RenderOptions } from './format.ts';

const ns = 'urn:portwitness:oscal';

/**
 * OSCAL assessment results: an observation for each check, a finding for each rule. The objective of a finding
 * is the rule itself: what the rule is supporting evidence for stands beside it as properties, and no control is
 * called satisfied.
 */
export function renderOscal(original: Report, { language }: RenderOptions): string {
  const report = inLanguage(original, language);
  const words = wordsIn(language);
  const id = (...name: readonly string[]) => stableUuid(report.run.id, report.site.sha256, ...name);
  const title = line(words('reportTitle', { site: report.site.name }));
  const rules = rulesOf(report);
  const { start, end } = { start: instant(report.run.startedAt), end: instant(report.run.finishedAt) };
  const document = {
    'assessment-results': {
      uuid: id('assessment-results'),
      metadata: {
        title,
        'last-modified': end,
        version: value(report.run.id),
        'oscal-version': '1.1.2',
        props: [property('tool', `${report.tool.name} ${report.tool.version}`)],
      },
      'import-ap': { href: `#${id('site')}` },
      results: [
        {
          uuid: id('result'),
          title,
          description: line(`${outcomeWord(report, words)}. ${outcomeSentence(report, words)}`),
          start,
          end,
          props: [property('outcome', report.outcome), property('complete', String(report.run.complete))],
          ...optional('local-definitions', inventory(report, id)),
          'reviewed-controls': reviewedControls(report),
          ...optional(
            'observations',
            report.checks.map((check) => observation(report, check, id, language)),
          ),
          ...optional(
            'findings',
            rules.map((rule) => finding(report, rule, id, words, language)),
          ),
          ...remarks(report),
        },
      ],
      'back-matter': {
        resources: [
          {
            uuid: id('site'),
            title: line(report.site.name),
            description: line(`SHA-256 ${report.site.sha256}`),
          },
        ],
      },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

type Id = (...name: readonly string[]) => string;

function inventory({ checks }: Report, id: Id) {
  const items = new Map(checks.map((check) => [subjectUuid(check, id), targetWords(check)]));
  if (items.size === 0) return undefined;
  return {
    'inventory-items': [...items].map(([uuid, place]) => ({ uuid, description: line(place) })),
  };
}

function subjectUuid(check: ReportCheck, id: Id): string {
  return id('target', check.to, check.host ?? '', check.address ?? '');
}

function reviewedControls(report: Report) {
  const controls = [
    ...new Set(
      groupByControl(report).flatMap(({ framework, controls }) =>
        controls.map(({ control }) => controlToken(framework, control)),
      ),
    ),
  ];
  const selection =
    controls.length > 0
      ? { 'include-controls': controls.map((control) => ({ 'control-id': control })) }
      : { 'include-all': {} };
  return { 'control-selections': [selection] };
}

/** NIST's own catalogue writes SC-7(5) as sc-7.5; other catalogues have no ids in OSCAL: theirs get the catalogue's name before them. */
function controlToken(framework: string, control: string): string {
  return framework === 'nist-800-53-r5'
    ? token(control.toLowerCase().replace(/\((\d+)\)/g, '.$1'))
    : token(`${framework}_${control}`);
}

function observation(report: Report, check: ReportCheck, id: Id, language: Language) {
  return {
    uuid: id('observation', check.id),
    title: line(check.title[language]),
    description: line(check.reason),
    props: [
      property('check', check.id),
      property('verdict', check.verdict),
      property('standing', standingOf(check)),
      property('from', sourceWords(check)),
      property('ports', check.ports === '' ? '-' : `${shorten(check.ports, 200)}/${check.protocol}`),
      ...(check.missProbability === null
        ? []
        : [property('miss-probability', String(check.missProbability))]),
    ],
    methods: ['TEST'],
    types: ['finding'],
    subjects: [{ 'subject-uuid': subjectUuid(check, id), type: 'inventory-item' }],
    collected: instant(check.finishedAt ?? report.run.finishedAt),
  };
}

function finding(report: Report, { id: rule, checks }: RuleGroup, id: Id, words: Words, language: Language) {
  const [first] = checks as [ReportCheck];
  const standings = new Set(checks.map(standingOf));
  const satisfied = !standings.has('fail') && !standings.has('inconclusive') && standings.has('pass');
  const reason = standings.has('fail') ? 'fail' : satisfied && !standings.has('waived') ? 'pass' : 'other';
  const supports = controlWords(report, first);
  return {
    uuid: id('finding', rule),
    title: line(first.title[language]),
    description: line(first.why[language] === '' ? first.title[language] : first.why[language]),
    props: [
      property('rule', rule),
      ...controlsOf(report, first).flatMap(([framework, controls]) =>
        controls.map((control) => property('supporting-evidence-for', controlToken(framework, control))),
      ),
    ],
    target: {
      type: 'objective-id',
      'target-id': token(rule),
      status: { state: satisfied && reason === 'pass' ? 'satisfied' : 'not-satisfied', reason },
    },
    'related-observations': checks.map((check) => ({ 'observation-uuid': id('observation', check.id) })),
    ...(supports !== undefined && { remarks: line(`${words('labelSupports')}: ${supports}`) }),
  };
}

/** What the verdicts do not say: rules that were not covered, and the warnings. */
function remarks({ notCovered, warnings = [] }: Report) {
  const told = [
    ...notCovered.map(({ rule, reason }) => `${rule}: ${reason}`),
    ...warnings.map(({ reason }) => reason),
  ];
  return told.length > 0 ? { remarks: told.map((text) => line(text)).join(' ') } : {};
}

function optional(name: string, content: object | undefined) {
  return content === undefined || (Array.isArray(content) && content.length === 0) ? {} : { [name]: content };
}

function property(name: string, text: string) {
  return { name, ns, value: value(text) };
}

/** OSCAL's titles and descriptions are Markdown. */
function line(text: string): string {
  const cleaned = cleanMarkdown(shorten(text, 2000)).trim();
  return cleaned === '' ? '-' : cleaned;
}

/** A string: not blank, no blank at its ends. */
function value(text: string): string {
  const cleaned = makeVisible(shorten(text, 2000)).trim();
  return cleaned === '' ? '-' : cleaned;
}

/** Begins with a letter, then letters, digits, dots, hyphens and underscores. */
function token(text: string): string {
  const cleaned = shorten(text, 200).replace(/[^A-Za-z0-9._-]/g, '_');
  return /^[A-Za-z_]/.test(cleaned) ? cleaned : `_${cleaned}`;
}

function instant(iso: string): string {
  return new Date(iso).toISOString();
}
