import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/model/report.ts';
import { isAsBefore, newsSince } from '../../src/report/news.ts';
import { noticeOf } from '../../src/report/notice.ts';
import { actingCharacters, hostileTexts } from './hostile.ts';
import { hostileReport } from './hostile-report.ts';
import { lyncReport } from './lync-report.ts';
import { makeCheck, makeReport, type CheckParts } from './report-maker.ts';

const said = { en: 'x', es: 'x' };
const report = (...checks: Partial<CheckParts>[]): Report =>
  makeReport(checks.map((parts, i) => makeCheck({ rule: `r${i}`, said, ...parts }, 'en')));
const seen = (...open: number[]) => ({ open, refused: 0, rejected: 0, silent: 0, unknown: 0 });

/** What a conversation told of a certificate. */
function facts(sha256: string) {
  const validity = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z' };
  return { tls: { subject: 'CN=a', ...validity, sha256 } };
}

describe('what is news', () => {
  test('nothing, when all is as it was', () => {
    expect(newsSince(lyncReport('en'), lyncReport('es'))).toEqual([]);
    expect(isAsBefore(lyncReport('en'), lyncReport('es'))).toBe(true);
  });

  test('a check that stands otherwise, a new one, one that is gone', () => {
    const before = report({}, { verdict: 'fail' });
    const after = report({ verdict: 'fail' }, { verdict: 'fail' }, {});
    expect(newsSince(before, after).map(({ before, after }) => [before, after])).toEqual([
      ['pass', 'fail'],
      [null, 'pass'],
    ]);
    expect(newsSince(after, before).map(({ before, after }) => [before, after])).toEqual([
      ['fail', 'pass'],
      ['pass', null],
    ]);
  });

  test('another forbidden port, though the check failed before', () => {
    const closed = { kind: 'closed', verdict: 'fail', ports: '1-65535' } as const;
    const [one] = newsSince(
      report({ ...closed, observed: seen(22, 3389) }),
      report({ ...closed, observed: seen(22, 5900, 5901) }),
    );
    expect([one!.opened, one!.shut]).toEqual(['5900-5901', '3389']);
  });

  test('another certificate; not one that could not be seen', () => {
    expect(
      newsSince(report({ facts: facts('aa') }), report({ facts: facts('bb') }))[0]!.certificateChanged,
    ).toBe(true);
    expect(newsSince(report({ facts: facts('aa') }), report({ facts: {} }))).toEqual([]);
  });

  test('a rule that is not covered any more', () => {
    const omission = { rule: 'p/r', from: 'a', to: 'b', reason: '' };
    expect(isAsBefore(report({}), { ...report({}), notCovered: [omission] })).toBe(false);
  });
});

describe('a notice', () => {
  test('says what was, what is, and what to know', () => {
    const before = report({}, {});
    const after = report({ verdict: 'fail', reason: 'Port 443 is shut.' } as Partial<CheckParts>, {});
    const { subject, text } = noticeOf(after, before, 'en');
    expect(subject).toBe('portwitness: contoso: Non-compliant, 1 change');
    expect(text).toContain('- r0: reverse-proxy-external (203.0.113.10): Pass → Fail\n');
    expect(noticeOf(after, before, 'es').subject).toBe('portwitness: contoso: No conforme, 1 cambio');
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
