import { describe, expect, test } from '@jest/globals';
import { coverageOf } from '../../src/expectation/certificate-names.ts';
import { tlsHandshake } from '../../src/expectation/tls-handshake.ts';
import { tlsNames } from '../../src/expectation/tls-names.ts';
import { broken, flowCheck, judge, servedTls } from './check.ts';

const both = ['meet.contoso.test', 'dialin.contoso.test'];

const named = (...dnsNames: string[]) => ({ dnsNames, addresses: ['192.0.2.1'], commonNames: [] });

describe('a certificate is good for a host', () => {
  test.each([
    ['a.contoso.test', 'a.contoso.test', 'covered'],
    ['A.Contoso.test.', 'a.contoso.test', 'covered'],
    ['*.contoso.test', 'a.contoso.test', 'covered'],
    ['*.contoso.test', 'contoso.test', 'missing'],
    ['*.contoso.test', 'a.b.contoso.test', 'missing'],
    ['*.contoso.test', '.contoso.test', 'missing'],
    ['a.*.test', 'a.contoso.test', 'missing'],
    ['a*.contoso.test', 'ab.contoso.test', 'missing'],
    ['*.test', 'contoso.test', 'missing'],
    ['*', 'test', 'missing'],
    ['192.0.2.1', '192.0.2.2', 'missing'],
    ['x', '192.0.2.1', 'covered'],
  ])('%s for %s: %s', (given, host, wanted) => expect(coverageOf(host, named(given))).toBe(wanted));
});

describe('tls.names', () => {
  test('asks for each published name by itself', () => {
    expect(
      tlsNames.asks('published', flowCheck({ names: { published: ['Meet.contoso.test.', ...both] } })),
    ).toEqual(both.map((serverName) => ({ kind: 'tls', serverName })));
  });

  test.each([
    ['every name', { names: both }, [['pass', 'tlsNamesCovered']]],
    ['a wildcard among the alternative names', { names: ['*.contoso.test'] }, [['pass', 'tlsNamesCovered']]],
    [
      'one name too few',
      { names: ['meet.contoso.test'] },
      [
        ['fail', 'tlsNamesMissing'],
        ['pass', 'tlsNamesCovered'],
      ],
    ],
    ['a wildcard two labels up', { names: ['*.test'], subject: 'x' }, [['fail', 'tlsNamesMissing']]],
    [
      'a NUL behind the name',
      { names: both.map((name) => `${name}\0.evil.test`), subject: 'x' },
      [['fail', 'tlsNamesMissing']],
    ],
    [
      'a name in the common name alone',
      { subject: 'meet.contoso.test' },
      [
        ['fail', 'tlsNamesMissing'],
        ['fail', 'tlsNamesOnlyCommonName'],
      ],
    ],
    [
      'a wildcard as common name',
      { names: both, subject: '*.contoso.test' },
      [
        ['fail', 'tlsWildcardCommonName'],
        ['pass', 'tlsNamesCovered'],
      ],
    ],
  ])('a certificate with %s', (_what, wanted, expected) => {
    const findings = judge(tlsNames, 'published', flowCheck(), () =>
      servedTls({ subject: both[0]!, ...wanted }),
    );
    expect(findings.map(({ verdict, reason }) => [verdict, reason.code])).toEqual(expected);
  });

  test('each name may have its own certificate', () => {
    const findings = judge(tlsNames, 'published', flowCheck(), (request) =>
      servedTls({ names: [request.kind === 'tls' ? request.serverName! : ''] }),
    );
    expect(findings.map(({ verdict }) => verdict)).toEqual(['pass']);
  });

  test('names that the site does not give are not passed over', () => {
    const findings = judge(tlsNames, 'published', flowCheck({ names: {} }), () => servedTls());
    expect(findings).toMatchObject([{ verdict: 'inconclusive', reason: { code: 'tlsNamesNotGiven' } }]);
  });
});

describe('what is no handshake', () => {
  const alert = { level: 'fatal', code: 112, name: 'unrecognized_name' } as const;
  test.each([
    ['plain HTTP', { kind: 'tls', status: 'plain', service: 'http', heard: '' } as const, 'fail', 'tlsPlain'],
    ['a refusal', { kind: 'tls', status: 'alert', alert, warnings: [] } as const, 'fail', 'tlsRefused'],
    ['an end', broken('tls', 'closed'), 'fail', 'conversationClosed'],
    ['silence', broken('tls', 'timeout'), 'fail', 'conversationTimeout'],
    ['a port that is gone', broken('tls', 'refused', 'connect'), 'inconclusive', 'conversationNotConnected'],
    ['an error of our own', broken('tls', 'error'), 'inconclusive', 'conversationError'],
    ['no answer at all', undefined, 'inconclusive', 'conversationMissing'],
  ])('%s', (_what, answer, verdict, code) => {
    const check = flowCheck({ host: 'meet.contoso.test' });
    expect(judge(tlsHandshake, {}, check, () => answer)).toMatchObject([{ verdict, reason: { code } }]);
    expect(judge(tlsNames, 'published', check, () => answer)).toMatchObject([{ verdict, reason: { code } }]);
  });

  test('a refusal of a client without a name decides nothing', () => {
    const answer = { kind: 'tls', status: 'alert', alert, warnings: [] } as const;
    expect(judge(tlsHandshake, {}, flowCheck(), () => answer)).toMatchObject([{ verdict: 'inconclusive' }]);
  });
});
