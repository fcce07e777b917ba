import { describe, expect, test } from '@jest/globals';
import { autodiscover } from '../../src/expectation/autodiscover.ts';
import { banner } from '../../src/expectation/banner.ts';
import { httpBody } from '../../src/expectation/http-body.ts';
import { httpHeader } from '../../src/expectation/http-header.ts';
import { xmlValues } from '../../src/expectation/xml-values.ts';
import type { ConversationAnswer } from '../../src/model/conversation.ts';
import { flowCheck, httpAnswer, judge } from './check.ts';

const codes = (findings: readonly { verdict: string; reason: { code: string } }[]) =>
  findings.map(({ verdict, reason }) => `${verdict} ${reason.code}`);

describe('http.header', () => {
  const answer = httpAnswer(200, [
    ['server', 'IIS'],
    ['x-ms-server-fqdn', 'fe01.contoso.test'],
  ]);
  test.each([
    [{ name: 'Server' }, 'pass httpHeaderHeld'],
    [{ name: 'Server', is: 'IIS' }, 'pass httpHeaderHeld'],
    [{ name: 'Server', startsWith: 'nginx' }, 'fail httpHeaderOther'],
    [{ name: 'X-Other' }, 'fail httpHeaderMissing'],
    [{ name: 'X-Other', absent: true as const }, 'pass httpHeaderAbsent'],
    [{ name: 'X-MS-Server-Fqdn', absent: true as const }, 'fail httpHeaderTellsTooMuch'],
  ])('%j', (settings, wanted) => {
    expect(codes(judge(httpHeader, settings, flowCheck(), () => answer))).toEqual([wanted]);
  });
});

describe('http.body', () => {
  const xml = `<?xml version="1.0"?><d:root xmlns:d='x'><d:zone name="a &gt; b" other='1'/><zone>two &amp; three</zone></d:root>`;
  test.each([
    [{ contains: 'ell' }, 'hello', 'pass httpBodyHeld'],
    [{ is: 'ell' }, 'hello', 'fail httpBodyOther'],
    [{ json: 'a.0.b', is: '7' }, '{"a":[{"b":7}]}', 'pass httpBodyHeld'],
    [{ json: 'a.c', is: '7' }, '{"a":[{"b":7}]}', 'fail httpBodyWithout'],
    [{ json: '__proto__', contains: 'x' }, '{}', 'fail httpBodyWithout'],
    [{ json: 'a', is: '7' }, '<html>', 'fail httpBodyUnreadable'],
    [{ json: 'a', is: '7' }, '['.repeat(60_000), 'fail httpBodyUnreadable'],
    [{ xml: 'zone@name', is: 'a > b' }, xml, 'pass httpBodyHeld'],
    [{ xml: 'zone@other', is: '1' }, xml, 'pass httpBodyHeld'],
    [{ xml: 'zone', is: 'two & three' }, xml, 'pass httpBodyHeld'],
    [{ xml: 'zone@missing', is: '1' }, xml, 'fail httpBodyWithout'],
  ])('%j of %s', (settings, body, wanted) => {
    expect(codes(judge(httpBody, settings, flowCheck(), () => httpAnswer(200, [], body)))).toEqual([wanted]);
  });

  test('a body that was cut off decides nothing where it does not hold the fact', () => {
    const answer = { ...httpAnswer(200, [], 'hello'), bodyTruncated: true } as ConversationAnswer;
    expect(codes(judge(httpBody, { contains: 'x' }, flowCheck(), () => answer))).toEqual([
      'inconclusive httpBodyTooLong',
    ]);
    expect(codes(judge(httpBody, { contains: 'h' }, flowCheck(), () => answer))).toEqual([
      'pass httpBodyHeld',
    ]);
  });

  test('hostile mark-up takes no time', () => {
    for (const body of [
      '<'.repeat(65_000),
      `${'<'.repeat(65_000)}>`,
      `<a ${'= '.repeat(30_000)}>`,
      '<a b="'.repeat(10_000),
    ]) {
      expect(xmlValues(body, 'a', 'b').length).toBeLessThanOrEqual(100);
    }
  });
});

describe('autodiscover', () => {
  const check = flowCheck({ names: { autodiscover: ['lyncdiscover.contoso.test'] } });
  const link =
    'https://web.contoso.test/Autodiscover/AutodiscoverService.svc/root?originalDomain=contoso.test';
  const json = (location: string) =>
    JSON.stringify({ AccessLocation: location, Root: { Links: [{ href: link, token: 'Redirect' }] } });
  const newer = JSON.stringify({ _links: { self: { href: link } }, AccessLocation: 'External' });
  const xml = `<AutodiscoverResponse AccessLocation="External"><Root><Link token="Domain" href="${link}"/></Root></AutodiscoverResponse>`;
  test.each([
    ['JSON', httpAnswer(200, [], json('External')), 'pass autodiscoverHeld'],
    ['JSON of later versions', httpAnswer(200, [], newer), 'pass autodiscoverHeld'],
    ['XML', httpAnswer(200, [], xml), 'pass autodiscoverHeld'],
    ['the internal site', httpAnswer(200, [], json('Internal')), 'fail autodiscoverInternal'],
    ['a redirect', httpAnswer(301, [['location', 'https://x.test/']]), 'fail autodiscoverRedirected'],
    ['an error', httpAnswer(502), 'fail autodiscoverStatus'],
    ['a page', httpAnswer(200, [], '<html><a href="/x">'), 'fail autodiscoverOther'],
    ['nothing', httpAnswer(200), 'fail autodiscoverOther'],
    ['no links', httpAnswer(200, [], '{"AccessLocation":"External"}'), 'fail autodiscoverWithoutLinks'],
    ['no location', httpAnswer(200, [], JSON.stringify({ href: link })), 'fail autodiscoverWithoutLocation'],
  ])('%s', (_what, answer, wanted) => {
    expect(codes(judge(autodiscover, { names: 'autodiscover' }, check, () => answer))).toEqual([wanted]);
  });

  test('asks by the names over the flow of the scheme, and nothing where there are none', () => {
    expect(autodiscover.asks({ names: 'autodiscover' }, check)).toEqual([
      { kind: 'http', tls: true, host: 'lyncdiscover.contoso.test', path: '/', accept: 'application/json' },
    ]);
    expect(autodiscover.asks({ names: 'autodiscover' }, flowCheck())).toEqual([]);
  });
});

describe('banner', () => {
  const heard = {
    kind: 'banner',
    status: 'heard',
    heard: Buffer.from('SSH-2.0-x\r\n').toString('base64'),
    truncated: false,
  } as const;
  test.each([
    [{}, 'pass bannerHeld'],
    [{ startsWith: 'SSH-2.0-' }, 'pass bannerHeld'],
    [{ is: 'SSH-2.0-y' }, 'fail bannerOther'],
  ])('%j', (settings, wanted) => {
    expect(codes(judge(banner, settings, flowCheck(), () => heard))).toEqual([wanted]);
  });
});
