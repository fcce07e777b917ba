import { requestKey, type ConversationAnswer, type ConversationRequest } from '../model/conversation.ts';
import type { ConversationObservation } from '../model/observation.ts';
import type { ReasonValues } from '../model/reason.ts';
import type { Finding } from '../model/verdict.ts';

type AnswerTo<Request extends ConversationRequest> = Extract<ConversationAnswer, { kind: Request['kind'] }>;

/** What came back for exactly this request; undefined: it was not asked, or its answer is none of its kind. */
export function answerTo<Request extends ConversationRequest>(
  request: Request,
  answers: readonly ConversationObservation[],
): AnswerTo<Request> | undefined {
  const key = requestKey(request);
  const answer = answers.find(({ asked }) => requestKey(asked) === key)?.answer;
  return answer?.kind === request.kind ? (answer as AnswerTo<Request>) : undefined;
}

/** A finding whose sentence is the catalogue's `code`. */
export function finding(
  expectation: string,
  verdict: Finding['verdict'],
  { expected, actual }: { expected: string; actual: string },
  code: string,
  values: ReasonValues = {},
): Finding {
  return { expectation, verdict, expected, actual, reason: { code, values } };
}

/**
 * The finding about a conversation that did not come to its answer. The port was open: silence, an end or
 * nonsense behind it breaks the expectation; that we could not connect again, or failed ourselves, decides nothing.
 */
export function brokenFinding(
  expectation: string,
  expected: string,
  answer: Extract<ConversationAnswer, { status: 'broken' }> | undefined,
): Finding {
  if (answer === undefined) {
    return finding(expectation, 'inconclusive', { expected, actual: '' }, 'conversationMissing');
  }
  const { step, code, detail } = answer.failure;
  const actual = `${step}: ${code}`;
  const values = { step, code, detail };
  if (step === 'connect') {
    return finding(expectation, 'inconclusive', { expected, actual }, 'conversationNotConnected', values);
  }
  if (code === 'error') {
    return finding(expectation, 'inconclusive', { expected, actual }, 'conversationError', values);
  }
  const reasonCode = brokenCodes[code] ?? 'conversationError';
  return finding(expectation, 'fail', { expected, actual }, reasonCode, values);
}

const brokenCodes: Readonly<Record<string, string>> = {
  timeout: 'conversationTimeout',
  closed: 'conversationClosed',
  reset: 'conversationReset',
  malformed: 'conversationMalformed',
  'too-much': 'conversationTooMuch',
  refused: 'startTlsRefused',
};
