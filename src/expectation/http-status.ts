import * as z from 'zod';
import type { ConversationObservation } from '../model/observation.ts';
import type { Finding } from '../model/verdict.ts';
import { answerTo, brokenFinding, finding } from './answers.ts';
import type { Expectation } from './expectation.ts';
import { questionIds } from './host-names.ts';
import { httpRequests, httpTarget, urlOf, type HttpRequest } from './http-target.ts';

const name = 'http.status';

const code = z.int().min(100).max(599);

const codes = z.union([code, z.array(code).min(1), z.literal('any')]);

const settings = z
  .union([codes, z.strictObject({ ...httpTarget, code: codes })])
  .describe('The status of an HTTP answer: one, a list of which any will do, or any at all');

type Settings = z.infer<typeof settings>;

/** A page is answered with one of these statuses; `any`: the port speaks HTTP at all. */
export const httpStatus: Expectation<Settings> = {
  name,
  settings,
  namesUsed: (settings) => questionIds(targetOf(settings).names),
  asks: (settings, check) => httpRequests(targetOf(settings), check),
  judge: (settings, check, answers) => {
    const { code } = targetOf(settings);
    return httpRequests(targetOf(settings), check).map((request) => judgeOne(code, request, answers));
  },
};

function targetOf(settings: Settings): Extract<Settings, { code: unknown }> {
  return typeof settings === 'object' && !Array.isArray(settings) ? settings : { code: settings };
}

function judgeOne(
  wanted: z.infer<typeof codes>,
  request: HttpRequest,
  answers: readonly ConversationObservation[],
): Finding {
  const answer = answerTo(request, answers);
  const expected = [wanted].flat().join(', ');
  if (answer?.status !== 'answered') return brokenFinding(name, expected, answer);
  const held = wanted === 'any' || [wanted].flat().includes(answer.code);
  const texts = { expected, actual: String(answer.code) };
  const values = { url: urlOf(request), code: answer.code, wanted: expected };
  return finding(name, held ? 'pass' : 'fail', texts, held ? 'httpStatusHeld' : 'httpStatusOther', values);
}
