import { describe, expect, test } from '@jest/globals';
import { tlsCondition } from '../../src/expectation/tls-condition.ts';
import { tlsKey } from '../../src/expectation/tls-key.ts';
import { tlsLifetime } from '../../src/expectation/tls-lifetime.ts';
import { tlsTrust } from '../../src/expectation/tls-trust.ts';
import { certificateFacts } from '../../src/probe/conversations/tls/certificate.ts';
import { keyOf, makeCertificate, type KeyKind } from '../tls/make-certificate.ts';
import { flowCheck, judge, servedTls } from './check.ts';

const codes = (findings: readonly { verdict: string; reason: { code: string } }[]) =>
  findings.map(({ verdict, reason }) => `${verdict} ${reason.code}`);

const day = (date: string) => new Date(`${date}T00:00:00Z`);

const trust = (trusted: boolean, problem: string | null) =>
  ({ kind: 'tlsTrust', status: 'verified', trusted, problem, anchors: 140 }) as const;

const check = (on: boolean) =>
  flowCheck({ names: { autodiscover: ['lyncdiscover.contoso.test'] }, conditions: { 'over-http': on } });

describe('tls.lifetime', () => {
  test.each([
    ['2026-01-01', '2027-11-22', 'pass tlsValidLongEnough'],
    ['2026-01-01', '2026-12-01', 'fail tlsExpiresSoon'],
    ['2026-01-01', '2026-11-22', 'fail tlsExpired'],
    ['2026-12-01', '2027-11-22', 'fail tlsNotYetValid'],
    ['1999-01-01', '2050-01-01', 'pass tlsValidLongEnough'],
  ])('from %s to %s', (from, to, wanted) => {
    const made = { notBefore: day(from), notAfter: day(to) };
    expect(codes(judge(tlsLifetime, 30, flowCheck(), () => servedTls(made)))).toEqual([wanted]);
  });

  test('an intermediate that has expired fails too', () => {
    const old = certificateFacts(
      makeCertificate({ subject: 'Old', notBefore: day('2020-01-01'), notAfter: day('2021-01-01') }).der,
    );
    const good = servedTls({ notAfter: day('2027-11-22') });
    const findings = judge(tlsLifetime, 0, flowCheck(), () => ({ ...good, chain: [...good.chain, old] }));
    expect(findings).toMatchObject([
      { verdict: 'fail', reason: { code: 'tlsExpired', values: { subject: 'CN=Old' } } },
    ]);
  });

  test('names that are shown one certificate are judged once', () => {
    const shown = servedTls({ notAfter: day('2027-11-22') });
    expect(judge(tlsLifetime, { days: 1, names: 'published' }, flowCheck(), () => shown).length).toBe(1);
  });
});

describe('tls.key', () => {
  const kinds: [KeyKind, string][] = [
    ['rsa1024', 'fail tlsKeyTooSmall'],
    ['rsa2048', 'pass tlsKeySound'],
    ['p256', 'pass tlsKeySound'],
    ['ed25519', 'pass tlsKeySound'],
  ];
  test.each(kinds)('%s', (kind, wanted) => {
    expect(codes(judge(tlsKey, {}, flowCheck(), () => servedTls({ key: keyOf(kind) })))).toEqual([wanted]);
  });

  test('a kind that clients can not use, a broken hash, a key that is not held', () => {
    const issuer = makeCertificate({ subject: 'Old authority', key: keyOf('rsa2048') });
    const signed = servedTls({ issuer, hash: 'sha1' }, { keyProven: false });
    expect(codes(judge(tlsKey, { types: ['rsa'] }, flowCheck(), () => signed))).toEqual([
      'fail tlsKeyNotProven',
      'fail tlsKeyOfOtherKind',
      'fail tlsSignatureBroken',
    ]);
  });

  test('a root may sign itself as it likes', () => {
    expect(codes(judge(tlsKey, {}, flowCheck(), () => servedTls({ hash: 'sha1' })))).toEqual([
      'pass tlsKeySound',
    ]);
  });

  test('a certificate that is none', () => {
    const broken = servedTls({}, { chain: [certificateFacts(Buffer.from('3003020101', 'hex'))] });
    expect(codes(judge(tlsKey, {}, flowCheck(), () => broken))).toEqual(['fail certificateUnreadable']);
    expect(codes(judge(tlsKey, {}, flowCheck(), () => ({ ...broken, chain: [] })))).toEqual([
      'fail certificateUnreadable',
    ]);
  });
});

describe('tls.trust', () => {
  test.each([
    [true, null, 'pass tlsTrusted'],
    [false, 'DEPTH_ZERO_SELF_SIGNED_CERT', 'fail tlsSelfSigned'],
    [false, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'fail tlsIssuerMissing'],
    [false, 'CERT_HAS_EXPIRED', 'fail tlsPathExpired'],
    [false, 'SOMETHING_NEW', 'fail tlsUntrusted'],
  ])('%s, %s', (trusted, problem, wanted) => {
    const findings = judge(tlsTrust, 'system', flowCheck(), ({ kind }) =>
      kind === 'tls' ? servedTls() : trust(trusted, problem),
    );
    expect(codes(findings)).toEqual([wanted]);
  });

  test('a pin needs no path', () => {
    const shown = servedTls();
    const sha256 = shown.chain[0]!.sha256;
    const settings = { sha256: sha256.toUpperCase().replaceAll(/..(?=.)/g, '$&:') };
    expect(tlsTrust.settings.safeParse(settings).success).toBe(true);
    expect(tlsTrust.asks(settings, flowCheck()).map(({ kind }) => kind)).toEqual(['tls']);
    expect(codes(judge(tlsTrust, settings, flowCheck(), () => shown))).toEqual(['pass tlsPinHeld']);
    expect(codes(judge(tlsTrust, { sha256: '0'.repeat(64) }, flowCheck(), () => shown))).toEqual([
      'fail tlsPinMissing',
    ]);
  });

  test('a chain out of order', () => {
    const root = makeCertificate({ subject: 'Root' });
    const middle = makeCertificate({ subject: 'Middle', issuer: root });
    const leaf = makeCertificate({ issuer: middle });
    const chain = [leaf, root, middle].map((made) => certificateFacts(made.der));
    const findings = judge(tlsTrust, 'system', flowCheck(), ({ kind }) =>
      kind === 'tls' ? servedTls({}, { chain }) : trust(true, null),
    );
    expect(codes(findings)).toEqual(['fail tlsChainDisordered', 'pass tlsTrusted']);
  });
});

describe('tls.condition answers for the site', () => {
  const settings = { names: 'autodiscover', unless: 'over-http', cite: ['JJ204932'] };
  test.each([
    [['lyncdiscover.contoso.test'], false, 'pass tlsConditionRightlyOff'],
    [['*.contoso.test'], true, 'pass tlsConditionSpare'],
    [['meet.contoso.test'], true, 'pass tlsConditionNeeded'],
    [['meet.contoso.test'], false, 'fail tlsConditionWronglyOff'],
  ])('names %j, condition %s', (names, on, wanted) => {
    expect(codes(judge(tlsCondition, settings, check(on), () => servedTls({ names })))).toEqual([wanted]);
  });

  test('a refusal of the name counts only where the name is needed', () => {
    const alert = { level: 'fatal', code: 112, name: 'unrecognized_name' } as const;
    const refusal = { kind: 'tls', status: 'alert', alert, warnings: [] } as const;
    expect(codes(judge(tlsCondition, settings, check(true), () => refusal))).toEqual([
      'pass tlsConditionNeeded',
    ]);
    expect(codes(judge(tlsCondition, settings, check(false), () => refusal))).toEqual(['fail tlsRefused']);
  });

  test('a site without such names is asked nothing', () => {
    expect(tlsCondition.asks(settings, flowCheck())).toEqual([]);
    expect(judge(tlsCondition, settings, flowCheck(), () => undefined)).toEqual([]);
  });
});
