import * as z from 'zod';
import type { Text } from '../model/language.ts';
import { lastPort } from '../model/ports.ts';
import type { Reason } from '../model/reason.ts';
import { parsePortRange, parsePortText } from './port-text.ts';

/** The small values that profiles and sites share. An `error` of `#code` names the message of the catalogue. */

/** Written words, digits and hyphens: `external-https`. */
export const id = z.string({ error: '#idForm' }).regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { error: '#idForm' });

/** An id that no port can be taken for: it begins with a letter. */
export const parameterId = z
  .string({ error: '#parameterIdForm' })
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, { error: '#parameterIdForm' });

/** Ids joined by slashes: `lync-server-2013/reverse-proxy`. */
export const profileId = z
  .string({ error: '#profileIdForm' })
  .regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*(?:\/[a-z0-9]+(?:[-.][a-z0-9]+)*)*$/, { error: '#profileIdForm' });

/** One line or more of anything but nothing. */
export const words = z.string().regex(/\S/, { error: '#textBlank' });

/** A text in both languages, or one that stands for both. */
export const text = z
  .union([words, z.strictObject({ en: words, es: words })], { error: '#textForm' })
  .meta({ id: 'text' })
  .transform((value): Text => (typeof value === 'string' ? { en: value, es: value } : value));

export const isoDate = z
  .string({ error: '#dateForm' })
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: '#dateForm', abort: true })
  .refine((value) => isCalendarDay(value), { error: '#dateNotInCalendar' });

function isCalendarDay(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** An instant of ISO 8601 with its time zone, to the minute or finer. */
export const instant = z
  .string({ error: '#instantForm' })
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/, {
    error: '#instantForm',
    abort: true,
  })
  .refine((value) => isCalendarDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value)), {
    error: '#dateNotInCalendar',
  });

/** `port: 443` is a number to YAML. */
function portError({ input }: { readonly input?: unknown }): string {
  return typeof input === 'number' ? '#portWithoutProtocol' : '#portForm';
}

/** 1 to 65535, for editors; the decoder says more exactly what is wrong. */
const port = '(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])';
const range = `${port}(?:-${port})?`;
const parameter = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';
const rangeOrParameter = `(?:${range}|${parameter})`;

/** One port or one range, with its protocol: `443/tcp`, `50000-59999/udp`. */
export const onePortRange = z
  .string({ error: portError })
  .meta({ pattern: `^${range}/(?:tcp|udp)$` })
  .transform((value, context) => {
    const read = parsePortText(value);
    if (!read.ok) return refuse(context, value, read.reason);
    if (read.parts.length > 1) return refuse(context, value, { code: 'portNotOne', values: {} });
    return { ports: read.parts[0]!, protocol: read.protocol };
  });

/**
 * What a flow is asked at: one port or range, or the parameter that gives it (`media-ports/udp`), whose ports are not
 * known yet.
 */
export const flowPort = z
  .string({ error: portError })
  .meta({ pattern: `^${rangeOrParameter}/(?:tcp|udp)$` })
  .transform((value, context) => {
    const read = parsePortText(value, {});
    if (!read.ok) return refuse(context, value, read.reason);
    const { parts, parameters, protocol } = read;
    if (parts.length + parameters.length > 1)
      return refuse(context, value, { code: 'portNotOne', values: {} });
    return parameters.length === 0
      ? { ports: parts[0]!, protocol }
      : { ports: unchosen, protocol, parameter: parameters[0]! };
  });

/** Stands for a parameter's ports until they are put in place. */
const unchosen = { from: 1, to: lastPort };

/** Ports and ranges of one protocol, parameters among them: `1-1023,8080,console-port/tcp`. */
export const portRanges = z
  .string({ error: portError })
  .meta({ pattern: `^${rangeOrParameter}(?:,${rangeOrParameter})*/(?:tcp|udp)$` })
  .transform((value, context) => {
    const read = parsePortText(value, {});
    if (!read.ok) return refuse(context, value, read.reason);
    const { ports, parameters, protocol } = read;
    return {
      ports,
      protocol,
      ...(parameters.length === 0 ? {} : { chosen: { parameters, besides: ports } }),
    };
  });

/** One port or range without its protocol: what a parameter stands for. */
export const portRange = z
  .union([z.int(), z.string()], { error: '#portRangeForm' })
  .meta({ pattern: `^${range}$` })
  .transform((value, context) => {
    const read = parsePortRange(`${value}`);
    return 'code' in read ? refuse(context, value, read) : read;
  });

/** Adds a message with its values to what is wrong. */
export function refuse(context: z.RefinementCtx, input: unknown, { code, values }: Reason): never {
  context.issues.push({ code: 'custom', message: `#${code}`, input, params: { ...values } });
  return z.NEVER;
}

/** A list, or one thing that stands for a list of one. */
export function oneOrMore<T extends z.ZodType>(item: T, error: string): z.ZodType<z.output<T>[]> {
  return z
    .union([item, z.array(item).min(1)], { error })
    .transform((value) => (Array.isArray(value) ? value : [value]) as z.output<T>[]);
}
