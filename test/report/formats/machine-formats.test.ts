import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { default as addFormats } from 'ajv-formats';
import { describe, expect, test } from '@jest/globals';
import { convertFileContextual, type ContextualizedEvaluation } from 'inspecjs';
import { default as parsePrometheus } from 'parse-prometheus-text-format';
import { SaxesParser } from 'saxes';
import type { Report } from '../../../src/model/report.ts';
import { formats } from '../../../src/report/formats/registry.ts';
import { actingCharacters, hostileTexts } from '../hostile.ts';
import { hostileReport } from '../hostile-report.ts';
import { lyncReport } from '../lync-report.ts';
import { makeCheck, makeReport } from '../report-maker.ts';

async function render(name: string, report: Report, language: 'en' | 'es' = 'en'): Promise<string> {
  return String(await formats.get(name)!.render(report, { language, color: false, width: 100 }));
}

const reports = [
  ['the Lync report', lyncReport('en')],
  ['hostile texts everywhere', hostileReport()],
  ['a run that asked nothing', makeReport([])],
] as const;

/** Written from NIST's public reference of the model, for the parts that are used: npm and Debian carry no schema. */
const oscalSchema = JSON.parse(
  readFileSync(new URL('./oscal-assessment-results.schema.json', import.meta.url), 'utf8'),
) as object;

describe.each(reports)('%s', (_, report) => {
  test("OSCAL: fits the model's schema, and every reference leads somewhere", async () => {
    const ajv = addFormats.default(new Ajv({ allErrors: true }));
    const validate = ajv.compile(oscalSchema);
    const document = JSON.parse(await render('oscal', report)) as OscalDocument;
    validate(document);
    expect(validate.errors).toBeNull();
    const { results, 'back-matter': back, 'import-ap': plan } = document['assessment-results'];
    const [result] = results;
    const observed = new Set((result!.observations ?? []).map(({ uuid }) => uuid));
    expect(observed.size).toBe(report.checks.length);
    for (const finding of result!.findings ?? [])
      for (const { 'observation-uuid': uuid } of finding['related-observations'])
        expect(observed).toContain(uuid);
    expect(plan.href).toBe(`#${back.resources[0]!.uuid}`);
  });

  test("HDF: Heimdall's own reader takes it, and finds what the report says", async () => {
    const { contains } = convertFileContextual(await render('hdf', report)) as ContextualizedEvaluation;
    const statuses = contains.flatMap((profile) => profile.contains).map(({ hdf }) => hdf.status);
    const rules = new Set(
      report.checks
        .filter(({ profile }) => report.profiles.some(({ id }) => id === profile))
        .map(({ profile, rule }) => `${profile}/${rule}`),
    );
    expect(statuses).toHaveLength(rules.size);
  });

  test("Prometheus: another program's reader takes every line", async () => {
    const text = await render('prometheus', report);
    const families = parsePrometheus(text);
    expect(families.map(({ name }) => name)).toContain('portwitness_checks');
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(
        /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+\{([a-z]+="(?:[^"\\\n]|\\["\\n])*",?)+\} -?[\d.e+]+)$/,
      );
    }
  });

  test('nmap: well-formed, and of elements of nmap alone', async () => {
    const names = new Set<string>();
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name }) => names.add(name));
    parser.write(await render('nmap', report)).close();
    const known =
      'nmaprun scaninfo verbose debugging host status address hostnames hostname ports extraports port state script hostscript postscript runstats finished hosts';
    expect([...names].filter((name) => !known.split(' ').includes(name))).toEqual([]);
  });

  test('JSON Lines: every line is an object that names its run, a line for each check', async () => {
    const lines = (await render('jsonl', report)).trimEnd().split('\n');
    const records = lines.map((line) => JSON.parse(line) as { kind: string; run: string });
    expect(records.filter(({ kind }) => kind === 'check')).toHaveLength(report.checks.length);
    expect(new Set(records.map(({ run }) => run)).size).toBe(1);
  });

  test('SARIF: a result for each check, of a rule that is listed', async () => {
    const { version, runs } = JSON.parse(await render('sarif', report)) as SarifLog;
    expect(version).toBe('2.1.0');
    const [run] = runs;
    expect(run!.results).toHaveLength(report.checks.length);
    for (const { ruleId, ruleIndex } of run!.results)
      expect(run!.tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
  });
});

describe('hostile texts are harmless', () => {
  test.each(['jsonl', 'sarif', 'oscal', 'hdf', 'nmap', 'prometheus'])('%s', async (name) => {
    const text = await render(name, hostileReport());
    expect(text).not.toMatch(actingCharacters);
    // what JSON.parse brings back goes to somebody's screen: it must be visible there too
    const inner = ['jsonl', 'sarif', 'oscal', 'hdf'].includes(name)
      ? textsIn(text.trimEnd().split(name === 'jsonl' ? '\n' : '\u0000'))
      : [];
    for (const told of inner) expect(told).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    if (name === 'nmap') expect(text).not.toMatch(/<(script(?! id=)|img|svg|!ENTITY)|\]\]>/i);
  });

  test('SARIF: no link and no placeholder begins in a message', async () => {
    const { runs } = JSON.parse(await render('sarif', hostileReport())) as SarifLog;
    for (const { message } of runs[0]!.results) {
      expect(message.text.replace(/\\[\\[\]]/g, '')).not.toMatch(/[[\]]/);
      expect(message.text.replaceAll('{{', '').replaceAll('}}', '')).not.toMatch(/[{}]/);
    }
  });

  test('a site that is named like a formula or a label stays a label', async () => {
    for (const name of hostileTexts) {
      const report = makeReport([], { site: { name, sha256: '00' } });
      const [line] = (await render('prometheus', report)).split('\n').filter((line) => !line.startsWith('#'));
      expect(line).toMatch(/^portwitness_checks\{site="(?:[^"\\]|\\.)*",standing="fail"\} 0$/);
    }
  });
});

describe('HDF says no more than the report', () => {
  const said = { en: 'x', es: 'x' };
  const check = (address: string, parts: object) =>
    makeCheck({ rule: 'r', said, address, profile: 'p', ...parts }, 'en');
  const waiver = { until: '2027-01-31', by: 'Network Security', reason: 'until January' };
  test.each([
    ['a pass', [{}], 'Passed'],
    ['a pass and a failure', [{}, { verdict: 'fail' }], 'Failed'],
    ['a failure beside what is undecided', [{ verdict: 'fail' }, { verdict: 'inconclusive' }], 'Failed'],
    ['a pass beside what is undecided', [{}, { verdict: 'inconclusive' }], 'Profile Error'],
    ['what does not apply', [{ verdict: 'notApplicable' }], 'Not Applicable'],
    ['a failure that is waived', [{ verdict: 'fail', waiver }], 'Not Applicable'],
    ['a waived failure beside another', [{ verdict: 'fail', waiver }, { verdict: 'fail' }], 'Failed'],
  ])('%s', async (_, parts, status) => {
    const checks = parts.map((part, i) => check(`192.0.2.${i + 1}`, part));
    const report = makeReport(checks, { profiles: [{ id: 'p', version: '1.0.0', sha256: '00' }] });
    const { contains } = convertFileContextual(await render('hdf', report)) as ContextualizedEvaluation;
    expect(contains[0]!.contains[0]!.hdf.status).toBe(status);
  });
});

test('OSCAL never calls a control satisfied: the objectives are rules, the controls stand beside', async () => {
  const { 'assessment-results': document } = JSON.parse(
    await render('oscal', lyncReport('en')),
  ) as OscalDocument;
  const findings = document.results[0]!.findings!;
  for (const { target } of findings) expect(target['target-id']).toMatch(/^lync-server-2013_reverse-proxy_/);
  expect(findings.flatMap(({ props }) => props.map(({ value }) => value))).toContain('sc-7.5');
});

test('Prometheus: verdicts, instants and the next end of a certificate', async () => {
  const text = await render('prometheus', lyncReport('en'));
  expect(text).toContain('portwitness_checks{site="contoso",standing="fail"} 3\n');
  expect(text).toContain('portwitness_run_end_timestamp_seconds{site="contoso"} 1795340081.5\n');
  const end = Date.parse('2026-12-15T00:00:00Z') / 1000;
  expect(text).toContain(`portwitness_next_certificate_end_timestamp_seconds{site="contoso"} ${end}\n`);
});

function textsIn(documents: readonly string[]): string[] {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        texts.push(key);
        walk(item);
      }
    }
  };
  for (const document of documents) walk(JSON.parse(document));
  return texts;
}

interface SarifLog {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly message: { readonly text: string };
    }[];
  }[];
}

interface OscalDocument {
  readonly 'assessment-results': {
    readonly 'import-ap': { readonly href: string };
    readonly 'back-matter': { readonly resources: readonly { readonly uuid: string }[] };
    readonly results: readonly {
      readonly observations?: readonly { readonly uuid: string }[];
      readonly findings?: readonly {
        readonly props: readonly { readonly value: string }[];
        readonly target: { readonly 'target-id': string };
        readonly 'related-observations': readonly { readonly 'observation-uuid': string }[];
      }[];
    }[];
  };
}
