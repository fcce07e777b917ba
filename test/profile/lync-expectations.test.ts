import { beforeAll, describe, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { expectationNamed } from '../../src/expectation/registry.ts';
import type { ConversationAnswer, ConversationRequest } from '../../src/model/conversation.ts';
import type { Profile } from '../../src/model/profile.ts';
import { loadProfile } from '../../src/profile/load.ts';
import { flowCheck, httpAnswer, judge, servedTls } from '../expectation/check.ts';

let profile: Profile;
beforeAll(async () => {
  profile = await loadProfile(
    fileURLToPath(new URL('../../profiles/lync-server-2013/reverse-proxy.yaml', import.meta.url)),
  );
});

const published = ['web.contoso.test', 'meet.contoso.test', 'lyncdiscover.contoso.test'];
const link = 'https://web.contoso.test/Autodiscover/AutodiscoverService.svc/root';

/** The worst finding of each flow, by its code; 'pass' where all is well. */
function verdicts(
  site: { names: Record<string, readonly string[]>; conditions?: Record<string, boolean> },
  answer: (flow: string, request: ConversationRequest) => ConversationAnswer,
): Record<string, string> {
  return Object.fromEntries(
    profile.flows.map(({ id, expect }) => {
      const check = flowCheck({ rule: id, expect, names: site.names, conditions: site.conditions ?? {} });
      const findings = expect.flatMap(({ name, settings }) =>
        judge(expectationNamed(name)!, settings, check, (request) => answer(id, request)),
      );
      return [id, findings.find(({ verdict }) => verdict !== 'pass')?.reason.code ?? 'pass'];
    }),
  );
}

/** nginx in the place of all servers: pages everywhere, a redirect on 80, a certificate with the right names. */
function standIn(flow: string, request: ConversationRequest): ConversationAnswer {
  if (request.kind === 'tls') return servedTls({ names: published });
  return flow === 'external-http'
    ? httpAnswer(301, [['location', `https://${request.kind === 'http' ? request.host : ''}/`]])
    : httpAnswer(200, [], 'hello');
}

/** The same, but lyncdiscover over HTTP goes to a pool that is down. */
const bridging: typeof standIn = (flow, request) =>
  request.kind === 'http' && request.host.startsWith('lyncdiscover')
    ? httpAnswer(502)
    : standIn(flow, request);

/** The same with one name in the certificate. */
const meetAlone: typeof standIn = (flow, request) =>
  request.kind === 'tls' ? servedTls({ names: ['meet.contoso.test'] }) : standIn(flow, request);

const allWell = {
  'external-http': 'pass',
  'external-https': 'pass',
  'internal-http': 'pass',
  'internal-https': 'pass',
  'internal-office-web-apps': 'pass',
};

describe('the shipped profile', () => {
  test.each([false, true])(
    'finds no fault with a stand-in that does what the documents ask (over HTTP: %s)',
    (over) => {
      const site = { names: { published }, conditions: { 'autodiscover-over-http': over } };
      expect(verdicts(site, standIn)).toEqual(allWell);
    },
  );

  test('does not ask lyncdiscover to be redirected, which the pool answers', () => {
    expect(verdicts({ names: { published } }, bridging)).toEqual(allWell);
  });

  test('asks Autodiscover itself once the site names it', () => {
    const names = { published, autodiscover: ['lyncdiscover.contoso.test'] };
    const fault = 'autodiscoverOther';
    expect(verdicts({ names }, standIn)).toEqual({
      ...allWell,
      'external-https': fault,
      'internal-https': fault,
    });
    const over = { names, conditions: { 'autodiscover-over-http': true } };
    expect(verdicts(over, standIn)).toEqual({
      ...allWell,
      'external-http': 'autodiscoverRedirected',
      'internal-http': fault,
      'internal-https': fault,
    });
  });

  test.each([
    ['External', 'pass'],
    ['Internal', 'autodiscoverInternal'],
  ])('tells the %s web site', (location, wanted) => {
    const names = { published, autodiscover: ['lyncdiscover.contoso.test'] };
    const body = JSON.stringify({ AccessLocation: location, Root: { Links: [{ href: link }] } });
    const answer = (flow: string, request: ConversationRequest): ConversationAnswer =>
      request.kind === 'http' && request.accept !== undefined
        ? httpAnswer(200, [], body)
        : standIn(flow, request);
    expect(verdicts({ names }, answer)).toEqual({
      ...allWell,
      'external-https': wanted,
      'internal-https': wanted,
    });
  });

  test('finds that Autodiscover works neither way, with both citations', () => {
    const site = { names: { published: ['meet.contoso.test'], autodiscover: ['lyncdiscover.contoso.test'] } };
    expect(verdicts(site, meetAlone)['external-https']).toBe('tlsConditionWronglyOff');
    const over = { ...site, conditions: { 'autodiscover-over-http': true } };
    expect(verdicts(over, meetAlone)['external-https']).toBe('pass');
  });
});
