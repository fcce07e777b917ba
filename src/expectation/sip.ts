import * as z from 'zod';
import type { ConversationRequest } from '../model/conversation.ts';
import type { Check } from '../model/plan.ts';
import type { Finding } from '../model/verdict.ts';
import { answerTo, brokenFinding, finding } from './answers.ts';
import type { Expectation } from './expectation.ts';
import { targetName } from './host-names.ts';
import { excerpt } from './text-facts.ts';

const name = 'sip';

const code = z.int().min(200).max(699);

const settings = z
  .strictObject({
    plain: z.literal(true).optional().describe('SIP over TCP, as on 5060; over TLS when left out'),
    code: z
      .union([code, z.array(code).min(1)])
      .optional()
      .describe('Statuses of which any will do; any at all when left out'),
  })
  .describe('The port answers an OPTIONS of SIP');

type Settings = z.infer<typeof settings>;

/** A SIP server answers behind the port. That it wants a certificate of ours before it says so decides nothing. */
export const sip: Expectation<Settings> = {
  name,
  settings,
  namesUsed: () => [],
  asks: (settings, check) => [requestOf(settings, check)],
  judge: (settings, check, answers) => {
    const request = requestOf(settings, check);
    const answer = answerTo(request, answers);
    const wanted = [settings.code ?? []].flat();
    const expected = wanted.length === 0 ? 'SIP' : `SIP ${wanted.join(', ')}`;
    if (answer?.status === 'broken' && answer.failure.code === 'client-certificate') {
      const texts = { expected, actual: answer.failure.detail };
      return [finding(name, 'inconclusive', texts, 'sipClientCertificate')];
    }
    if (answer?.status !== 'answered') return [notSip(expected, answer)];
    const held = wanted.length === 0 || wanted.includes(answer.code);
    const texts = { expected, actual: `SIP ${answer.code}` };
    const values = { code: answer.code, server: excerpt(answer.server ?? ''), wanted: wanted.join(', ') };
    return [finding(name, held ? 'pass' : 'fail', texts, held ? 'sipAnswered' : 'sipOtherStatus', values)];
  },
};

function requestOf({ plain }: Settings, check: Check): Extract<ConversationRequest, { kind: 'sip' }> {
  return { kind: 'sip', tls: plain !== true, host: targetName(check) };
}

/** What is no SIP at all is told by its first line. */
function notSip(expected: string, answer: Parameters<typeof brokenFinding>[2]): Finding {
  return answer?.failure.step === 'read' && answer.failure.code === 'malformed'
    ? finding(name, 'fail', { expected, actual: excerpt(answer.failure.detail) }, 'sipOther', {
        heard: excerpt(answer.failure.detail),
      })
    : brokenFinding(name, expected, answer);
}
