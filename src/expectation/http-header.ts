import * as z from 'zod';
import type { ConversationObservation } from '../model/observation.ts';
import type { Finding } from '../model/verdict.ts';
import { answerTo, brokenFinding, finding } from './answers.ts';
import type { Expectation } from './expectation.ts';
import { questionIds } from './host-names.ts';
import { httpRequests, httpTarget, urlOf, type HttpRequest } from './http-target.ts';
import { excerpt, factsText, holds, textFacts } from './text-facts.ts';

const name = 'http.header';

const settings = z
  .strictObject({
    ...httpTarget,
    ...textFacts,
    name: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, { error: '#headerNameForm' }),
    absent: z.literal(true).optional().describe('The header may not be there'),
  })
  .refine(
    ({ absent, is, contains, startsWith }) =>
      absent === undefined || (is ?? contains ?? startsWith) === undefined,
    {
      error: '#headerAbsentWithText',
    },
  )
  .describe('A header of the answer: there, not there, or with this text');

type Settings = z.infer<typeof settings>;

/** A page is answered with a header, or without one that tells too much. */
export const httpHeader: Expectation<Settings> = {
  name,
  settings,
  namesUsed: ({ names }) => questionIds(names),
  asks: (settings, check) => httpRequests(settings, check),
  judge: (settings, check, answers) =>
    httpRequests(settings, check).map((request) => judgeOne(settings, request, answers)),
};

function judgeOne(
  settings: Settings,
  request: HttpRequest,
  answers: readonly ConversationObservation[],
): Finding {
  const answer = answerTo(request, answers);
  const wanted = settings.absent === true ? '∅' : factsText(settings);
  const expected = `${settings.name}: ${wanted}`;
  if (answer?.status !== 'answered') return brokenFinding(name, expected, answer);
  const values = answer.headers
    .filter(([header]) => header === settings.name.toLowerCase())
    .map(([, value]) => value);
  const actual = excerpt(values.join(', '));
  const told = { url: urlOf(request), header: settings.name, wanted, actual };
  const tell = (verdict: Finding['verdict'], code: string): Finding =>
    finding(name, verdict, { expected, actual }, code, told);
  if (settings.absent === true) {
    return values.length === 0 ? tell('pass', 'httpHeaderAbsent') : tell('fail', 'httpHeaderTellsTooMuch');
  }
  if (values.length === 0) return tell('fail', 'httpHeaderMissing');
  return values.some((value) => holds(settings, value))
    ? tell('pass', 'httpHeaderHeld')
    : tell('fail', 'httpHeaderOther');
}
