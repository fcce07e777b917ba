import * as z from 'zod';
import type { HttpAnswer } from '../model/conversation.ts';
import type { ConversationObservation } from '../model/observation.ts';
import type { Finding } from '../model/verdict.ts';
import { answerTo, brokenFinding, finding } from './answers.ts';
import type { Expectation } from './expectation.ts';
import { questionIds } from './host-names.ts';
import { httpRequests, httpTarget, urlOf, type HttpRequest } from './http-target.ts';
import { excerpt, factsText, holds, textFacts } from './text-facts.ts';
import { xmlValues } from './xml-values.ts';

const name = 'http.body';

const settings = z
  .strictObject({
    ...httpTarget,
    ...textFacts,
    json: z
      .string()
      .min(1)
      .optional()
      .describe('Where in a JSON body the text stands: keys and places, by dots'),
    xml: z
      .string()
      .regex(/^[\w.-]{1,64}(@[\w.-]{1,64})?$/, { error: '#xmlPathForm' })
      .optional()
      .describe('Element of an XML body, or element@attribute, without prefixes'),
    accept: z.string().max(200).optional().describe('Accept header of the request'),
  })
  .refine(({ json, xml }) => json === undefined || xml === undefined, { error: '#jsonOrXml' })
  .describe('A fact in the body of an answer: plain text, JSON or XML');

type Settings = z.infer<typeof settings>;

/** The body of a page holds a fact. */
export const httpBody: Expectation<Settings> = {
  name,
  settings,
  namesUsed: ({ names }) => questionIds(names),
  asks: (settings, check) => httpRequests(settings, check, settings.accept),
  judge: (settings, check, answers) =>
    httpRequests(settings, check, settings.accept).map((request) => judgeOne(settings, request, answers)),
};

function judgeOne(
  settings: Settings,
  request: HttpRequest,
  answers: readonly ConversationObservation[],
): Finding {
  const answer = answerTo(request, answers);
  const where = settings.json ?? settings.xml ?? '';
  const expected = `${where} ${factsText(settings)}`.trim();
  if (answer?.status !== 'answered') return brokenFinding(name, expected, answer);
  const texts = textsAt(settings, bodyText(answer));
  const held = texts?.find((text) => holds(settings, text));
  const actual = excerpt(held ?? texts?.[0] ?? '');
  const values = { url: urlOf(request), code: answer.code, where, wanted: factsText(settings), actual };
  const tell = (verdict: Finding['verdict'], code: string): Finding =>
    finding(name, verdict, { expected, actual }, code, values);
  if (held !== undefined) return tell('pass', 'httpBodyHeld');
  if (answer.bodyTruncated) return tell('inconclusive', 'httpBodyTooLong');
  if (texts === undefined) return tell('fail', 'httpBodyUnreadable');
  return tell('fail', texts.length === 0 ? 'httpBodyWithout' : 'httpBodyOther');
}

export function bodyText(answer: Extract<HttpAnswer, { status: 'answered' }>): string {
  return Buffer.from(answer.body, 'base64')
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

/** The texts at the place that the settings name; undefined: the body is not what it should be. */
function textsAt({ json, xml }: Settings, body: string): string[] | undefined {
  if (json !== undefined) {
    const parsed = parseJson(body);
    return parsed === undefined ? undefined : jsonTexts(parsed.value, json.split('.'));
  }
  if (xml === undefined) return [body];
  const [element = '', attribute = null] = xml.split('@');
  return xmlValues(body, element, attribute);
}

export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

function jsonTexts(value: unknown, path: readonly string[]): string[] {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return [];
    at = (at as Readonly<Record<string, unknown>>)[key];
  }
  return [typeof at === 'string' ? at : JSON.stringify(at)];
}
