import { expectEntry, expectationNamed, usesOf } from '../expectation/registry.ts';
import type { Mistake } from '../model/mistake.ts';
import { mistakeAt, mistakeAtKey } from '../input/mistakes.ts';
import { entriesOf, itemsOf, keysOf, textsOf, valueAt } from '../input/raw.ts';
import type { Path, SourceDocument } from '../input/source.ts';
import { unknownWord } from '../input/unknown-word.ts';

/** Words of a profile that name another part of it, and name nothing. */
export function referenceMistakes(profile: unknown, document: SourceDocument): Mistake[] {
  const rules = [...rulesOf(profile, 'flows'), ...rulesOf(profile, 'closed')];
  const [roles, documents] = [keysOf(valueAt(profile, 'roles')), keysOf(valueAt(profile, 'documents'))];
  const used = new Set<string>();
  const mistakes = rules.flatMap(({ rule, path }) => [
    ...roleMistakes(rule, path, roles, document),
    ...textsOf(valueAt(valueAt(rule, 'cite'), 'document')).flatMap(({ text }) =>
      unknownWord('Document', text, documents, document, [...path, 'cite', 'document']),
    ),
    ...whenMistakes(valueAt(valueAt(rule, 'need'), 'when'), [...path, 'need', 'when'], profile, document),
    ...nameMistakes(rule, path, profile, document, used),
  ]);
  return [
    ...mistakes,
    ...exclusionMistakes(profile, roles, document),
    ...keysOf(valueAt(profile, 'names'))
      .filter((name) => !used.has(name))
      .map((name) => mistakeAtKey(document, ['names', name], 'nameUnused', { name })),
    ...repeatedIds(rules, document),
    ...(rules.length === 0 ? [mistakeAt(document, [], 'profileWithoutRules')] : []),
  ];
}

export interface RawRule {
  readonly rule: unknown;
  readonly path: Path;
}

export function rulesOf(profile: unknown, list: 'flows' | 'closed'): RawRule[] {
  return itemsOf(valueAt(profile, list)).map((rule, index) => ({ rule, path: [list, index] }));
}

function roleMistakes(rule: unknown, path: Path, roles: string[], document: SourceDocument): Mistake[] {
  return ['from', 'to'].flatMap((key) =>
    textsOf(valueAt(rule, key)).flatMap(({ text, index }) =>
      unknownWord('Role', text, roles, document, [...path, key, ...(index === null ? [] : [index])]),
    ),
  );
}

function whenMistakes(when: unknown, path: Path, profile: unknown, document: SourceDocument): Mistake[] {
  if (typeof when === 'string')
    return unknownWord('Condition', when, keysOf(valueAt(profile, 'conditions')), document, path);
  return entriesOf(when).flatMap(([key, parts]) =>
    itemsOf(parts).flatMap((part, index) => whenMistakes(part, [...path, key, index], profile, document)),
  );
}

/** Also notes in `used` the names that expectations speak of. */
function nameMistakes(
  rule: unknown,
  path: Path,
  profile: unknown,
  document: SourceDocument,
  used: Set<string>,
): Mistake[] {
  const known = keysOf(valueAt(profile, 'names'));
  return itemsOf(valueAt(rule, 'expect')).flatMap((entry, index) => {
    const decoded = expectEntry.safeParse(entry, { error: () => '' });
    if (!decoded.success) return [];
    const names = usesOf(decoded.data).flatMap(
      ({ name, settings }) => expectationNamed(name)?.namesUsed(settings) ?? [],
    );
    names.forEach((name) => used.add(name));
    return names.flatMap((name) => unknownWord('Name', name, known, document, [...path, 'expect', index]));
  });
}

function exclusionMistakes(profile: unknown, roles: string[], document: SourceDocument): Mistake[] {
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
