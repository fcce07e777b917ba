import { describe, expect, test } from '@jest/globals';
import type { Check } from '../../src/model/plan.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { WaiverRule } from '../../src/model/site.ts';
import type { Verdict, VerdictWord } from '../../src/model/verdict.ts';
import { assembleReport, type ReportMaterial } from '../../src/report/assemble.ts';
import { inLanguage } from '../../src/report/localize.ts';
import { decodeReport } from '../../src/report/read.ts';

const now = new Date('2026-11-22T12:00:00Z');

function verdictOf(rule: string, verdict: VerdictWord, address = '192.0.2.1'): Verdict {
  const check: Check = {
    id: `p/${rule}@here>${address}`,
    profile: 'p',
    rule,
    kind: 'flow',
    from: 'a',
    to: 'b',
    vantage: 'here',
    host: null,
    address,
    protocol: 'tcp',
    ports: [{ from: 443, to: 443 }],
    need: 'required',
    expected: 'open',
    expect: [],
    names: {},
    conditions: {},
    cite: { document: 'manual', row: 2 },
  };
  return {
    check,
    verdict,
    reason: { code: 'waiverIdle', values: { check: rule, until: '2026-01-01' } },
    observed: { open: [443], refused: 0, rejected: 0, silent: 0, unknown: 0 },
    findings: [],
    facts: {},
    rejections: [],
    sweeper: 'connect',
    attempts: 1,
    controls: null,
    missProbability: null,
    causes: [],
    notExcluded: [],
    startedAt: '2026-11-22T11:00:00Z',
    finishedAt: '2026-11-22T11:00:01Z',
  };
}

function profileOf(id: string, parts: Partial<Profile> = {}): Profile {
  return {
    id,
    version: '1.0.0',
    title: { en: id, es: id },
    documents: { manual: { title: `Manual of ${id}` } },
    roles: { a: { title: { en: `A of ${id}`, es: `A de ${id}` } } },
    conditions: {},
    names: {},
    flows: [],
    closed: [],
    sha256: '00',
    ...parts,
  };
}

function assemble(
  verdicts: readonly Verdict[],
  waivers: readonly WaiverRule[] = [],
  parts: Partial<ReportMaterial> = {},
) {
  return assembleReport({
    tool: { name: 'portwitness', version: '0', node: '20', openssl: '3' },
    run: { id: 'r', startedAt: '2026-11-22T11:00:00Z', finishedAt: '2026-11-22T11:01:00Z', complete: true },
    site: { name: 's', sha256: '00', profiles: [], waivers },
    profiles: [profileOf('p')],
    vantages: [],
    notCovered: [],
    verdicts,
    language: 'en',
    now,
    ...parts,
  });
}

const waiver = (check: string, until: string): WaiverRule => ({
  check,
  until,
  by: 'someone',
  reason: 'because',
});

describe('the outcome', () => {
  const word = { p: 'pass', f: 'fail', i: 'inconclusive', n: 'notApplicable' } as const;

  test.each([
    ['p', 'compliant'],
    ['pn', 'compliant'],
    ['pf', 'nonCompliant'],
    ['pfi', 'nonCompliant'],
    ['pi', 'inconclusive'],
    ['n', 'inconclusive'],
    ['', 'inconclusive'],
  ])('of "%s" is %s', (letters, outcome) => {
    const verdicts = letters
      .split('')
      .map((letter, i) => verdictOf(`r${i}`, word[letter as keyof typeof word]));
    expect(assemble(verdicts).outcome).toBe(outcome);
  });

  test('a run that was cut short is not compliant, whatever passed until then', () => {
    const run = {
      id: 'r',
      startedAt: '2026-11-22T11:00:00Z',
      finishedAt: '2026-11-22T11:01:00Z',
      complete: false,
    };
    expect(assemble([verdictOf('r', 'pass')], [], { run }).outcome).toBe('inconclusive');
  });
});

describe('waivers', () => {
  test('a waived failure keeps its verdict, carries the waiver and counts under waived alone', () => {
    const report = assemble([verdictOf('r', 'fail')], [waiver('p/r@here>192.0.2.1', '2026-11-22')]);
    expect(report.counts).toEqual({ pass: 0, fail: 0, inconclusive: 0, waived: 1, notApplicable: 0 });
    expect(report.checks[0]).toMatchObject({
      verdict: 'fail',
      waiver: { until: '2026-11-22', by: 'someone' },
    });
    expect(report.outcome).toBe('compliant');
  });

  test('a waiver of a rule holds for each of its checks, and for no other rule', () => {
    const verdicts = [verdictOf('r', 'fail'), verdictOf('r', 'fail', '192.0.2.2'), verdictOf('r2', 'fail')];
    expect(assemble(verdicts, [waiver('p/r', '2027-01-01')]).counts).toMatchObject({ waived: 2, fail: 1 });
  });

  test.each([
    ['expired', '2026-11-21', 'fail', 'waiverExpired', 'nonCompliant'],
    ['idle', '2026-11-22', 'pass', 'waiverIdle', 'compliant'],
    ['no cover for what is inconclusive', '2026-11-22', 'inconclusive', 'waiverIdle', 'inconclusive'],
  ] as const)('%s', (_, until, verdict, code, outcome) => {
    const report = assemble([verdictOf('r', verdict)], [waiver('p/r', until)]);
    expect(report.checks[0]?.waiver).toBeUndefined();
    expect([report.outcome, report.warnings?.map(({ reasonCode }) => reasonCode)]).toEqual([outcome, [code]]);
  });

  test('a failure whose waiver has ended says so itself, in either language', () => {
    const report = assemble(
      [verdictOf('r', 'fail')],
      [waiver('p/r', '2026-11-21'), waiver('p/r', '2026-10-01')],
    );
    const [check] = inLanguage(report, 'es').checks;
    expect(report.checks[0]!.causes!.map(({ reason }) => reason)).toEqual([
      'It was waived until 2026-11-21 by someone (because); that waiver is over.',
    ]);
    expect(check!.causes![0]!.reason).toContain('Estuvo exenta hasta el 2026-11-21');
  });

  test.each([
    ['2026-11-22', 'ends today (2026-11-22)'],
    ['2026-11-23', 'ends in 1 day (2026-11-23)'],
    ['2026-12-06', 'ends in 14 days (2026-12-06)'],
    ['2026-12-07', undefined],
  ])('a waiver until %s that is about to end is a warning', (until, sentence) => {
    const { warnings, outcome } = assemble([verdictOf('r', 'fail')], [waiver('p/r', until)]);
    expect(outcome).toBe('compliant');
    expect(warnings?.map(({ reason }) => reason)).toEqual(
      sentence === undefined ? [] : [expect.stringContaining(sentence)],
    );
  });

  test('a waiver of what this run left out matches nothing, and is no mistake', () => {
    const waivers = [waiver('p/other@there>192.0.2.9', '2027-01-01')];
    const codes = (more: object) =>
      assemble([verdictOf('r', 'pass')], waivers, more).warnings?.map(({ reasonCode }) => reasonCode);
    expect(codes({})).toEqual(['waiverUnmatched']);
    const reason = { code: 'vantageNotChosen', values: { vantage: 'there' } };
    expect(codes({ notCovered: [{ rule: 'p/other', from: 'a', to: 'b', reason }] })).toEqual([]);
    expect(codes({ partial: true })).toEqual([]);
  });

  test('a waiver that matches no check is named', () => {
    const report = assemble([verdictOf('r', 'pass')], [waiver('p/misspelt', '2027-01-01')]);
    expect(report.warnings?.[0]?.reason).toBe(
      'The waiver of p/misspelt (until 2027-01-01) matches no check of this run: correct its name or remove it.',
    );
  });
});

describe('what several profiles bring', () => {
  test('documents of the same key stay apart, and each check cites its own', () => {
    const other = verdictOf('r', 'pass');
    const verdicts = [verdictOf('r', 'pass'), { ...other, check: { ...other.check, id: 'q', profile: 'q' } }];
    const report = assemble(verdicts, [], { profiles: [profileOf('p'), profileOf('q')] });
    expect(report.documents).toEqual({
      manual: { title: 'Manual of p' },
      'q/manual': { title: 'Manual of q' },
    });
    expect(report.checks.map(({ cite }) => cite?.document)).toEqual(['manual', 'q/manual']);
    expect(report.roles).toEqual({ a: { en: 'A of p', es: 'A de p' } });
  });

  test('conditions carry the answer or the default, with the question', () => {
    const ask = { en: 'Well?', es: '¿Y bien?' };
    const conditions = { shared: { ask, default: true } };
    const profiles = [
      profileOf('p', { conditions: { ...conditions, own: { ask, default: false } } }),
      profileOf('q', { conditions }),
    ];
    const answers = [{ use: 'p', conditions: { shared: false }, ports: {}, names: {} }];
    const site = { name: 's', sha256: '00', profiles: answers, waivers: [] };
    const report = assemble([], [], { profiles, site });
    expect(report.conditions).toEqual({ 'p/shared': false, own: false, 'q/shared': true });
    expect(report.questions?.['own']).toEqual(ask);
  });
});

test('the sentences are in the language of the run, and a reader takes the report back as it is', () => {
  const report = assemble([verdictOf('r', 'pass')], [], { language: 'es' });
  expect(report.checks[0]?.reason).toMatch(/^La exención de r/);
  expect(decodeReport(Buffer.from(JSON.stringify(report)), 'report.json')).toEqual(
    JSON.parse(JSON.stringify(report)),
  );
});
