import { describe, expect, test } from '@jest/globals';
import { coverageOf } from '../../src/expectation/certificate-names.ts';
import { autodiscover } from '../../src/expectation/autodiscover.ts';
import { readAutodiscover } from '../../src/expectation/autodiscover-answer.ts';
import { httpRedirect } from '../../src/expectation/http-redirect.ts';
import { tlsCondition } from '../../src/expectation/tls-condition.ts';
import { tlsKey } from '../../src/expectation/tls-key.ts';
import { tlsLifetime } from '../../src/expectation/tls-lifetime.ts';
import { tlsTrust } from '../../src/expectation/tls-trust.ts';
import { tlsVersions } from '../../src/expectation/tls-versions.ts';
import type { CertificateFacts } from '../../src/model/conversation.ts';
import { certificateFacts } from '../../src/probe/conversations/tls/certificate.ts';
import { keyOf, makeCertificate } from '../tls/make-certificate.ts';
import { flowCheck, httpAnswer, judge, servedTls } from './check.ts';

/** The lines where an attacker, or a slip, would have a failure pass: each by the case that only it decides. */
const codes = (findings: readonly { verdict: string; reason: { code: string } }[]) =>
  findings.map(({ verdict, reason }) => `${verdict} ${reason.code}`);
const names = (...dnsNames: string[]) => ({ dnsNames, addresses: [], commonNames: [] });
type Readable = Extract<CertificateFacts, { readable: true }>;

/** The same port with its first certificate's facts changed. */
const shown = (changes: Partial<Readable>) => {
  const served = servedTls({ notAfter: new Date('2028-01-01') });
  return { ...served, chain: [{ ...(served.chain[0] as Readable), ...changes }] };
};

/** The same, signed by somebody else over this hash. */
const issued = (hash: string) => shown({ signature: { algorithm: 'RSA', hash }, selfIssued: false });

describe('names', () => {
  test.each([
    ['contoso.test', 'contoso.test.evil.test'],
    ['contoso.test.evil.test', 'contoso.test'],
    ['meet.evil.test', '*.contoso.test'],
    ['meet.contoso.evil', '*.contoso.test'],
  ])('%s is not covered by %s', (host, pattern) => {
    expect(coverageOf(host, names(pattern))).toBe('missing');
  });

  test('an address is covered by addresses alone', () => {
    expect(coverageOf('192.0.2.1', names('192.0.2.1', '*.0.2.1'))).toBe('missing');
  });

  test('a name in the common name alone covers no condition', () => {
    const settings = { names: 'autodiscover', unless: 'over-http', cite: ['x'] };
    const check = flowCheck({
      names: { autodiscover: ['lyncdiscover.contoso.test'] },
      conditions: { 'over-http': false },
    });
    const answer = servedTls({ subject: 'lyncdiscover.contoso.test', names: ['x.test'] });
    expect(codes(judge(tlsCondition, settings, check, () => answer))).toEqual([
      'fail tlsConditionWronglyOff',
    ]);
  });
});

describe('trust', () => {
  const leaf = certificateFacts(makeCertificate({ subject: 'leaf' }).der) as Readable;
  const other = certificateFacts(makeCertificate({ subject: 'other' }).der) as Readable;
  const served = (...chain: Readable[]) => servedTls({}, { chain, certificatesSent: chain.length });

  test('a second certificate that issued nothing is out of order', () => {
    const verdicts = judge(tlsTrust, { sha256: leaf.sha256 }, flowCheck(), () => served(leaf, other));
    expect(codes(verdicts)).toContain('fail tlsChainDisordered');
  });

  test('a file and a pin are both asked for', () => {
    const settings = { file: 'root.pem', sha256: leaf.sha256 };
    expect(tlsTrust.asks(settings, flowCheck()).map(({ kind }) => kind)).toEqual(['tls', 'tlsTrust']);
    const untrusted = { trusted: false, problem: 'CERT_HAS_EXPIRED', anchors: 1 } as const;
    const findings = judge(tlsTrust, settings, flowCheck(), ({ kind }) =>
      kind === 'tls' ? served(leaf) : { kind: 'tlsTrust', status: 'verified', ...untrusted },
    );
    expect(codes(findings)).toEqual(['pass tlsPinHeld', 'fail tlsPathExpired']);
  });
});

describe('time', () => {
  test.each([
    [30, 'pass tlsValidLongEnough'],
    [31, 'fail tlsExpiresSoon'],
  ])('30 days left, %i wanted', (wanted, code) => {
    const answer = shown({ notBefore: '2026-01-01T00:00:00Z', notAfter: '2026-12-22T12:00:00Z' });
    expect(codes(judge(tlsLifetime, wanted, flowCheck(), () => answer))).toEqual([code]);
  });
});

describe('keys', () => {
  test.each(['MD2', 'MD5', 'SHA-1'])('a signature over %s is broken; over SHA-256 it is not', (hash) => {
    expect(codes(judge(tlsKey, {}, flowCheck(), () => issued(hash)))).toEqual(['fail tlsSignatureBroken']);
    expect(codes(judge(tlsKey, {}, flowCheck(), () => issued('SHA-256')))).toEqual(['pass tlsKeySound']);
  });

  test.each(['rsa', 'rsa-pss', 'dsa'] as const)('%s of 1024 bits is too small', (type) => {
    const answer = shown({ key: { type, bits: 1024, curve: null } });
    expect(codes(judge(tlsKey, {}, flowCheck(), () => answer))).toEqual(['fail tlsKeyTooSmall']);
  });

  test("kinds of key are the port's own: an issuer may have another", () => {
    const root = makeCertificate({ subject: 'Root', authority: true, key: keyOf('p256') });
    const chain = [makeCertificate({ issuer: root, key: keyOf('rsa2048') }), root].map(({ der }) =>
      certificateFacts(der),
    );
    const findings = judge(tlsKey, { types: ['rsa'] }, flowCheck(), () => servedTls({}, { chain }));
    expect(codes(findings)).toEqual(['pass tlsKeySound']);
  });
});

test('versions: TLS 1.1 is too old where nothing is said', () => {
  const no = { SSLv2: 'no', SSLv3: 'no', 'TLSv1.0': 'no' } as const;
  const versions = { ...no, 'TLSv1.1': 'yes', 'TLSv1.2': 'yes', 'TLSv1.3': 'no' } as const;
  const listed = { kind: 'tlsOffer', status: 'listed', versions, groups: [], groupsComplete: true } as const;
  expect(codes(judge(tlsVersions, {}, flowCheck(), () => listed))).toEqual(['fail tlsVersionsForbidden']);
});

describe('HTTP', () => {
  test('a Location without a status that redirects is no redirect', () => {
    const answer = httpAnswer(200, [['location', 'https://meet.contoso.test/']]);
    expect(codes(judge(httpRedirect, 'https', flowCheck(), () => answer))).toEqual(['fail httpNoRedirect']);
  });

  test('Autodiscover is not asked for where the condition holds that says so', () => {
    const asked = [true, false].map((on) =>
      autodiscover.asks(
        { names: 'published', unless: 'over-http' },
        flowCheck({ conditions: { 'over-http': on } }),
      ),
    );
    expect(asked.map(({ length }) => length)).toEqual([0, 2]);
  });

  test('a page that was not found is no answer, whatever it says', () => {
    const link = 'https://a.test/Autodiscover/AutodiscoverService.svc/root';
    const body = JSON.stringify({ AccessLocation: 'External', Root: { Links: [{ href: link }] } });
    const verdicts = [200, 204, 404].map((code) =>
      codes(
        judge(autodiscover, { names: 'one' }, flowCheck({ names: { one: ['a.test'] } }), () =>
          httpAnswer(code, [], body),
        ),
      ),
    );
    expect(verdicts).toEqual([
      ['pass autodiscoverHeld'],
      ['fail autodiscoverStatus'],
      ['fail autodiscoverStatus'],
    ]);
  });

  test('a link to anywhere else is none of the service', () => {
    const read = [
      '/Autodiscover/AutodiscoverService.svc/root/user',
      '/evil?x=/autodiscover/autodiscoverservice.svc/root',
      '/x/autodiscover/autodiscoverservice.svc/root',
    ].map((path) =>
      readAutodiscover(JSON.stringify({ Root: { Links: [{ href: `https://a.test${path}` }] } })),
    );
    expect(read.map((facts) => facts?.links.length)).toEqual([1, undefined, undefined]);
  });
});
