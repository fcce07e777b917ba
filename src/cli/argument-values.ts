import * as z from 'zod';
import type { ReasonValues } from '../model/reason.ts';
import { readSpanMs } from '../input/span.ts';
import { languages } from '../model/language.ts';
import { readQueueUrl } from '../site/queue-url.ts';
import { nearest } from '../text/nearest.ts';

/** Decodes one argument; what is wrong is a message of the catalogue, which also gets `option` and `text`. */
export function decoded<T>(
  decode: (text: string) => { readonly value: T } | { readonly code: string; readonly values?: ReasonValues },
): z.ZodType<T> {
  return z.string().transform((text, context): T => {
    const result = text === '' ? { code: 'optionEmpty' } : decode(text);
    if ('value' in result) return result.value;
    const { code, values = {} } = result;
    context.addIssue({ code: 'custom', params: { reason: { code, values } } });
    return z.NEVER;
  });
}

export const anyText = decoded((text) => ({ value: text }));

/** Decimal digits only: no sign, blank, exponent, hexadecimal or leading zero. */
export function wholeNumber(from: number, to: number): z.ZodType<number> {
  return decoded((text) => {
    const number = Number(text);
    return /^(0|[1-9]\d{0,15})$/.test(text) && number >= from && number <= to
      ? { value: number }
      : { code: 'optionNotNumber', values: { from, to } };
  });
}

export function oneOf<const W extends string>(words: readonly W[]): z.ZodType<W> {
  return decoded((text) => {
    const word = words.find((word) => word === text);
    if (word !== undefined) return { value: word };
    const near = nearest(text, words);
    return near === undefined
      ? { code: 'optionNotOneOf', values: { words } }
      : { code: 'optionNotOneOfNear', values: { words, near } };
  });
}

export const languageWord = oneOf(languages);

/** Attempts per second; `max`: as fast as answers allow. */
export const rate: z.ZodType<number> = decoded((text) => {
  if (text === 'max') return { value: Infinity };
  const number = Number(text);
  return /^[1-9]\d{0,7}$/.test(text) ? { value: number } : { code: 'optionNotRate' };
});

/** 90d, 4h, 30m, 45s, in milliseconds. */
export const duration: z.ZodType<number> = decoded((text) => {
  const spanMs = readSpanMs(text);
  return spanMs === undefined ? { code: 'optionNotDuration' } : { value: spanMs };
});

/** A time-out of more than ten minutes is a typing error: no path takes so long to answer. */
export const timeoutMs = wholeNumber(1, 600_000);

/** Where something outside this machine is asked, by HTTP. */
export const webAddress: z.ZodType<string> = decoded((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'http:' || url?.protocol === 'https:'
    ? { value: text }
    : { code: 'optionNotWebAddress' };
});

/** rediss://user@host:port; in clear only on this machine. */
export const queueAddress: z.ZodType<string> = decoded((text) =>
  readQueueUrl(text) === undefined ? { code: 'optionNotQueue' } : { value: text },
);

/** WORD=VALUE,…: what a word of a profile stands for at a site. */
export interface Assignment {
  readonly word: string;
  readonly values: readonly string[];
}

export const assignment: z.ZodType<Assignment> = decoded((text) => {
  const [, word, list] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (word === undefined || list === undefined) return { code: 'optionNotAssignment' };
  return { value: { word, values: list.split(',').map((part) => part.trim()) } };
});
