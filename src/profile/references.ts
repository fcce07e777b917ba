import { expectEntry, expectationNamed, usesOf } from '../expectation/registry.ts';
import type { Mistake } from '../model/mistake.ts';
import type { ExpectationUse } from '../model/profile.ts';
import { mistakeAt, mistakeAtKey } from '../input/mistakes.ts';
import { entriesOf, itemsOf, keysOf, textsOf, valueAt } from '../input/raw.ts';
import { parsePortText } from './port-text.ts';
import type { Path, SourceDocument } from '../input/source.ts';
import { unknownWord } from '../input/unknown-word.ts';

/** Words of a profile that name another part of it, and name nothing. */
export function referenceMistakes(profile: unknown, document: SourceDocument): Mistake[] {
  const rules = [...rulesOf(profile, 'flows'), ...rulesOf(profile, 'closed')];
  return [
    ...rules.flatMap(({ rule, path }) => [
      ...roleMistakes(rule, path, profile, document),
      ...citeMistakes(rule, path, profile, document),
      ...parameterMistakes(rule, path, profile, document),
      ...whenMistakes(valueAt(valueAt(rule, 'need'), 'when'), [...path, 'need', 'when'], profile, document),
    ]),
    ...exclusionMistakes(profile, document),
    ...nameMistakes(rules, profile, document),
    ...conditionMistakes(rules, profile, document),
    ...repeatedIds(rules, document),
    ...(rules.length === 0 && withoutList(profile, 'flows') && withoutList(profile, 'closed')
      ? [mistakeAt(document, [], 'profileWithoutRules')]
      : []),
  ];
}

/** Nothing there, or an empty list; something else is the schema's to tell. */
function withoutList(profile: unknown, key: string): boolean {
  const list = valueAt(profile, key);
  return list === undefined || Array.isArray(list);
}

export interface RawRule {
  readonly rule: unknown;
  readonly path: Path;
}

export function rulesOf(profile: unknown, list: 'flows' | 'closed'): RawRule[] {
  return itemsOf(valueAt(profile, list)).map((rule, index) => ({ rule, path: [list, index] }));
}

/** The ids that a map of the profile declares; null where it is no map, so that nothing can be said of them. */
function declared(profile: unknown, key: string): string[] | null {
  const map = valueAt(profile, key);
  const isMap = typeof map === 'object' && map !== null && !Array.isArray(map);
  return isMap ? keysOf(map) : map === undefined && key !== 'roles' ? [] : null;
}

function roleMistakes(rule: unknown, path: Path, profile: unknown, document: SourceDocument): Mistake[] {
  const roles = declared(profile, 'roles');
  if (roles === null) return [];
  return ['from', 'to'].flatMap((key) =>
    textsOf(valueAt(rule, key)).flatMap(({ text, index }) =>
      unknownWord('Role', text, roles, document, [...path, key, ...(index === null ? [] : [index])]),
    ),
  );
}

function citeMistakes(rule: unknown, path: Path, profile: unknown, document: SourceDocument): Mistake[] {
  const cited = valueAt(valueAt(rule, 'cite'), 'document');
  const documents = declared(profile, 'documents');
  return typeof cited === 'string' && documents !== null
    ? unknownWord('Document', cited, documents, document, [...path, 'cite', 'document'])
    : [];
}

function parameterMistakes(rule: unknown, path: Path, profile: unknown, document: SourceDocument): Mistake[] {
  const known = declared(profile, 'parameters');
  const key = path[0] === 'flows' ? 'port' : 'ports';
  const written = valueAt(rule, key);
  const read = typeof written === 'string' ? parsePortText(written, {}) : undefined;
  if (known === null || read?.ok !== true) return [];
  return read.parameters.flatMap((id) => unknownWord('Parameter', id, known, document, [...path, key]));
}

function whenMistakes(when: unknown, path: Path, profile: unknown, document: SourceDocument): Mistake[] {
  if (typeof when === 'string')
    return unknownWord('Condition', when, keysOf(valueAt(profile, 'conditions')), document, path);
  return entriesOf(when).flatMap(([key, parts]) =>
    itemsOf(parts).flatMap((part, index) => whenMistakes(part, [...path, key, index], profile, document)),
  );
}

/**
 * Names that expectations ask for and the profile has not, and names that nobody asks for; the latter only where
 * every expectation could be read.
 */
function nameMistakes(rules: readonly RawRule[], profile: unknown, document: SourceDocument): Mistake[] {
  const known = declared(profile, 'names');
  if (known === null) return [];
  const uses = rules.flatMap(({ rule, path }) =>
    itemsOf(valueAt(rule, 'expect')).map((entry, index) => ({
      names: namesIn(entry),
      path: [...path, 'expect', index],
    })),
  );
  const used = uses.flatMap(({ names }) => names ?? []);
  const unknown = uses.flatMap(({ names, path }) =>
    (names ?? []).flatMap((name) => unknownWord('Name', name, known, document, path)),
  );
  if (unknown.length > 0 || rules.length === 0 || uses.some(({ names }) => names === null)) return unknown;
  return known
    .filter((name) => !used.includes(name))
    .map((name) => mistakeAtKey(document, ['names', name], 'nameUnused', { name }));
}

/** The names that an entry of `expect` asks for; null where it can't be read. */
function namesIn(entry: unknown): readonly string[] | null {
  return (
    usesIn(entry)?.flatMap(({ name, settings }) => expectationNamed(name)?.namesUsed(settings) ?? []) ?? null
  );
}

function usesIn(entry: unknown): readonly ExpectationUse[] | null {
  const decoded = expectEntry.safeParse(entry, { error: () => '' });
  return decoded.success ? usesOf(decoded.data) : null;
}

/** Conditions that expectations speak of and the profile has not. */
function conditionMistakes(rules: readonly RawRule[], profile: unknown, document: SourceDocument): Mistake[] {
  const known = declared(profile, 'conditions');
  if (known === null) return [];
  return rules.flatMap(({ rule, path }) =>
    itemsOf(valueAt(rule, 'expect')).flatMap((entry, index) =>
      (usesIn(entry) ?? [])
        .flatMap(({ name, settings }) => expectationNamed(name)?.conditionsUsed?.(settings) ?? [])
        .flatMap((id) => unknownWord('Condition', id, known, document, [...path, 'expect', index])),
    ),
  );
}

function exclusionMistakes(profile: unknown, document: SourceDocument): Mistake[] {
  const roles = keysOf(valueAt(profile, 'roles'));
  return entriesOf(valueAt(profile, 'roles')).flatMap(([role, body]) =>
    textsOf(valueAt(body, 'excludes')).flatMap(({ text, index }) =>
      unknownWord('Role', text, roles, document, ['roles', role, 'excludes', index ?? 0]),
    ),
  );
}

function repeatedIds(rules: readonly RawRule[], document: SourceDocument): Mistake[] {
  const seen = new Set<string>();
  return rules.flatMap(({ rule, path }) =>
    textsOf(valueAt(rule, 'id')).flatMap(({ text }) => {
      const again = seen.has(text);
      seen.add(text);
      return again ? [mistakeAt(document, [...path, 'id'], 'ruleTwice', { id: text })] : [];
    }),
  );
}
