import type { Language } from '../../model/language.ts';
import type { Report, ReportCheck } from '../../model/report.ts';
import { cleanMarkdown, cleanMarkdownCode, shorten } from '../clean.ts';
import { groupByControl, standingCounts } from '../controls.ts';
import {
  observedWords,
  outcomeSentence,
  outcomeWord,
  portsWords,
  sourceWords,
  standings,
  standingWord,
  targetWords,
} from '../describe.ts';
import { inLanguage } from '../localize.ts';
import { conditionParticulars, particulars, type Particular } from '../particulars.ts';
import { pairWords, rolePairs } from '../role-pairs.ts';
import { legend, sectionsOf, type Section } from '../sections.ts';
import { checkStory } from '../story.ts';
import { wordsIn, type Words } from '../words.ts';
import type { RenderOptions } from './format.ts';

const clean = (text: string): string => cleanMarkdown(shorten(text, 2000));

/** For wikis, tickets and pull requests: GitHub's Markdown, in the order of the table format. */
export function renderMarkdown(original: Report, { language }: RenderOptions): string {
  const report = inLanguage(original, language);
  const words = wordsIn(language);
  const blocks = [
    `# ${clean(words('reportTitle', { site: report.site.name }))}`,
    `**${outcomeWord(report, words)}.** ${outcomeSentence(report, words)}`,
    counts(report, words),
    list(particulars(report, words, language)),
    ...omissions(report, words),
    ...sectionsOf(report, words).flatMap((section) => sectionBlocks(report, section, words, language)),
    ...matrix(report, words),
    ...controls(report, words),
    ...conditions(report, words, language),
    `## ${words('sectionLegend')}`,
    list(
      legend(words).map(({ standing, meaning }) => ({
        label: standingWord(standing, words),
        values: [meaning],
      })),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function counts({ counts }: Report, words: Words): string {
  return rows([
    standings.map((standing) => standingWord(standing, words)),
    standings.map((standing) => String(counts[standing])),
  ]);
}

function omissions({ notCovered, warnings = [] }: Report, words: Words): string[] {
  const head = [words('labelRule'), words('labelFrom'), words('labelTo'), words('labelReason')];
  const missing = notCovered.map(({ rule, from, to, reason }) => [
    cleanMarkdownCode(rule),
    clean(from),
    clean(to),
    clean(reason),
  ]);
  return [
    ...(missing.length > 0 ? [`## ${words('sectionNotCovered')}`, rows([head, ...missing])] : []),
    ...(warnings.length > 0
      ? [`## ${words('sectionWarnings')}`, warnings.map(({ reason }) => `- ${clean(reason)}`).join('\n')]
      : []),
  ];
}

/** Sources down, destinations across: what the documents say, what was seen, how it ends. */
function matrix(report: Report, words: Words): string[] {
  const pairs = rolePairs(report);
  if (pairs.length === 0) return [];
  const [sources, destinations] = [pairs.map(({ from }) => from), pairs.map(({ to }) => to)];
  const head = [`${words('labelFrom')} → ${words('labelTo')}`, ...new Set(destinations)];
  const body = [...new Set(sources)].map((source) => [
    source,
    ...[...new Set(destinations)].map((destination) => {
      const pair = pairs.find(({ from, to }) => from === source && to === destination);
      return pair === undefined ? '·' : pairWords(pair, words).join('. ');
    }),
  ]);
  return [`## ${words('sectionMatrix')}`, rows([head, ...body].map((cells) => cells.map(clean)))];
}

function sectionBlocks(
  report: Report,
  { standing, title, checks }: Section,
  words: Words,
  language: Language,
): string[] {
  const heading = `## ${title} (${checks.length})`;
  if (standing !== 'pass' && standing !== 'notApplicable') {
    return [
      heading,
      ...checks.flatMap((check) => [
        `### ${clean(check.title[language])}`,
        list(checkStory(report, check, words, language)),
      ]),
    ];
  }
  const last = standing === 'pass' ? words('labelObserved') : words('labelReason');
  const said = (check: ReportCheck) => (standing === 'pass' ? observedWords(check, words) : check.reason);
  const head = [words('labelCheck'), words('labelFrom'), words('labelTo'), words('labelPorts'), last];
  const body = checks.map((check) =>
    [
      check.title[language],
      sourceWords(check),
      targetWords(check),
      portsWords(check, words),
      said(check),
    ].map(clean),
  );
  return [heading, rows([head, ...body])];
}

function controls(report: Report, words: Words): string[] {
  const groups = groupByControl(report);
  if (groups.length === 0) return [];
  const head = [words('labelFramework'), words('labelControl'), words('labelChecks')];
  const body = groups.flatMap(({ title, controls }) =>
    controls.map((group) => [title, group.control, standingCounts(group, words)].map(clean)),
  );
  return [`## ${words('sectionControls')}`, words('controlsMeaning'), rows([head, ...body])];
}

function conditions(report: Report, words: Words, language: Language): string[] {
  const told = conditionParticulars(report, words, language);
  return told.length > 0 ? [`## ${words('sectionConditions')}`, list(told)] : [];
}

function list(told: readonly Particular[]): string {
  return told.map(({ label, values }) => `- **${clean(label)}:** ${values.map(clean).join('; ')}`).join('\n');
}

/** A table; its cells are clean already. */
function rows([head = [], ...body]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
