import { describe, expect, test } from '@jest/globals';
import type { ReportCheck } from '../../src/model/report.ts';
import {
  certaintyWords,
  citeWords,
  missWords,
  observedWords,
  portsWords,
  targetWords,
} from '../../src/report/describe.ts';
import { remedyWords } from '../../src/report/remedy.ts';
import { wordsIn } from '../../src/report/words.ts';
import { makeCheck, makeReport, type CheckParts } from './report-maker.ts';

const [en, es] = [wordsIn('en'), wordsIn('es')];
const none = { open: [], refused: 0, rejected: 0, silent: 0, unknown: 0 };
const check = (parts: Partial<CheckParts>): ReportCheck =>
  makeCheck({ rule: 'r', said: { en: 'x', es: 'x' }, ...parts }, 'en');

describe('what was seen', () => {
  test.each<[Partial<ReportCheck['observed']>, string, string]>([
    [{ open: [443] }, 'open', 'abierto'],
    [{ refused: 1 }, 'refused (TCP reset)', 'rechazado (restablecimiento TCP)'],
    [{ silent: 1 }, 'no answer', 'sin respuesta'],
    [{}, 'not asked', 'no se ha preguntado'],
    [
      { open: [80, 81, 82, 90], silent: 65_531 },
      'ports 80-82, 90 open, 65,531 silent',
      'puertos 80-82, 90 abiertos, 65.531 sin respuesta',
    ],
    [{ open: [22], refused: 9 }, 'port 22 open, 9 refused', 'puerto 22 abierto, 9 rechazados'],
  ])('%j', (seen, inEnglish, inSpanish) => {
    const observed = { ...none, ...seen };
    expect([observedWords(check({ observed }), en), observedWords(check({ observed }), es)]).toEqual([
      inEnglish,
      inSpanish,
    ]);
  });

  test('of many open ports the first twelve ranges are named', () => {
    const open = Array.from({ length: 40 }, (_, i) => 1000 + 2 * i);
    expect(observedWords(check({ observed: { ...none, open } }), en)).toMatch(
      /^ports 1000, .*, 1022 and 28 more open$/,
    );
  });

  test('who rejected is named', () => {
    const rejections = [{ code: 'admin-prohibited', from: '10.0.0.1', count: 3 }];
    expect(observedWords(check({ observed: { ...none, rejected: 1 }, rejections }), en)).toBe(
      'rejected on the way (ICMP admin-prohibited from 10.0.0.1)',
    );
  });
});

test('many ranges of ports are told by their span and number', () => {
  expect(portsWords(check({ ports: '443' }), en)).toBe('443/tcp');
  expect(portsWords(check({ ports: '1-79,81-442,444-8079,8081-65535' }), en)).toBe(
    '1-65535/tcp (65,532 ports)',
  );
});

test('a target is its role, its name and its address, each once', () => {
  expect(targetWords(check({ to: 'pool', host: 'fe01.test', address: '192.0.2.1' }))).toBe(
    'pool (fe01.test, 192.0.2.1)',
  );
  expect(targetWords(check({ to: 'pool', host: '192.0.2.1', address: '192.0.2.1' }))).toBe(
    'pool (192.0.2.1)',
  );
  expect(targetWords(check({ to: 'pool', address: null }))).toBe('pool');
});

test('a citation names document, table, row and passage', () => {
  const report = makeReport([], { documents: { jj1: { title: 'Ports' } } });
  const cite = { document: 'jj1', table: 'external', row: 2, passage: 'as it says' };
  expect(citeWords(check({ cite }), report, en)).toBe('Ports (jj1), table external, row 2, “as it says”');
  expect(citeWords(check({ cite: { document: 'constructor' } }), report, en)).toBe('constructor');
  expect(citeWords(check({ kind: 'closed' }), report, en)).toMatch(/^policy/);
});

describe('how sure it is', () => {
  test.each([
    [2.4e-8, 'the chance that a given open port stayed unseen is at most 1 in 42,000,000'],
    [1e-4, 'the chance that a given open port stayed unseen is at most 1 in 10,000'],
    [0.5, 'a given open port may have stayed unseen: chance up to 50%'],
  ])('%d', (probability, sentence) => {
    expect(missWords(probability, en, 'en')).toBe(sentence);
  });

  test('an open flow needs no word about it, a swept rule does', () => {
    expect(certaintyWords(check({}), en, 'en')).toBe('');
    const swept = check({ kind: 'closed', attempts: 3, controls: { asked: 64, lost: 1, lossBound: 0.072 } });
    expect(certaintyWords(swept, en, 'en')).toBe(
      '3 attempts; 64 controls, 1 lost (loss at most 7.2%, 95% confidence); every port answered',
    );
  });
});

describe('what to do', () => {
  const failed = (parts: Partial<CheckParts>) => check({ verdict: 'fail', to: 'pool', ...parts });
  const finding = {
    expectation: 'tls.names',
    verdict: 'fail',
    expected: '',
    actual: '',
    reason: '',
    code: 'x',
    values: {},
  } as const;

  test.each<[string, ReportCheck, RegExp]>([
    [
      'silent',
      failed({ observed: { ...none, silent: 1 } }),
      /^See that pool \(203\.0\.113\.10\) is up .* allow 443\/tcp from internet \(outside\)/,
    ],
    ['refused', failed({ observed: { ...none, refused: 1 } }), /^Start the service/],
    [
      'rejected',
      failed({ observed: { ...none, rejected: 1 }, rejections: [{ code: 'x', from: '10.0.0.1', count: 1 }] }),
      /device that rejects it \(10\.0\.0\.1\)/,
    ],
    ['a finding', failed({ findings: [finding] }), /correct tls\.names on pool/],
    [
      'a leak',
      failed({ kind: 'closed', observed: { ...none, open: [3389] } }),
      /^Shut 3389\/tcp towards pool/,
    ],
    [
      'a packet that crossed',
      failed({ kind: 'closed', expected: 'blocked', observed: { ...none, refused: 1 } }),
      /^Nothing listens, but packets reach/,
    ],
    ['inconclusive', check({ verdict: 'inconclusive' }), /portwitness audit SITE --only lync-server-2013/],
  ])('%s', (_, failing, sentence) => {
    expect(remedyWords(failing, en)).toMatch(sentence);
  });

  test('a pass needs nothing done', () => {
    expect([remedyWords(check({}), en), remedyWords(check({ verdict: 'notApplicable' }), en)]).toEqual([
      undefined,
      undefined,
    ]);
  });
});
