import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/model/report.ts';
import { isNews, noticeOf } from '../../src/report/notice.ts';
import { actingCharacters, hostileTexts } from './hostile.ts';
import { hostileReport } from './hostile-report.ts';
import { lyncReport } from './lync-report.ts';
import { makeCheck, makeReport, type CheckParts } from './report-maker.ts';

const said = { en: 'x', es: 'x' };

function report(...checks: Partial<CheckParts>[]): Report {
  return makeReport(checks.map((parts, i) => makeCheck({ rule: `r${i}`, said, ...parts }, 'en')));
}

function seen(...open: number[]) {
  return { open, refused: 0, rejected: 0, silent: 0, unknown: 0 };
}

function many(verdict: 'pass' | 'fail'): Report {
  return report(...Array.from({ length: 5000 }, () => ({ verdict })));
}

/** What a conversation told of a certificate. */
function facts(sha256: string) {
  const validity = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z' };
  return { tls: { subject: 'CN=a', issuer: 'CN=b', ...validity, sha256 } };
}

const closed = { kind: 'closed', verdict: 'fail', ports: '1-65535' } as const;
const omission = { rule: 'p/r', from: 'a', to: 'b', reason: '' };

test('all as it was is no news, in whatever language', () => {
  expect(isNews(lyncReport('es'), lyncReport('en'))).toBe(false);
});

test.each<[string, Report, Report]>([
  ['a check that stands otherwise', report({}), report({ verdict: 'fail' })],
  ['a new rule', report({}), report({}, {})],
  ['a rule that is gone', report({}, {}), report({})],
  [
    'another forbidden port, though the check failed before',
    report({ ...closed, observed: seen(22) }),
    report({ ...closed, observed: seen(22, 5900) }),
  ],
  ['another certificate', report({ facts: facts('aa') }), report({ facts: facts('bb') })],
  ['a rule that is not covered any more', report({}), { ...report({}), notCovered: [omission] }],
  ['a rule that is covered again', { ...report({}), notCovered: [omission] }, report({})],
  [
    'a run that was cut short',
    report({ verdict: 'inconclusive' }),
    { ...report({ verdict: 'inconclusive' }), run: { ...report().run, complete: false } },
  ],
])('%s is news', (_, before, after) => {
  expect(isNews(after, before)).toBe(true);
});

test('without a run before, what is not compliant is news', () => {
  expect([isNews(report({}), undefined), isNews(report({ verdict: 'fail' }), undefined)]).toEqual([
    false,
    true,
  ]);
});

describe('a notice', () => {
  test('says what is, what was, and what changed', () => {
    const { subject, text, json } = noticeOf(report({ verdict: 'fail' }, {}), report({}, {}), 'en');
    expect(subject).toBe('portwitness: contoso: Non-compliant, 1 change');
    expect(text).toContain('Outcome: Non-compliant; before: Compliant');
    expect(text).toContain('r0@outside>203.0.113.10: fail, was pass');
    expect(json).toMatchObject({
      schema: 'portwitness/notice/1',
      drift: { changed: true },
      changesLeftOff: 0,
    });
    const spanish = noticeOf(report({ verdict: 'fail' }, {}), report({}, {}), 'es');
    expect(spanish.subject).toBe('portwitness: contoso: No conforme, 1 cambio');
  });

  test('names what is not covered any more', () => {
    const after = { ...report({}), notCovered: [omission] };
    expect(noticeOf(after, report({}), 'en').text).toContain('p/r is not covered any more.');
  });

  test('stays small, and says what it leaves off', () => {
    const { text, json } = noticeOf(many('fail'), many('pass'), 'en');
    expect(text).toMatch(/and 4,\d{3} more; the report has them all/);
    expect(text.split('\n').length).toBeLessThan(250);
    expect(json).toMatchObject({ changesLeftOff: 4900 });
  });

  test('holds nothing that acts, whatever strangers wrote', () => {
    const { subject, text, json } = noticeOf(hostileReport(), lyncReport('en'), 'en');
    for (const part of [subject, text]) expect(part).not.toMatch(actingCharacters);
    expect(JSON.stringify(json)).not.toMatch(actingCharacters);
    expect(text.length).toBeLessThan(1_000_000);
    for (const name of hostileTexts) {
      const { subject } = noticeOf(makeReport([], { site: { name, sha256: '' } }), undefined, 'en');
      expect(subject).toMatch(/^portwitness: [^\r\n]*$/);
    }
  });
});
