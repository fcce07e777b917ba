import { describe, expect, test } from '@jest/globals';
import { InputError } from '../../src/model/mistake.ts';
import type { Report, ReportCheck } from '../../src/model/report.ts';
import { complement, joinReports, type NamedReport } from '../../src/report/join.ts';
import { decodeReport } from '../../src/report/read.ts';
import { makeCheck, makeReport, type CheckParts } from './report-maker.ts';

function check(rule: string, vantage: string, more: Partial<CheckParts> = {}): ReportCheck {
  return makeCheck({ rule, vantage, said: { en: rule, es: rule }, ...more }, 'en');
}

function run(
  id: string,
  vantage: string,
  checks: readonly ReportCheck[],
  more: Partial<Report> = {},
): NamedReport {
  const hour = id.slice(-2);
  const report = makeReport(checks, {
    run: {
      id,
      startedAt: `2026-11-22T${hour}:00:00.000Z`,
      finishedAt: `2026-11-22T${hour}:10:00.000Z`,
      complete: true,
    },
    profiles: [{ id: 'p', version: '1', sha256: 'ab'.repeat(32) }],
    vantages: [{ name: vantage, standsFor: ['internet'], transport: 'local', source: [] }],
    ...more,
  });
  return { path: `runs/${id}`, report };
}

function named(id: string, vantage: string, address: string): NamedReport {
  return run(id, vantage, [check('web', vantage, { host: 'fe.contoso.test', address })]);
}

function other(more: Partial<Report>): NamedReport {
  return run('dmz-10', 'dmz', [check('pool', 'dmz')], more);
}

const elsewhere = (vantage: string, rule = 'pool') => ({
  rule: `lync-server-2013/reverse-proxy/${rule}`,
  from: 'a',
  to: 'b',
  reason: `left to ${vantage}`,
  reasonCode: 'vantageElsewhere',
  reasonValues: { vantage, source: [] },
});

const outside = run('outside-09', 'outside', [check('web', 'outside')], {
  notCovered: [elsewhere('dmz'), elsewhere('far')],
});
const dmz = run('dmz-10', 'dmz', [check('pool', 'dmz'), check('deny', 'dmz', { verdict: 'inconclusive' })], {
  notCovered: [elsewhere('outside', 'web'), elsewhere('far')],
});

function codes(report: Report): string[] {
  return (report.warnings ?? []).map(({ reasonCode }) => reasonCode);
}

function verdictOf(first: Partial<CheckParts>, second: Partial<CheckParts>) {
  const report = joinReports(
    [
      run('a-09', 'outside', [check('deny', 'outside', first)]),
      run('b-10', 'outside', [check('deny', 'outside', second)]),
    ],
    'es',
  );
  return [report.checks[0]!.verdict, codes(report)];
}

const open = (port: number) =>
  ({
    verdict: 'fail',
    observed: { open: [port], refused: 0, rejected: 0, silent: 0, unknown: 0 },
  }) as const;

function mistakes(named: readonly NamedReport[]): string[] {
  try {
    joinReports(named, 'en');
  } catch (error) {
    if (error instanceof InputError)
      return error.mistakes.map(({ file, reason }) => `${file}: ${reason.code}`);
    throw error;
  }
  return [];
}

describe('runs of several places as one', () => {
  const joined = joinReports([dmz, outside], 'en');

  test('have every check once, their vantages, and what is still not covered', () => {
    expect(joined.checks.map(({ rule }) => rule)).toEqual(['web', 'pool', 'deny']);
    expect(joined.vantages.map(({ name }) => name)).toEqual(['dmz', 'outside']);
    expect(joined.notCovered.map(({ reason }) => reason)).toEqual(['left to far']);
    expect(joined.run).toMatchObject({
      id: 'outside-09+dmz-10',
      startedAt: '2026-11-22T09:00:00.000Z',
      finishedAt: '2026-11-22T10:10:00.000Z',
      complete: true,
    });
    expect(joined).toMatchObject({ outcome: 'inconclusive', counts: { pass: 2, inconclusive: 1 } });
    expect(codes(joined)).toEqual(['runsJoined']);
  });

  test('that asked a part of a vantage alone leave the rest not covered', () => {
    const all = run('outside-09', 'outside', [check('web', 'outside')], {
      notCovered: [elsewhere('dmz', 'pool'), elsewhere('dmz', 'deny')],
    });
    const part = run('dmz-10', 'dmz', [check('pool', 'dmz')]);
    expect(joinReports([all, part], 'en').notCovered.map(({ rule }) => rule)).toEqual([
      'lync-server-2013/reverse-proxy/deny',
    ]);
  });

  test('are a report that a reader takes', () => {
    const bytes = new TextEncoder().encode(JSON.stringify(joined));
    expect(decodeReport(bytes, 'joined.json').run.id).toBe('outside-09+dmz-10');
  });

  test('are never compliant where one was cut short', () => {
    const short = { ...outside.report, run: { ...outside.report.run, complete: false } };
    const pool = run('dmz-10', 'dmz', [check('pool', 'dmz')]);
    expect(joinReports([{ path: 'a', report: short }, pool], 'en')).toMatchObject({
      outcome: 'inconclusive',
      run: { complete: false },
    });
  });

  test('under the more cautious verdict where they disagree, and both are told', () => {
    const disagree = ['runsJoined', 'runsDisagree'];
    expect(verdictOf({ verdict: 'fail' }, { verdict: 'pass' })).toEqual(['fail', disagree]);
    expect(verdictOf({ verdict: 'pass' }, { verdict: 'fail' })).toEqual(['fail', disagree]);
    expect(verdictOf({ verdict: 'inconclusive' }, { verdict: 'pass' })).toEqual(['inconclusive', disagree]);
    expect(verdictOf({ verdict: 'pass' }, { verdict: 'notApplicable' })).toEqual(['pass', disagree]);
    expect(verdictOf({}, {})).toEqual(['pass', ['runsJoined']]);
    expect(verdictOf(open(22), open(23))).toEqual(['fail', disagree]);
  });

  test('tell names that led elsewhere', () => {
    const report = joinReports(
      [named('a-09', 'outside', '192.0.2.1'), named('b-10', 'dmz', '192.0.2.2')],
      'en',
    );
    expect(codes(report)).toEqual(['runsJoined', 'runsNamesDiffer']);
    expect(report.warnings?.[1]?.reason).toContain('192.0.2.2');
  });
});

describe('runs that don’t belong together are refused', () => {
  test.each<readonly [string, NamedReport, string[]]>([
    [
      'another site file',
      other({ site: { name: 'contoso', sha256: 'ff'.repeat(32) } }),
      ['runs/dmz-10: joinOtherSite'],
    ],
    [
      'another profile',
      other({ profiles: [{ id: 'p', version: '1', sha256: 'cd'.repeat(32) }] }),
      ['runs/dmz-10: joinOtherProfiles'],
    ],
    ['the same run again', outside, ['runs/outside-09: joinTwice']],
    [
      'two days later',
      other({
        run: {
          id: 'x',
          startedAt: '2026-11-24T10:00:00.000Z',
          finishedAt: '2026-11-24T11:00:00.000Z',
          complete: true,
        },
      }),
      ['null: joinApart'],
    ],
  ])('%s', (_what, second, wanted) => {
    expect(mistakes([outside, second])).toEqual(wanted);
    expect(complement([outside, second])).toBe(false);
  });

  test('others complement one another, unless they asked from the same place', () => {
    expect(complement([outside, dmz])).toBe(true);
    expect(complement([outside])).toBe(false);
    expect(complement([outside, run('b-10', 'outside', [check('web', 'outside')])])).toBe(false);
  });
});
