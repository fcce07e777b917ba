import * as z from 'zod';
import {
  tlsVersions as everyVersion,
  type ConversationRequest,
  type TlsOfferAnswer,
  type TlsVersion,
} from '../model/conversation.ts';
import type { Finding } from '../model/verdict.ts';
import { answerTo, brokenFinding, finding } from './answers.ts';
import type { Expectation } from './expectation.ts';
import { serverNameOf, tlsOpening } from './tls-request.ts';
import type { Check } from '../model/plan.ts';

const name = 'tls.versions';

const version = z.enum(everyVersion);

const settings = z
  .union([
    version,
    z.strictObject({
      least: version.optional().describe('No older version may be offered; TLSv1.2 when left out'),
      require: z.array(version).optional().describe('Versions that must be offered'),
      forbid: z.array(version).optional().describe('Further versions that may not be offered'),
      groups: z
        .array(z.string().min(1))
        .optional()
        .describe('Key exchanges that must be offered: X25519MLKEM768, …'),
    }),
  ])
  .describe('The oldest version that the port may offer, or more about versions and key exchanges');

type Settings = z.infer<typeof settings>;
type Listed = Extract<TlsOfferAnswer, { status: 'listed' }>;

/** The port offers the versions and key exchanges that it must, and none that it may not. */
export const tlsVersions: Expectation<Settings> = {
  name,
  settings,
  namesUsed: () => [],
  asks: (_settings, check) => [requestOf(check)],
  judge: (settings, check, answers) => {
    const wanted = wantedOf(settings);
    const answer = answerTo(requestOf(check), answers);
    if (answer?.status !== 'listed') return [brokenFinding(name, expectedText(wanted), answer)];
    const findings = [...judgeVersions(wanted, answer), ...judgeGroups(wanted, answer)];
    const versions = everyVersion.filter((version) => answer.versions[version] === 'yes');
    const texts = { expected: expectedText(wanted), actual: versions.join(', ') };
    return findings.length > 0
      ? findings
      : [finding(name, 'pass', texts, 'tlsVersionsHeld', { versions, groups: answer.groups })];
  },
};

interface Wanted {
  readonly require: readonly TlsVersion[];
  readonly forbid: readonly TlsVersion[];
  readonly groups: readonly string[];
}

function wantedOf(settings: Settings): Wanted {
  const {
    least = 'TLSv1.2',
    require = [],
    forbid = [],
    groups = [],
  } = typeof settings === 'string' ? { least: settings } : settings;
  const older = everyVersion.slice(0, everyVersion.indexOf(least));
  return { require, forbid: [...new Set([...older, ...forbid])], groups };
}

function judgeVersions({ require, forbid }: Wanted, { versions }: Listed): Finding[] {
  const all = everyVersion.filter((version) => versions[version] === 'yes');
  const tell = (
    verdict: Finding['verdict'],
    code: string,
    told: readonly TlsVersion[],
    expected: string,
  ): Finding[] =>
    told.length === 0
      ? []
      : [
          finding(name, verdict, { expected, actual: all.join(', ') }, code, {
            versions: [...told],
            offered: all,
          }),
        ];
  return [
    ...tell(
      'fail',
      'tlsVersionsForbidden',
      forbid.filter((version) => versions[version] === 'yes'),
      `≠ ${forbid.join(', ')}`,
    ),
    ...tell(
      'fail',
      'tlsVersionsMissing',
      require.filter((version) => versions[version] === 'no'),
      require.join(', '),
    ),
    // Silence in answer to one version's hello decides nothing about that version.
    ...tell(
      'inconclusive',
      'tlsVersionsUnknown',
      [...new Set([...forbid, ...require])].filter((version) => versions[version] === 'unknown'),
      [...require, ...forbid.map((version) => `≠ ${version}`)].join(', '),
    ),
  ];
}

function judgeGroups({ groups }: Wanted, answer: Listed): Finding[] {
  const missing = groups.filter((group) => !answer.groups.includes(group));
  if (missing.length === 0) return [];
  const texts = { expected: groups.join(', '), actual: answer.groups.join(', ') };
  const values = { groups: missing, offered: answer.groups };
  return answer.groupsComplete
    ? [finding(name, 'fail', texts, 'tlsGroupsMissing', values)]
    : [finding(name, 'inconclusive', texts, 'tlsGroupsUnknown', values)];
}

function expectedText({ require, forbid, groups }: Wanted): string {
  return [...require, ...forbid.map((version) => `≠ ${version}`), ...groups].join(', ');
}

function requestOf(check: Check): Extract<ConversationRequest, { kind: 'tlsOffer' }> {
  return { kind: 'tlsOffer', ...tlsOpening(check, serverNameOf(check)) };
}
