import * as z from 'zod';
import type { HttpAnswer } from '../model/conversation.ts';
import type { ConversationObservation } from '../model/observation.ts';
import type { Finding } from '../model/verdict.ts';
import { answerTo, brokenFinding, finding } from './answers.ts';
import { readAutodiscover } from './autodiscover-answer.ts';
import type { Expectation } from './expectation.ts';
import { nameQuestions, namesOf, questionIds } from './host-names.ts';
import { bodyText } from './http-body.ts';
import { httpRequests, httpTarget, urlOf, type HttpRequest } from './http-target.ts';
import { excerpt } from './text-facts.ts';

const name = 'autodiscover';

const settings = z
  .strictObject({
    names: nameQuestions,
    scheme: httpTarget.scheme,
    access: z
      .enum(['External', 'Internal'])
      .optional()
      .describe('Which web site answers; External when left out'),
    when: z.string().min(1).optional().describe('Asked only where this condition of the profile holds'),
    unless: z.string().min(1).optional().describe('Asked only where this condition does not hold'),
  })
  .describe(
    "Lync's Autodiscover service answers for these names; nothing is asked where the site gives none",
  );

type Settings = z.infer<typeof settings>;

/** The Autodiscover service answers as the external (or internal) web site, with links to itself. */
export const autodiscover: Expectation<Settings> = {
  name,
  settings,
  namesUsed: ({ names }) => questionIds(names),
  conditionsUsed: ({ when, unless }) => [when, unless].filter((id) => id !== undefined),
  asks: (settings, check) => requestsOf(settings, check),
  judge: (settings, check, answers) =>
    requestsOf(settings, check).map((request) => judgeOne(settings.access ?? 'External', request, answers)),
};

/** The names are the question's own: asked by an address, Autodiscover answers nothing. */
function requestsOf(settings: Settings, check: Parameters<typeof httpRequests>[1]): HttpRequest[] {
  const { names, when, unless } = settings;
  const given = namesOf(names, check).length > 0;
  const applies =
    (when === undefined || check.conditions[when] === true) &&
    (unless === undefined || check.conditions[unless] !== true);
  return given && applies ? httpRequests(settings, check, 'application/json') : [];
}

function judgeOne(
  access: string,
  request: HttpRequest,
  answers: readonly ConversationObservation[],
): Finding {
  const answer = answerTo(request, answers);
  const expected = `AccessLocation ${access}`;
  if (answer?.status !== 'answered') return brokenFinding(name, expected, answer);
  const url = urlOf(request);
  const tell = (
    verdict: Finding['verdict'],
    actual: string,
    code: string,
    values: Record<string, string | number> = {},
  ): Finding => finding(name, verdict, { expected, actual }, code, { url, ...values });
  if (answer.code >= 300 && answer.code < 400) {
    const location = excerpt(headerOf(answer, 'location'));
    // Over HTTP a client must be served, not sent on: its certificate problem would only come back.
    return tell('fail', `${answer.code} ${location}`, 'autodiscoverRedirected', {
      location,
      code: answer.code,
    });
  }
  if (answer.code !== 200)
    return tell('fail', String(answer.code), 'autodiscoverStatus', { code: answer.code });
  const facts = readAutodiscover(bodyText(answer));
  if (facts === undefined) return tell('fail', excerpt(bodyText(answer)), 'autodiscoverOther');
  const actual = `AccessLocation ${excerpt(facts.accessLocation ?? '–')}`;
  if (facts.links.length === 0) return tell('fail', actual, 'autodiscoverWithoutLinks');
  const link = excerpt(facts.links[0]!);
  if (facts.accessLocation === null) return tell('fail', actual, 'autodiscoverWithoutLocation', { link });
  if (facts.accessLocation === access) return tell('pass', actual, 'autodiscoverHeld', { access, link });
  return tell('fail', actual, access === 'External' ? 'autodiscoverInternal' : 'autodiscoverExternal', {
    link,
  });
}

function headerOf({ headers }: Extract<HttpAnswer, { status: 'answered' }>, wanted: string): string {
  return headers.find(([header]) => header === wanted)?.[1] ?? '';
}
