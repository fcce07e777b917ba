import { describe, expect, test } from '@jest/globals';
import { certificateLife } from '../../src/report/certificate-life.ts';
import { certificatesIn, certificatesOf } from '../../src/report/certificates.ts';
import { factWords } from '../../src/report/fact-words.ts';
import { wordsIn } from '../../src/report/words.ts';
import { makeCheck, makeReport } from './report-maker.ts';

const certificate = {
  subject: 'CN=a.test',
  issuer: 'CN=b',
  dnsNames: ['a.test', 7],
  addresses: ['192.0.2.1'],
  key: { type: 'ec', bits: 256, curve: 'P-256' },
  signature: { algorithm: 'ECDSA', hash: 'sha256' },
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-01-01T00:00:00Z',
  sha256: 'ab',
};
const facts = {
  tls: [{ port: 443, asked: {}, answer: { status: 'served', version: 'TLSv1.3', chain: [certificate] } }],
};

describe('certificates', () => {
  test('are found wherever a conversation keeps them', () => {
    expect(certificatesIn(facts)).toEqual([
      expect.objectContaining({
        subject: 'CN=a.test',
        names: ['a.test', '192.0.2.1'],
        key: 'ec P-256, ECDSA, sha256',
      }),
    ]);
  });

  test.each([
    [{ ...certificate, notAfter: 'never' }],
    [{ ...certificate, subject: 7 }],
    [null],
    ['text'],
    [JSON.parse('[[[[[[[[[[[[{"subject":"deep"}]]]]]]]]]]]]')],
  ])('what is none is passed over: %j', (fact) => {
    expect(certificatesIn({ tls: fact })).toEqual([]);
  });

  test('one that several checks saw is told once, the first to end before the others', () => {
    const said = { en: 'x', es: 'x' };
    const sooner = { tls: { ...certificate, sha256: 'cd', notAfter: '2026-12-01T00:00:00Z' } };
    const checks = ['a', 'b'].map((rule) => makeCheck({ rule, said, facts }, 'en'));
    const seen = certificatesOf(makeReport([...checks, makeCheck({ rule: 'c', said, facts: sooner }, 'en')]));
    expect(seen.map(({ certificate, checks }) => [certificate.sha256, checks.length])).toEqual([
      ['cd', 1],
      ['ab', 2],
    ]);
  });

  test.each([
    ['2026-06-01T00:00:00Z', 'pass', 'ends in 214 days, on 1 Jan 2027'],
    ['2026-12-20T00:00:00Z', 'inconclusive', 'ends in 12 days, on 1 Jan 2027'],
    ['2027-01-02T00:00:00Z', 'fail', 'ended 1 day before this run, on 1 Jan 2027'],
    ['2025-12-31T00:00:00Z', 'fail', 'not valid before 1 Jan 2026'],
  ])('at a run of %s', (runAt, tone, sentence) => {
    const [seen] = certificatesIn(facts);
    expect(certificateLife(seen!, runAt, wordsIn('en'), 'en')).toMatchObject({ tone, sentence });
  });
});

test("the facts of a conversation are a line: a sentence in the reader's language where the form is known", () => {
  const served = { kind: 'tls', status: 'served', version: 'TLSv1.2', cipher: 'X', certificatesSent: 2 };
  const page = { kind: 'http', status: 'answered', code: 302, reason: 'Found' };
  const held = {
    tls: [{ port: 443, answer: served }],
    http: [{ port: 80, answer: page }],
    sip: [{ port: 5061, answer: { kind: 'sip', status: 'answered', code: 401, server: null } }],
  };
  expect(factWords(held, wordsIn('en'))).toEqual([
    'tls 443: TLSv1.2, X, certificates sent: 2',
    'http 80: HTTP answered 302 Found',
    'sip 5061: SIP answers OPTIONS with 401.',
  ]);
  expect(factWords(held, wordsIn('es'))[0]).toBe('tls 443: TLSv1.2, X, certificados enviados: 2');
});

test('the facts of a form that nobody knows are a line of plain values', () => {
  expect(factWords(facts, wordsIn('en'))).toEqual(['tls 443: status served, version TLSv1.3']);
  const odd = { http: { code: 302, body: 'AAAA', headers: [['a', 'b']] }, note: 'x', odd: [null, [1]] };
  expect(factWords(odd, wordsIn('en'))).toEqual(['http: code 302', 'note: x']);
});
