import { describe, expect, test } from '@jest/globals';
import type { Report, ReportCheck } from '../../src/model/report.ts';
import { driftBetween, driftKinds, type Drift } from '../../src/report/drift/drift.ts';
import { driftFormats } from '../../src/report/drift/formats.ts';
import { makeCheck, makeReport, type CheckParts } from './report-maker.ts';

const said = { en: 'So it is.', es: 'Así es.' };
const nothing = { open: [], refused: 0, rejected: 0, silent: 0, unknown: 0 };

function check(parts: Partial<CheckParts>): ReportCheck {
  return makeCheck({ rule: 'service', said, ...parts }, 'en');
}

function closed(open: readonly number[], more: Partial<CheckParts> = {}): ReportCheck {
  return check({
    rule: 'deny',
    kind: 'closed',
    expected: 'closed',
    ports: '1-10',
    observed: { ...nothing, open, silent: 10 - open.length },
    verdict: open.length === 0 ? 'pass' : 'fail',
    ...more,
  });
}

function between(before: readonly ReportCheck[], after: readonly ReportCheck[]): Drift {
  return driftBetween(makeReport(before), makeReport(after), 'en');
}

function kindsOf({ changes }: Drift): string[] {
  return changes.map(({ kind }) => kind);
}

const leaf = (sha256: string, notAfter: string) => ({
  subject: `CN=${sha256}`,
  issuer: 'CN=ca',
  sha256,
  notBefore: '2026-01-01T00:00:00Z',
  notAfter,
});

const shown = (sha256: string, until: string) => ({ tls: [{ answer: { chain: [leaf(sha256, until)] } }] });

describe('drift', () => {
  test('two runs that saw the same: nothing changed, whatever their ids and times', () => {
    const [one, two] = [makeReport([check({}), closed([3])]), makeReport([check({}), closed([3])])];
    const later: Report = { ...two, run: { ...two.run, id: 'another', startedAt: '2027-01-01T00:00:00Z' } };
    expect(driftBetween(one, later, 'en')).toMatchObject({ changed: false, changes: [] });
  });

  test('newly open, and newly shut, each with its ports and its checks', () => {
    const drift = between([closed([3, 4])], [closed([4, 7, 8])]);
    expect(drift.changes).toMatchObject([
      { kind: 'opened', reasonValues: { ports: '7-8', address: '203.0.113.10', vantage: 'outside' } },
      { kind: 'shut', reasonValues: { ports: '3' } },
    ]);
    expect(drift.changes[0]!.checks).toEqual([closed([]).id]);
  });

  test('a port that no rule asked for before is said to be so', () => {
    const before = closed([], { ports: '1-5', observed: { ...nothing, silent: 5 } });
    expect(between([before], [closed([7])]).changes[0]).toMatchObject({ reasonCode: 'driftOpenFirstAsked' });
  });

  test('what could not be asked is unknown, not shut', () => {
    const after = closed([], { observed: { ...nothing, unknown: 10 }, verdict: 'inconclusive' });
    expect(kindsOf(between([closed([3])], [after]))).toEqual(['standing', 'unknown']);
  });

  test('another certificate, once for all checks that see it', () => {
    const [old, renewed] = [shown('aa', '2026-12-01T00:00:00Z'), shown('bb', '2027-12-01T00:00:00Z')];
    const drift = between(
      [check({ facts: old }), check({ rule: 'again', facts: old })],
      [check({ facts: renewed }), check({ rule: 'again', facts: renewed })],
    );
    expect(drift.changes).toMatchObject([
      { kind: 'certificate', reasonValues: { subject: 'CN=bb', wasSubject: 'CN=aa' } },
    ]);
    expect(drift.changes[0]!.checks).toHaveLength(2);
    expect(between([check({ facts: old })], [check({})]).changed).toBe(false);
  });

  test('a new address, and one that is gone', () => {
    const [one, two] = [check({ address: '203.0.113.10' }), check({ address: '203.0.113.11' })];
    expect(kindsOf(between([one], [one, two]))).toEqual(['addressNew']);
    expect(kindsOf(between([one, two], [one]))).toEqual(['addressGone']);
  });

  test('a rule that is new, gone, or asks for something else; one that is not covered is not gone', () => {
    const other = check({ rule: 'other' });
    expect(kindsOf(between([check({})], [check({}), other]))).toEqual(['ruleNew']);
    expect(kindsOf(between([check({}), other], [check({})]))).toEqual(['ruleGone']);
    expect(between([check({})], [check({ need: 'optional' })]).changes).toMatchObject([
      {
        kind: 'ruleChanged',
        reasonValues: { before: '443/tcp, open, required', after: '443/tcp, open, optional' },
      },
    ]);
    const notCovered = [{ rule: `${other.profile}/other`, from: 'a', to: 'b', reason: 'no vantage' }];
    const after = makeReport([check({})], { notCovered });
    expect(driftBetween(makeReport([check({}), other]), after, 'en').changes).toEqual([]);
  });

  test('a waiver that is gone, and one that is new', () => {
    const waiver = { until: '2027-01-31', by: 'Security', reason: 'Moves in January.' };
    const failing = closed([3]);
    expect(kindsOf(between([{ ...failing, waiver }], [failing]))).toEqual(['standing', 'waiverGone']);
    expect(kindsOf(between([failing], [{ ...failing, waiver }]))).toEqual(['standing', 'waiverNew']);
    const renewed = { ...waiver, until: '2027-06-30' };
    expect(kindsOf(between([{ ...failing, waiver }], [{ ...failing, waiver: renewed }]))).toEqual([
      'waiverNew',
    ]);
  });

  test('another outcome is a change, and an incomplete run says so', () => {
    const whole = makeReport([check({})]);
    const cut: Report = { ...whole, outcome: 'inconclusive', run: { ...whole.run, complete: false } };
    const drift = driftBetween(whole, cut, 'en');
    expect(drift).toMatchObject({ changed: true, changes: [] });
    expect(driftFormats.get('table')!.render(drift, 'en')).toContain(
      'Inconclusive (cut short); before: Compliant',
    );
  });

  test('each format tells each kind in both languages, and cleans what came from the network', () => {
    const hostile = 'CN=\u001b]52;c;x\u0007|*evil*\u202e';
    const change = (kind: Drift['changes'][number]['kind']) => ({
      kind,
      reason: hostile,
      reasonCode: 'x',
      reasonValues: {},
      checks: [],
    });
    const drift: Drift = {
      ...between([check({})], [check({})]),
      changed: true,
      changes: driftKinds.map(change),
    };
    for (const language of ['en', 'es'] as const) {
      const [table, json, markdown] = [...driftFormats.values()].map(({ render }) => render(drift, language));
      expect(table!.match(/\(1\)$/gm)).toHaveLength(driftKinds.length);
      expect(markdown!.match(/^## /gm)).toHaveLength(driftKinds.length);
      for (const text of [table!, markdown!]) {
        expect(text).not.toContain('\u001b');
        expect(text).not.toContain('\u202e');
      }
      expect(JSON.parse(json!)).toEqual(drift);
    }
  });
});
