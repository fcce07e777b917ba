import { expect, test } from '@jest/globals';
import {
  tlsVersions,
  type Offered,
  type TlsOfferAnswer,
  type TlsVersion,
} from '../../src/model/conversation.ts';
import { tlsVersions as expectation } from '../../src/expectation/tls-versions.ts';
import { broken, flowCheck, judge } from './check.ts';

function offering(
  yes: readonly TlsVersion[],
  changes: Partial<Record<TlsVersion, Offered>> = {},
  groups: readonly string[] = [],
): TlsOfferAnswer {
  const versions = Object.fromEntries(
    tlsVersions.map((version) => [version, yes.includes(version) ? 'yes' : 'no']),
  );
  return {
    kind: 'tlsOffer',
    status: 'listed',
    versions: { ...(versions as Record<TlsVersion, Offered>), ...changes },
    groups,
    groupsComplete: true,
  };
}

const modern = ['TLSv1.2', 'TLSv1.3'] as const;

test.each([
  ['TLSv1.2' as const, offering(modern), 'pass tlsVersionsHeld'],
  ['TLSv1.2' as const, offering(['SSLv2', ...modern]), 'fail tlsVersionsForbidden'],
  ['TLSv1.2' as const, offering(modern, { SSLv3: 'unknown' }), 'inconclusive tlsVersionsUnknown'],
  [{ require: ['TLSv1.3' as const] }, offering(['TLSv1.2']), 'fail tlsVersionsMissing'],
  [{ forbid: ['TLSv1.3' as const] }, offering(modern), 'fail tlsVersionsForbidden'],
  [{ groups: ['X25519MLKEM768'] }, offering(modern, {}, ['X25519']), 'fail tlsGroupsMissing'],
  [
    { groups: ['X25519MLKEM768'] },
    offering(modern, {}, ['X25519MLKEM768', 'X25519']),
    'pass tlsVersionsHeld',
  ],
  [
    { groups: ['P521'] },
    { ...offering(modern), groupsComplete: false } as TlsOfferAnswer,
    'inconclusive tlsGroupsUnknown',
  ],
  ['TLSv1.2' as const, broken('tlsOffer', 'malformed'), 'fail conversationMalformed'],
])('%j', (settings, answer, wanted) => {
  const findings = judge(expectation, settings, flowCheck(), () => answer);
  expect(findings.map(({ verdict, reason }) => `${verdict} ${reason.code}`)).toEqual([wanted]);
});
