import parse from 'yargs-parser';
import * as z from 'zod';
import type { Mistake } from '../model/mistake.ts';
import type { Reason } from '../model/reason.ts';
import { nearest } from '../text/nearest.ts';
import type { Argument, Arguments } from './command.ts';

/** What the arguments say, or all that is wrong with them. */
export type Parsed =
  | { readonly ok: true; readonly values: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Splits arguments into operands and options; says nothing yet about whether they are good. */
export function splitArguments(
  args: readonly string[],
  options: Arguments,
): { readonly operands: string[]; readonly options: Record<string, unknown> } {
  const names = Object.keys(options);
  const parsed: Readonly<Record<string, unknown>> = parse([...args], {
    boolean: names.filter((name) => options[name]!.form === 'flag'),
    string: names.filter((name) => options[name]!.form !== 'flag'),
    alias: { help: ['h'] },
    configuration: {
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'boolean-negation': false,
      'short-option-groups': false,
      'populate--': true,
      'strip-aliased': true,
    },
  });
  const { _: words, '--': rest = [], ...found } = parsed;
  return { operands: [...(words as string[]), ...(rest as string[])].map(String), options: found };
}

/** Checks everything at once, so that a person mends everything at once. */
export function parseArguments(
  args: readonly string[],
  operands: Arguments,
  options: Arguments,
  commandWords: number,
): Parsed {
  const split = splitArguments(args, options);
  const words = split.operands.slice(commandWords);
  const given: Record<string, unknown> = Object.create(null);
  for (const [name, found] of Object.entries(split.options)) {
    given[name] = options[name]?.form === 'values' ? [found].flat() : found;
  }
  for (const [name, { form }] of Object.entries(options)) if (form === 'values') given[name] ??= [];
  for (const [name, { form }] of Object.entries(operands)) {
    given[name] = form === 'operands' ? words.splice(0) : words.shift();
  }
  const shape = Object.fromEntries(
    Object.entries({ ...options, ...operands }).map(([name, { schema }]) => [name, schema]),
  );
  const decoded = z.strictObject(shape).safeParse(given);
  const reasons = [
    ...flagsWithValue(args, options),
    ...words.map((word) => ({ code: 'argumentTooMany', values: { word } })),
    ...(decoded.error?.issues ?? []).flatMap((issue) => reasonsOf(issue, given, operands, options)),
    ...missingOperands(operands, given),
  ];
  if (decoded.success && reasons.length === 0) return { ok: true, values: decoded.data };
  return {
    ok: false,
    mistakes: reasons.map((reason) => ({ file: null, line: null, column: null, reason })),
  };
}

function missingOperands(operands: Arguments, given: Readonly<Record<string, unknown>>): Reason[] {
  return Object.entries(operands)
    .filter(([name, { unless }]) => unless !== undefined && (given[name] ?? given[unless]) === undefined)
    .map(([name]) => ({ code: 'argumentMissing', values: { argument: name.toUpperCase() } }));
}

/** The parser takes `--quiet=anything` for a plain false: a typing error would go unnoticed. */
function flagsWithValue(args: readonly string[], options: Arguments): Reason[] {
  return args.flatMap((arg) => {
    const name = /^--([^=]+)=/.exec(arg)?.[1] ?? '';
    return Object.hasOwn(options, name) && options[name]!.form === 'flag'
      ? [{ code: 'optionTakesNoValue', values: { option: `--${name}` } }]
      : [];
  });
}

function reasonsOf(
  issue: z.core.$ZodIssue,
  given: Readonly<Record<string, unknown>>,
  operands: Arguments,
  options: Arguments,
): Reason[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const near = nearest(key, Object.keys(options));
      const option = key.length === 1 ? `-${key}` : `--${key}`;
      return near === undefined
        ? { code: 'optionUnknown', values: { option } }
        : { code: 'optionUnknownNear', values: { option, near: `--${near}` } };
    });
  }
  const name = String(issue.path[0]);
  const isOperand = Object.hasOwn(operands, name);
  const argument: Argument<unknown> | undefined = isOperand ? operands[name] : options[name];
  const label = isOperand ? name.toUpperCase() : `--${name}`;
  const text = issue.path.reduce<unknown>(
    (part, key) => (part as Record<PropertyKey, unknown>)?.[key],
    given,
  );
  if (text === undefined || (Array.isArray(text) && text.length === 0)) {
    return [{ code: 'argumentMissing', values: { argument: label } }];
  }
  if (Array.isArray(text) && argument?.form === 'value') {
    return [{ code: 'optionTwice', values: { option: label } }];
  }
  if (text === '') return [{ code: 'optionEmpty', values: { option: label } }];
  const place = { option: label, text: typeof text === 'string' ? text : JSON.stringify(text) };
  const reason = issue.code === 'custom' ? (issue.params?.['reason'] as Reason | undefined) : undefined;
  return reason === undefined
    ? [{ code: 'optionInvalid', values: place }]
    : [{ code: reason.code, values: { ...reason.values, ...place } }];
}
