import type * as z from 'zod';
import type { Mistake } from '../model/mistake.ts';
import type { ReasonValues } from '../model/reason.ts';
import { mistakeAt, mistakeAtKey, shown } from './mistakes.ts';
import { follow, type Path, plainValue, type SourceDocument } from './source.ts';
import { nearest } from '../text/nearest.ts';
import { meantBy } from './other-words.ts';

type Issue = z.core.$ZodIssue;

export type Decoded<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/**
 * Decodes a document by a schema. A schema names the message of a mistake as `#code`; values of the message
 * come from `params` of the issue. zod's own sentences are never shown.
 */
export function decode<T>(schema: z.ZodType<T>, document: SourceDocument): Decoded<T> {
  const result = schema.safeParse(plainValue(document.root), { error: nameMessage });
  if (result.success) return { ok: true, value: result.data };
  const issues = withoutEchoes(result.error.issues);
  return { ok: false, mistakes: issues.flatMap((issue) => mistakesOf(issue, [], document)) };
}

/** A map with an unknown key is also looked at without it: what is then missing was meant by that key. */
function withoutEchoes(issues: readonly Issue[]): Issue[] {
  const misspelt = new Set(
    issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => path.join('\n')),
  );
  return issues.filter(({ code, path }) => code !== 'custom' || !misspelt.has(path.join('\n')));
}

/** Marks the keys that a map allows on the issue's message: the finished issue no longer knows them. */
function nameMessage(issue: z.core.$ZodRawIssue): string {
  const shape = (issue.inst as { def?: { shape?: object } } | undefined)?.def?.shape;
  return issue.code === 'unrecognized_keys' && shape !== undefined
    ? `keys ${Object.keys(shape).join(' ')}`
    : '';
}

function mistakesOf(issue: Issue, at: Path, document: SourceDocument): Mistake[] {
  const path = [...at, ...(issue.path as Path)];
  const { node, whole } = follow(document.root, path);
  if (!whole) return [mistakeAt(document, path, 'keyMissing', { key: String(path.at(-1)) })];
  const value = shown(node);
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue, path, document);
    case 'invalid_key':
      return issue.issues.map((inner) =>
        mistakeAtKey(document, path, named(inner) ?? 'valueNotUnderstood', { value: String(path.at(-1)) }),
      );
    case 'invalid_union':
      return unionMistakes(issue, path, document, value);
    default: {
      const code = named(issue) ?? builtIn(issue);
      return [mistakeAt(document, path, code, { value, ...limitsOf(issue, value), ...paramsOf(issue) })];
    }
  }
}

function named({ message }: Issue | { message: string }): string | undefined {
  return message.startsWith('#') ? message.slice(1) : undefined;
}

/** Mistakes of the one alternative that the value was meant as; else what the union as a whole expects. */
function unionMistakes(
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  document: SourceDocument,
  value: string | null,
): Mistake[] {
  const meant = issue.errors.find((branch) =>
    branch.every(
      ({ code, path }) => path.length > 0 || (code !== 'invalid_type' && code !== 'invalid_value'),
    ),
  );
  if (meant !== undefined) return meant.flatMap((inner) => mistakesOf(inner, path, document));
  const root = issue.errors.flat().filter((inner) => inner.path.length === 0);
  const words = root.flatMap((inner) => (inner.code === 'invalid_value' ? inner.values.map(String) : []));
  const kinds = [...new Set(root.flatMap((inner) => (inner.code === 'invalid_type' ? inner.expected : [])))];
  const near = nearest(value ?? '', words) ?? null;
  return [mistakeAt(document, path, named(issue) ?? 'oneFormExpected', { value, near, words, kinds })];
}

function unknownKeys(
  issue: z.core.$ZodIssueUnrecognizedKeys,
  path: Path,
  document: SourceDocument,
): Mistake[] {
  // `$schema` is for editors.
  const known = issue.message
    .split(' ')
    .slice(1)
    .filter((key) => !key.startsWith('$'));
  return issue.keys.map((key) =>
    mistakeAtKey(document, [...path, key], 'keyUnknown', {
      key,
      known,
      near: nearest(key, known) ?? meantBy(key, known) ?? null,
    }),
  );
}

function builtIn(issue: Issue): string {
  if (issue.code === 'invalid_value') return 'wordExpected';
  if (issue.code === 'too_small') return issue.origin === 'array' ? 'listEmpty' : 'numberTooSmall';
  if (issue.code === 'too_big') return 'numberTooLarge';
  if (issue.code !== 'invalid_type') return 'valueNotUnderstood';
  const expected: Readonly<Record<string, string>> = {
    string: 'textExpected',
    boolean: 'yesNoExpected',
    int: 'wholeNumberExpected',
    number: 'wholeNumberExpected',
    array: 'listExpected',
    object: 'mapExpected',
    record: 'mapExpected',
  };
  return expected[issue.expected] ?? 'valueNotUnderstood';
}

function limitsOf(issue: Issue, value: string | null): ReasonValues {
  if (issue.code === 'too_small') return { least: Number(issue.minimum) };
  if (issue.code === 'too_big') return { most: Number(issue.maximum) };
  if (issue.code !== 'invalid_value') return {};
  const words = issue.values.map(String);
  return { words, near: nearest(value ?? '', words) ?? null };
}

function paramsOf(issue: Issue): ReasonValues {
  return issue.code === 'custom' ? ((issue.params ?? {}) as ReasonValues) : {};
}
