import type { Language } from '../../model/language.ts';
import type { Report, ReportCheck } from '../../model/report.ts';
import { cleanTree } from '../clean-tree.ts';
import { controlsOf, controlWords } from '../controls.ts';
import { citeWords, expectedWords, portsWords, sourceWords, standingOf, targetWords } from '../describe.ts';
import { inLanguage } from '../localize.ts';
import { rulesOf, type RuleGroup } from '../rules.ts';
import { wordsIn, type Words } from '../words.ts';
import type { RenderOptions } from './format.ts';

/** Heimdall's ExecJSON, as InSpec writes it: a rule is a control, each of its checks a result. */
export function renderHdf(original: Report, { language }: RenderOptions): string {
  const report = inLanguage(original, language);
  const words = wordsIn(language);
  const rules = rulesOf(report);
  const seconds = (Date.parse(report.run.finishedAt) - Date.parse(report.run.startedAt)) / 1000;
  const evaluation = {
    platform: { name: report.tool.name, release: report.tool.version, target_id: report.site.name },
    version: report.tool.version,
    statistics: { duration: Math.max(0, seconds) },
    profiles: report.profiles.map(({ id, version, sha256, title }) => ({
      name: id,
      version,
      sha256,
      title: title?.[language] ?? id,
      summary: words('controlsMeaning'),
      attributes: [],
      groups: [],
      supports: [],
      controls: rules
        .filter(({ checks }) => checks[0]!.profile === id)
        .map((rule) => controlOf(report, rule, words, language)),
    })),
  };
  return `${JSON.stringify(cleanTree(evaluation), null, 2)}\n`;
}

/** Severe where something is open that must not be; what does not apply has none, which is how HDF says so. */
const [severe, usual, none] = [0.7, 0.5, 0];

function controlOf(report: Report, { id, checks }: RuleGroup, words: Words, language: Language) {
  const [first] = checks as [ReportCheck];
  const standings = new Set(checks.map(standingOf));
  const applies = [...standings].some((standing) => standing !== 'notApplicable');
  const waived = checks.find((check) => standingOf(check) === 'waived')?.waiver;
  const supports = controlWords(report, first);
  const cite = citeWords(first, report, words);
  return {
    id,
    title: first.title[language],
    desc: first.why[language],
    descriptions: [
      ...(supports === undefined ? [] : [{ label: words('labelSupports'), data: supports }]),
      ...(cite === undefined ? [] : [{ label: words('labelSource'), data: cite }]),
    ],
    impact: applies ? (first.kind === 'closed' ? severe : usual) : none,
    refs: [],
    source_location: {},
    tags: Object.fromEntries(
      controlsOf(report, first).map(([framework, controls]) => [
        framework === 'nist-800-53-r5' ? 'nist' : framework,
        framework === 'nist-800-53-r5' ? controls.map(nistTag) : controls,
      ]),
    ),
    results: checks.map((check) => resultOf(report, check, standings.has('fail'), words)),
    ...(waived !== undefined && {
      waiver_data: {
        expiration_date: waived.until,
        justification: `${waived.reason} (${waived.by})`,
        run: true,
        // only where nothing but waived failures would decide: else the others must
        skipped_due_to_waiver: !['fail', 'inconclusive', 'pass'].some((word) =>
          standings.has(word as 'fail'),
        ),
      },
    }),
  };
}

/** "SC-7(5)" as Heimdall writes it, with a blank. */
function nistTag(control: string): string {
  return control.replace('(', ' (');
}

/**
 * Heimdall takes a control with a pass and a skipped result for passed, and an error for stronger than a failure:
 * so what could not be decided is an error, unless a failure decides already.
 */
function resultOf(report: Report, check: ReportCheck, failed: boolean, words: Words) {
  const standing = standingOf(check);
  const findings = check.findings.filter(({ verdict }) => verdict !== 'pass').map(({ reason }) => reason);
  const message = [check.reason, ...findings].join(' ');
  const status = {
    pass: 'passed',
    fail: 'failed',
    inconclusive: failed ? 'skipped' : 'error',
    waived: 'skipped',
    notApplicable: 'skipped',
  }[standing];
  return {
    status,
    code_desc: `${sourceWords(check)} → ${targetWords(check)} ${portsWords(check, words)}: ${expectedWords(check, words)}`,
    ...(status === 'skipped' ? { skip_message: message } : { message }),
    resource_id: check.id,
    start_time: check.startedAt ?? report.run.startedAt,
    ...(check.startedAt !== null &&
      check.finishedAt !== null && {
        run_time: Math.max(0, Date.parse(check.finishedAt) - Date.parse(check.startedAt)) / 1000,
      }),
  };
}
