import type { Report, ReportCheck } from '../../model/report.ts';
import { cleanXml } from '../clean.ts';
import { citeWords, expectedWords, observedWords, portsWords, standingOf } from '../describe.ts';
import { inLanguage } from '../localize.ts';
import { remedyWords } from '../remedy.ts';
import { xmlAttributes } from '../xml-attributes.ts';
import { wordsIn, type Words } from '../words.ts';
import type { RenderOptions } from './format.ts';

/**
 * JUnit's XML, within what Ant's and Jenkins' schemas have in common: one suite a profile, one case a check.
 * A failure is a failure; what could not be decided is an error; what is waived or not applicable is skipped.
 */
export function renderJunit(original: Report, { language }: RenderOptions): string {
  const report = inLanguage(original, language);
  const words = wordsIn(language);
  const suites = new Map<string, ReportCheck[]>();
  for (const check of report.checks) {
    const suite = suites.get(check.profile);
    if (suite === undefined) suites.set(check.profile, [check]);
    else suite.push(check);
  }
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>'];
  let id = 0;
  for (const [profile, checks] of suites) lines.push(...suite(report, profile, checks, id++, words));
  return [...lines, '</testsuites>', ''].join('\n');
}

function suite(
  report: Report,
  profile: string,
  checks: readonly ReportCheck[],
  id: number,
  words: Words,
): string[] {
  const standings = checks.map(standingOf);
  const count = (standing: string) => standings.filter((one) => one === standing).length;
  const attributes = {
    name: profile,
    package: report.site.name,
    id: String(id),
    tests: String(checks.length),
    failures: String(count('fail')),
    errors: String(count('inconclusive')),
    skipped: String(count('waived') + count('notApplicable')),
    time: seconds(report.run.startedAt, report.run.finishedAt),
    timestamp: new Date(report.run.startedAt).toISOString().slice(0, 19), // Ant's schema wants it without zone
    hostname: report.vantages.map(({ name }) => name).join(' ') || 'localhost',
  };
  return [
    `  <testsuite ${xmlAttributes(attributes)}>`,
    '    <properties>',
    ...Object.entries(properties(report)).map(
      ([name, value]) => `      <property ${xmlAttributes({ name, value })}/>`,
    ),
    '    </properties>',
    ...checks.flatMap((check) => testCase(report, check, words)),
    '    <system-out></system-out>',
    `    <system-err>${cleanXml(omissions(report, words))}</system-err>`,
    '  </testsuite>',
  ];
}

function properties({ outcome, run, site, tool }: Report): Record<string, string> {
  return {
    outcome,
    run: run.id,
    complete: String(run.complete),
    siteSha256: site.sha256,
    version: tool.version,
  };
}

function omissions({ notCovered }: Report, words: Words): string {
  return notCovered
    .map(({ rule, reason }) => `${words('sectionNotCovered')}: ${rule}: ${reason}`)
    .join(' · ');
}

function testCase(report: Report, check: ReportCheck, words: Words): string[] {
  const attributes = {
    name: check.id,
    classname: `${check.profile}.${check.rule}`,
    time: seconds(check.startedAt, check.finishedAt),
  };
  const standing = standingOf(check);
  const open = `    <testcase ${xmlAttributes(attributes)}`;
  if (standing === 'pass') return [`${open}/>`];
  if (standing === 'fail' || standing === 'inconclusive') {
    const element = standing === 'fail' ? 'failure' : 'error';
    return [
      `${open}>`,
      `      <${element} ${xmlAttributes({ message: check.reason, type: check.reasonCode })}>`,
      ...story(report, check, words).map((line) => `        ${cleanXml(line)}`),
      `      </${element}>`,
      '    </testcase>',
    ];
  }
  const message =
    check.waiver === undefined ? check.reason : `${words('verdictWaived')}: ${check.waiver.reason}`;
  return [`${open}>`, `      <skipped ${xmlAttributes({ message })}/>`, '    </testcase>'];
}

function story(report: Report, check: ReportCheck, words: Words): string[] {
  const remedy = remedyWords(check, words);
  const cite = citeWords(check, report, words);
  return [
    `${words('labelPorts')}: ${portsWords(check, words)}`,
    `${words('labelExpected')}: ${expectedWords(check, words)}`,
    `${words('labelObserved')}: ${observedWords(check, words)}`,
    ...check.findings
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ expectation, reason }) => `${expectation}: ${reason}`),
    ...(remedy === undefined ? [] : [`${words('labelRemedy')}: ${remedy}`]),
    ...(cite === undefined ? [] : [`${words('labelSource')}: ${cite}`]),
  ];
}

function seconds(from: string | null, to: string | null): string {
  return from === null || to === null ? '0' : String(Math.max(0, Date.parse(to) - Date.parse(from)) / 1000);
}
