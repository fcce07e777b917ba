import pc from 'picocolors';
import { getBorderCharacters, table } from 'table';
import type { Language } from '../../model/language.ts';
import type { Report, ReportCheck } from '../../model/report.ts';
import { cleanTerminal, shorten } from '../clean.ts';
import { groupByControl, standingCounts } from '../controls.ts';
import {
  observedWords,
  outcomeSentence,
  outcomeWord,
  portsWords,
  standingWord,
  targetWords,
  type Standing,
} from '../describe.ts';
import { inLanguage } from '../localize.ts';
import { marks } from '../marks.ts';
import { particulars, type Particular } from '../particulars.ts';
import { pairWords, rolePairs } from '../role-pairs.ts';
import { legend, sectionsOf, type Section } from '../sections.ts';
import { checkStory } from '../story.ts';
import { wordsIn, type Words } from '../words.ts';
import type { RenderOptions } from './format.ts';

type Colors = ReturnType<typeof pc.createColors>;
type Paint = (text: string) => string;

/** Wider lines than this are hard to read; narrower terminals than this can't hold two columns. */
const [narrowest, widest] = [40, 110];

/** A screen is no place for a certificate of ten thousand names; report.json keeps them all. */
const longestText = 600;

const clean = (text: string): string => cleanTerminal(shorten(text, longestText));

/** For a terminal: the outcome, then what is missing, then failures with all that mends them, passes in a line each. */
export function renderTable(original: Report, { language, color, width }: RenderOptions): string {
  const report = inLanguage(original, language);
  const words = wordsIn(language);
  const colors = pc.createColors(color);
  const columns = Math.min(Math.max(width, narrowest), widest);
  const told = (check: ReportCheck) => checkStory(report, check, words, language);
  const paint = painter(colors);

  const sections = sectionsOf(report, words).flatMap((section) => [
    '',
    heading(section, colors, paint),
    ...(section.standing === 'pass' || section.standing === 'notApplicable'
      ? [shortRows(section, words, language, paint, columns)]
      : section.checks.flatMap((check, i) => [
          ...(i > 0 ? [''] : []),
          `${paint(section.standing)(marks[section.standing])} ${colors.bold(clean(check.title[language]))}`,
          pairs(told(check), columns, colors),
        ])),
  ]);

  return [
    `${outcomePaint(report, colors)(` ${outcomeWord(report, words).toLocaleUpperCase(language)} `)} ${outcomeSentence(report, words)}`,
    '',
    countLine(report, words, paint),
    '',
    pairs(particulars(report, words, language), columns, colors),
    ...notes(report, words, columns, colors),
    ...sections,
    ...matrix(report, words, columns, colors),
    ...controls(report, words, columns, colors),
    '',
    colors.bold(words('sectionLegend')),
    pairs(
      legend(words).map(({ standing, meaning }) => ({
        label: `${marks[standing]} ${standingWord(standing, words)}`,
        values: [meaning],
      })),
      columns,
      colors,
    ),
    '',
  ].join('\n');
}

function painter(colors: Colors): (standing: Standing) => Paint {
  const paints: Readonly<Record<Standing, Paint>> = {
    fail: colors.red,
    inconclusive: colors.yellow,
    waived: colors.magenta,
    pass: colors.green,
    notApplicable: colors.dim,
  };
  return (standing) => paints[standing];
}

function outcomePaint({ outcome }: Report, colors: Colors): Paint {
  if (outcome === 'compliant') return (text) => colors.bgGreen(colors.black(text));
  return (text) =>
    outcome === 'nonCompliant' ? colors.bgRed(colors.white(text)) : colors.bgYellow(colors.black(text));
}

function countLine({ counts }: Report, words: Words, paint: (standing: Standing) => Paint): string {
  const order = ['fail', 'inconclusive', 'waived', 'pass', 'notApplicable'] as const;
  return order
    .map((standing) => {
      const text = `${marks[standing]} ${standingWord(standing, words)} ${counts[standing]}`;
      return counts[standing] > 0 ? paint(standing)(text) : text;
    })
    .join('   ');
}

function notes(
  { notCovered, warnings = [] }: Report,
  words: Words,
  columns: number,
  colors: Colors,
): string[] {
  const missing = notCovered.map(({ rule, from, to, reason }) => ({
    label: rule,
    values: [`${from} → ${to}`, reason],
  }));
  return [
    ...(missing.length > 0
      ? [
          '',
          colors.bold(colors.yellow(`${words('sectionNotCovered')} (${missing.length})`)),
          pairs(missing, columns, colors),
        ]
      : []),
    ...(warnings.length > 0
      ? [
          '',
          colors.bold(colors.yellow(words('sectionWarnings'))),
          pairs([{ label: '!', values: warnings.map(({ reason }) => reason) }], columns, colors),
        ]
      : []),
  ];
}

/** Each pair of roles: what the documents say, what was seen, how it ends. */
function matrix(report: Report, words: Words, columns: number, colors: Colors): string[] {
  const told = rolePairs(report).map((pair) => ({
    label: `${pair.from} → ${pair.to}`,
    values: pairWords(pair, words),
  }));
  if (told.length === 0) return [];
  return ['', colors.bold(words('sectionMatrix')), pairs(told, columns, colors)];
}

/** A line for each catalogue: an assessor's index, not the news. */
function controls(report: Report, words: Words, columns: number, colors: Colors): string[] {
  const told = groupByControl(report).map(({ title, controls }) => ({
    label: title,
    values: [controls.map((group) => `${group.control} (${standingCounts(group, words)})`).join('; ')],
  }));
  if (told.length === 0) return [];
  return ['', colors.bold(words('sectionControls')), pairs(told, columns, colors)];
}

function heading(
  { standing, title, checks }: Section,
  colors: Colors,
  paint: (standing: Standing) => Paint,
): string {
  return colors.bold(paint(standing)(`${title} (${checks.length})`));
}

/** Labels on the left, what they stand for wrapped on the right. */
function pairs(told: readonly Particular[], columns: number, colors: Colors): string {
  const longest = Math.max(...told.map(({ label }) => clean(label).length));
  const left = Math.min(longest, Math.floor(columns / 3));
  const right = columns - left - 4; // an indent of two, two between
  const rows = told.flatMap(({ label, values }) =>
    values.map((value, i) => [i === 0 ? colors.dim(clean(label)) : '', clean(value)]),
  );
  const text = table(rows, {
    border: getBorderCharacters('void'),
    columnDefault: { paddingLeft: 2, paddingRight: 0 },
    columns: [
      { width: left, wrapWord: true },
      { width: right, wrapWord: true },
    ],
    drawHorizontalLine: () => false,
  });
  return trimLines(text);
}

/** One line a check: mark, title, target, ports, what was seen. */
function shortRows(
  { standing, checks }: Section,
  words: Words,
  language: Language,
  paint: (standing: Standing) => Paint,
  columns: number,
): string {
  const room = columns - 3 - 3 * 2;
  const widths = [0.38, 0.37, 0.25].map((share) => Math.floor(room * share));
  const rows = checks.map((check) => [
    paint(standing)(marks[standing]),
    clean(check.title[language]),
    clean(`${targetWords(check)} ${portsWords(check, words)}`),
    clean(standing === 'pass' ? observedWords(check, words) : check.reason),
  ]);
  const text = table(rows, {
    border: getBorderCharacters('void'),
    columnDefault: { paddingLeft: 2, paddingRight: 0, wrapWord: true },
    columns: [{ width: 1 }, ...widths.map((width) => ({ width }))],
    drawHorizontalLine: () => false,
  });
  return trimLines(text);
}

function trimLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}
