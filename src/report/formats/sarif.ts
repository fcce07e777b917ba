import { createHash } from 'node:crypto';
import type { Language } from '../../model/language.ts';
import type { Report, ReportCheck } from '../../model/report.ts';
import { makeVisible, shorten } from '../clean.ts';
import { cleanTree } from '../clean-tree.ts';
import { controlsOf, groupByControl } from '../controls.ts';
import { portsWords, standingOf, targetWords, type Standing } from '../describe.ts';
import { inLanguage } from '../localize.ts';
import { remedyWords } from '../remedy.ts';
import { wordsIn, type Words } from '../words.ts';
import type { RenderOptions } from './format.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Escapes make a text longer, at most twice: they must not be cut in two. */
const longestText = 2000;

/** SARIF 2.1.0: a rule of the profiles is a rule, a check is a result, a waiver is a suppression, a control is a taxon. */
export function renderSarif(original: Report, { language }: RenderOptions): string {
  const report = inLanguage(original, language);
  const words = wordsIn(language);
  const taxonomies = taxonomiesOf(report);
  const ruleIds = [...new Set(report.checks.map(ruleId))];
  const log = {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            semanticVersion: report.tool.version,
            rules: rulesOf(report, taxonomies, language),
            ...(taxonomies.length > 0 && {
              supportedTaxonomies: taxonomies.map(({ name }, index) => ({ name, index })),
            }),
          },
        },
        language,
        automationDetails: { id: `portwitness/${report.site.name}/${report.run.id}` },
        invocations: [invocation(report)],
        columnKind: 'utf16CodeUnits',
        results: report.checks.map((check) => resultOf(check, ruleIds.indexOf(ruleId(check)), words)),
        ...(taxonomies.length > 0 && { taxonomies }),
        properties: { outcome: report.outcome, counts: report.counts, siteSha256: report.site.sha256 },
      },
    ],
  };
  return `${JSON.stringify(cleanTree(log, 3 * longestText), null, 2)}\n`;
}

function ruleId({ profile, rule }: ReportCheck): string {
  return `${profile}/${rule}`;
}

function taxonomiesOf(report: Report) {
  return groupByControl(report).map(({ framework, title, controls }) => ({
    name: framework,
    fullName: title,
    taxa: controls.map(({ control }) => ({ id: control })),
  }));
}

function rulesOf(report: Report, taxonomies: ReturnType<typeof taxonomiesOf>, language: Language) {
  const first = new Map<string, ReportCheck>();
  for (const check of report.checks) if (!first.has(ruleId(check))) first.set(ruleId(check), check);
  return [...first].map(([id, check]) => {
    const related = controlsOf(report, check).flatMap(([framework, controls]) => {
      const index = taxonomies.findIndex(({ name }) => name === framework);
      return controls.map((control) => ({
        target: {
          id: control,
          index: taxonomies[index]!.taxa.findIndex((taxon) => taxon.id === control),
          toolComponent: { name: framework, index },
        },
        kinds: ['relevant'],
      }));
    });
    return {
      id,
      shortDescription: text(check.title[language]),
      ...(check.why[language] !== '' && { fullDescription: text(check.why[language]) }),
      ...(related.length > 0 && { relationships: related }),
    };
  });
}

const kinds: Readonly<Record<Standing, string>> = {
  fail: 'fail',
  waived: 'fail',
  inconclusive: 'review',
  pass: 'pass',
  notApplicable: 'notApplicable',
};

function resultOf(check: ReportCheck, ruleIndex: number, words: Words) {
  const standing = standingOf(check);
  const kind = kinds[standing];
  const remedy = remedyWords(check, words);
  const findings = check.findings.filter(({ verdict }) => verdict !== 'pass').map(({ reason }) => reason);
  const target = targetWords(check);
  return {
    ruleId: ruleId(check),
    ruleIndex,
    kind,
    level: kind === 'fail' ? 'error' : 'none',
    message: text([check.reason, ...findings, remedy].filter((part) => part !== undefined).join(' ')),
    locations: [
      {
        logicalLocations: [
          {
            fullyQualifiedName: `${check.vantage} > ${target} ${portsWords(check, words)}`,
            name: target,
            kind: 'resource',
          },
        ],
      },
    ],
    partialFingerprints: { 'check/v1': createHash('sha256').update(check.id).digest('hex') },
    ...(standing === 'waived' && {
      suppressions: [
        {
          kind: 'external',
          status: 'accepted',
          justification: `${check.waiver!.reason} (${check.waiver!.by}, ${check.waiver!.until})`,
        },
      ],
    }),
    properties: { check: check.id, verdict: check.verdict, missProbability: check.missProbability },
  };
}

/** What the reader must know besides the results: what was not covered, and the warnings. */
function invocation({ run, notCovered, warnings = [] }: Report) {
  const notes = [
    ...notCovered.map(({ rule, from, to, reason }) => `${rule} (${from} → ${to}): ${reason}`),
    ...warnings.map(({ reason }) => reason),
  ];
  return {
    startTimeUtc: new Date(run.startedAt).toISOString(),
    endTimeUtc: new Date(run.finishedAt).toISOString(),
    executionSuccessful: run.complete,
    ...(notes.length > 0 && {
      toolExecutionNotifications: notes.map((note) => ({ level: 'warning', message: text(note) })),
    }),
  };
}

/** A message's own signs, which would make links and placeholders (SARIF 2.1.0, 3.11.5 and 3.11.6), as plain characters. */
function text(written: string): { readonly text: string } {
  const visible = makeVisible(shorten(written, longestText));
  const escaped = visible.replace(/[\\[\]]/g, String.raw`\$&`).replace(/[{}]/g, '$&$&');
  return { text: escaped === '' ? '-' : escaped };
}
