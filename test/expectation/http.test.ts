import { describe, expect, test } from '@jest/globals';
import { httpRedirect } from '../../src/expectation/http-redirect.ts';
import { httpStatus } from '../../src/expectation/http-status.ts';
import { broken, flowCheck, httpAnswer, judge } from './check.ts';

const plainFlow = flowCheck({ expect: [{ name: 'http.redirect', settings: 'https' }] });

describe('http.redirect', () => {
  test.each([
    [
      'a redirect to https',
      httpAnswer(301, [['location', 'https://meet.contoso.test/']]),
      'pass',
      'httpRedirects',
    ],
    [
      'one to another host',
      httpAnswer(308, [['location', '//other.contoso.test/']]),
      'fail',
      'httpRedirectsElsewhere',
    ],
    ['a loop', httpAnswer(302, [['location', '/']]), 'fail', 'httpRedirectsElsewhere'],
    ['no location', httpAnswer(302), 'fail', 'httpNoRedirect'],
    ['a page', httpAnswer(200), 'fail', 'httpNoRedirect'],
    ['nonsense in its place', httpAnswer(302, [['location', 'https://[']]), 'fail', 'httpRedirectsElsewhere'],
    ['an end', broken('http', 'closed', 'http'), 'fail', 'conversationClosed'],
  ])('%s', (_what, answer, verdict, code) => {
    expect(judge(httpRedirect, 'https', plainFlow, () => answer)).toMatchObject([
      { verdict, reason: { code } },
    ]);
  });

  test('asks each name but those that must answer themselves', () => {
    const names = {
      published: ['meet.contoso.test', 'lyncdiscover.contoso.test'],
      autodiscover: ['lyncdiscover.contoso.test'],
    };
    const settings = { to: 'https', names: 'published', except: 'autodiscover' } as const;
    expect(httpRedirect.asks(settings, flowCheck({ names, expect: [] }))).toEqual([
      { kind: 'http', tls: false, host: 'meet.contoso.test', path: '/' },
    ]);
    expect(httpRedirect.namesUsed(settings)).toEqual(['published', 'autodiscover']);
  });
});

describe('http.status', () => {
  test.each([
    [200, 200, 'pass'],
    [200, 404, 'fail'],
    [[200, 401], 401, 'pass'],
    ['any', 500, 'pass'],
  ] as const)('wanted %j, answered %i', (wanted, code, verdict) => {
    const settings = typeof wanted === 'object' ? [...wanted] : wanted;
    expect(judge(httpStatus, settings, flowCheck(), () => httpAnswer(code))).toMatchObject([{ verdict }]);
  });

  test('asks over TLS where the flow speaks of TLS, and says so when told', () => {
    expect(httpStatus.asks(200, flowCheck())).toMatchObject([{ tls: true, host: '203.0.113.10', path: '/' }]);
    expect(
      httpStatus.asks({ code: 200, scheme: 'http', path: '/meet' }, flowCheck({ host: 'fe.test' })),
    ).toMatchObject([{ tls: false, host: 'fe.test', path: '/meet' }]);
  });
});
