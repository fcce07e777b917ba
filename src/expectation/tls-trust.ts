import * as z from 'zod';
import type { ConversationRequest } from '../model/conversation.ts';
import type { ConversationObservation } from '../model/observation.ts';
import type { Finding } from '../model/verdict.ts';
import { answerTo, brokenFinding, finding } from './answers.ts';
import { chainOrder } from './chain-order.ts';
import type { Expectation } from './expectation.ts';
import { questionIds } from './host-names.ts';
import type { TlsRequest } from './tls-request.ts';
import { judgeServed, readableChain, tlsRequests, tlsTarget } from './tls-targets.ts';

const name = 'tls.trust';

const pin = z.string().regex(/^(?:[0-9a-fA-F]{2}:?){31}[0-9a-fA-F]{2}$/, { error: '#sha256Form' });

const settings = z.union([
  z.literal('system').describe("Anchors of this machine's store"),
  z.strictObject({
    ...tlsTarget,
    file: z.string().min(1).optional().describe('PEM file with the anchors'),
    sha256: z
      .union([pin, z.array(pin).min(1)])
      .optional()
      .describe('SHA-256 of a certificate that must be in the chain'),
  }),
]);

type Settings = z.infer<typeof settings>;
type TrustRequest = Extract<ConversationRequest, { kind: 'tlsTrust' }>;

/** The chain is in order and leads to an anchor that is trusted, or holds a certificate that is pinned. */
export const tlsTrust: Expectation<Settings> = {
  name,
  settings,
  namesUsed: (settings) => questionIds(targetOf(settings).names),
  asks: (settings, check) =>
    tlsRequests(targetOf(settings), check).flatMap((request) => {
      const trust = trustRequest(settings, request);
      return trust === null ? [request] : [request, trust];
    }),
  judge: (settings, check, answers) =>
    tlsRequests(targetOf(settings), check).flatMap((request) => judgeOne(settings, request, answers)),
};

function targetOf(settings: Settings): Exclude<Settings, string> {
  return settings === 'system' ? {} : settings;
}

/** null: a pin needs no path to an anchor. */
function trustRequest(settings: Settings, { serverName, startTls }: TlsRequest): TrustRequest | null {
  const { file, sha256 } = targetOf(settings);
  if (sha256 !== undefined && file === undefined) return null;
  const opening = { serverName, ...(startTls === undefined ? {} : { startTls }) };
  return { kind: 'tlsTrust', ...opening, anchors: file === undefined ? 'system' : { file } };
}

function judgeOne(
  settings: Settings,
  request: TlsRequest,
  answers: readonly ConversationObservation[],
): Finding[] {
  const trust = trustRequest(settings, request);
  const expected = expectedText(settings);
  return judgeServed(name, expected, [request], answers, (answer) => {
    const chain = readableChain(name, expected, answer);
    if ('verdict' in chain) return [chain];
    const pins = [targetOf(settings).sha256 ?? []].flat().map((pin) => pin.replaceAll(':', '').toLowerCase());
    const shown = chain.map(({ sha256 }) => sha256);
    const subject = chain[0]!.subject;
    return [
      ...chainOrder(name, chain),
      ...(pins.length === 0 ? [] : [judgePins(pins, shown, expected)]),
      ...(trust === null ? [] : [judgePath(trust, expected, subject, answers)]),
    ];
  });
}

function judgePins(pins: readonly string[], shown: readonly string[], expected: string): Finding {
  const held = pins.some((pin) => shown.includes(pin));
  const texts = { expected, actual: shown[0] ?? '' };
  return finding(name, held ? 'pass' : 'fail', texts, held ? 'tlsPinHeld' : 'tlsPinMissing', {
    shown: [...shown],
  });
}

function judgePath(
  request: TrustRequest,
  expected: string,
  subject: string,
  answers: readonly ConversationObservation[],
): Finding {
  const answer = answerTo(request, answers);
  if (answer?.status !== 'verified') return brokenFinding(name, expected, answer);
  if (answer.trusted)
    return finding(name, 'pass', { expected, actual: subject }, 'tlsTrusted', { anchors: answer.anchors });
  const problem = answer.problem ?? '';
  const code = problemCodes[problem] ?? 'tlsUntrusted';
  return finding(name, 'fail', { expected, actual: problem }, code, { problem, subject });
}

/** What OpenSSL calls it, and the sentence that says what to do. */
const problemCodes: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tlsSelfSigned',
  SELF_SIGNED_CERT_IN_CHAIN: 'tlsUnknownRoot',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tlsIssuerMissing',
  UNABLE_TO_GET_ISSUER_CERT: 'tlsIssuerMissing',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tlsIssuerMissing',
  CERT_HAS_EXPIRED: 'tlsPathExpired',
  CERT_NOT_YET_VALID: 'tlsPathExpired',
};

function expectedText(settings: Settings): string {
  const { file, sha256 } = targetOf(settings);
  const parts = [...(file === undefined ? [] : [file]), ...[sha256 ?? []].flat()];
  return parts.length === 0 ? 'system' : parts.join(', ');
}
