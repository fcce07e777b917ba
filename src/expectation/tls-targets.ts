import type { CertificateFacts, TlsAnswer } from '../model/conversation.ts';
import type { ConversationObservation } from '../model/observation.ts';
import type { Check } from '../model/plan.ts';
import type { Finding } from '../model/verdict.ts';
import { answerTo, finding } from './answers.ts';
import { nameQuestions, namesOf } from './host-names.ts';
import { unservedFinding, type ServedTls } from './tls-answers.ts';
import { serverNameOf, tlsRequest, type TlsRequest } from './tls-request.ts';

/** Whose certificates an expectation is about, for all that don't speak of names themselves. */
export const tlsTarget = {
  names: nameQuestions
    .optional()
    .describe('The certificates shown for these names; for the target when left out'),
};

export interface TlsTarget {
  readonly names?: string | string[] | undefined;
}

export function tlsRequests({ names }: TlsTarget, check: Check): TlsRequest[] {
  const given = namesOf(names, check);
  return (given.length > 0 ? given : [serverNameOf(check)]).map((name) => tlsRequest(check, name));
}

/**
 * One row of findings per distinct handshake: names that are shown the same certificates are judged once, and a
 * port that serves no TLS gives the one finding that says so.
 */
export function judgeServed(
  expectation: string,
  expected: string,
  requests: readonly TlsRequest[],
  answers: readonly ConversationObservation[],
  judge: (answer: ServedTls, asked: string) => readonly Finding[],
): Finding[] {
  const rows = new Map<string, readonly Finding[]>();
  for (const request of requests) {
    const answer = answerTo(request, answers);
    const asked = request.serverName ?? '';
    if (answer?.status === 'served') {
      const key = answer.chain.map(({ sha256 }) => sha256).join();
      if (!rows.has(key)) rows.set(key, judge(answer, asked));
    } else {
      const unserved = unservedFinding(expectation, expected, request.serverName, answer);
      rows.set(`${unserved.reason.code} ${unserved.actual}`, [unserved]);
    }
  }
  return [...rows.values()].flat();
}

export type ReadableCertificate = Extract<CertificateFacts, { readable: true }>;

/** The certificates of a chain; a finding in place of the chain when its first one can't be read. */
export function readableChain(
  expectation: string,
  expected: string,
  { chain }: Extract<TlsAnswer, { status: 'served' }>,
): readonly ReadableCertificate[] | Finding {
  const leaf = chain[0];
  if (leaf === undefined || !leaf.readable) {
    const problem = leaf?.problem ?? '';
    return finding(expectation, 'fail', { expected, actual: problem }, 'certificateUnreadable', { problem });
  }
  return chain.filter((certificate) => certificate.readable);
}

/** A certificate as a person knows it. */
export function titleOf({ subject, serial }: ReadableCertificate): string {
  return subject === '' ? `serial ${serial}` : subject;
}
