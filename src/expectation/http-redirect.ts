import * as z from 'zod';
import type { ConversationObservation } from '../model/observation.ts';
import type { Finding } from '../model/verdict.ts';
import { answerTo, brokenFinding, finding } from './answers.ts';
import type { Expectation } from './expectation.ts';
import { firstLabel, firstLabels, nameQuestions, namesOf, questionIds } from './host-names.ts';
import { httpRequests, httpTarget, urlOf, type HttpRequest } from './http-target.ts';

const name = 'http.redirect';

const scheme = z.enum(['https', 'http']);

const settings = z
  .union([
    scheme,
    z.strictObject({
      ...httpTarget,
      to: scheme,
      except: nameQuestions.optional().describe('Names that must answer themselves, and are not asked'),
      exceptLabels: firstLabels
        .optional()
        .describe('Nor are names whose first label is one of these: lyncdiscover'),
    }),
  ])
  .describe('A plain request is sent on to this scheme');

type Settings = z.infer<typeof settings>;

/** A request is answered with a redirect to the wanted scheme. The redirect itself is never followed. */
export const httpRedirect: Expectation<Settings> = {
  name,
  settings,
  namesUsed: (settings) => {
    const { names, except } = targetOf(settings);
    return [...questionIds(names), ...questionIds(except)];
  },
  asks: (settings, check) => requests(settings, check),
  judge: (settings, check, answers) =>
    requests(settings, check).map((request) => judgeOne(targetOf(settings).to, request, answers)),
};

function targetOf(settings: Settings): Exclude<Settings, string> {
  return typeof settings === 'string' ? { to: settings } : settings;
}

function requests(settings: Settings, check: Parameters<typeof httpRequests>[1]): HttpRequest[] {
  const target = targetOf(settings);
  const except = new Set(namesOf(target.except, check));
  const labels = target.exceptLabels ?? [];
  return httpRequests(target, check).filter(
    ({ host }) => !except.has(host) && !labels.includes(firstLabel(host)),
  );
}

const redirects: readonly number[] = [301, 302, 303, 307, 308];

function judgeOne(to: string, request: HttpRequest, answers: readonly ConversationObservation[]): Finding {
  const answer = answerTo(request, answers);
  const url = urlOf(request);
  if (answer?.status !== 'answered') return brokenFinding(name, `${to}://…`, answer);
  const location = answer.headers.find(([header]) => header === 'location')?.[1];
  if (!redirects.includes(answer.code) || location === undefined) {
    const texts = { expected: `${to}://…`, actual: String(answer.code) };
    return finding(name, 'fail', texts, 'httpNoRedirect', { url, code: answer.code, to });
  }
  const goes = schemeOf(location, url);
  const verdict = goes === to ? 'pass' : 'fail';
  const texts = { expected: `${to}://…`, actual: location };
  return finding(name, verdict, texts, goes === to ? 'httpRedirects' : 'httpRedirectsElsewhere', {
    url,
    location,
    to,
  });
}

function schemeOf(location: string, base: string): string | undefined {
  return URL.canParse(location, base) ? new URL(location, base).protocol.slice(0, -1) : undefined;
}
