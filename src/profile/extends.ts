import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { mistakeAt } from '../input/mistakes.ts';
import { valueAt } from '../input/raw.ts';
import type { SourceDocument } from '../input/source.ts';
import { InputError, type Mistake } from '../model/mistake.ts';
import type { Profile } from '../model/profile.ts';
import { findProfile } from './catalogue.ts';
import { conflictsBetween } from './conflicts.ts';
import { withParameters } from './parameters.ts';

export interface Base {
  /** null: the profile extends none, or one that could not be loaded. */
  readonly profile: Profile | null;
  readonly mistakes: readonly Mistake[];
}

/**
 * The profile that `extends` names: a shipped id, or a path within the profile's folder. `above` are the profiles
 * that led here; `load` reads one.
 */
export async function loadBase(
  raw: unknown,
  path: string,
  document: SourceDocument,
  above: readonly string[],
  load: (path: string, shownAs: string, above: readonly string[]) => Promise<Profile>,
): Promise<Base> {
  const written = valueAt(raw, 'extends');
  if (typeof written !== 'string') return { profile: null, mistakes: [] };
  try {
    const file = await findProfile(written, dirname(path));
    if ([...above, path].includes(file)) {
      const circle = [...above, path, file].slice([...above, path].indexOf(file));
      return {
        profile: null,
        mistakes: [mistakeAt(document, ['extends'], 'extendsCircle', { path: circle })],
      };
    }
    return { profile: await load(file, written, [...above, path]), mistakes: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const mistakes = error.mistakes.map((mistake) =>
      mistake.file === null
        ? mistakeAt(document, ['extends'], mistake.reason.code, mistake.reason.values)
        : mistake,
    );
    return { profile: null, mistakes };
  }
}

/**
 * Mistakes that are none, once the base is known: words that it declares, and rules that it has. Of a base that
 * could not be loaded nobody can say what it declares.
 */
export function explainedByBase({ reason }: Mistake, { profile: base, mistakes }: Base): boolean {
  if (base === null)
    return mistakes.length > 0 && /^unknown(?!Expectation)|^profileWithoutRules$/.test(reason.code);
  const word = String(reason.values['word']);
  switch (reason.code) {
    case 'unknownRole':
      return Object.hasOwn(base.roles, word);
    case 'unknownDocument':
      return Object.hasOwn(base.documents, word);
    case 'unknownCondition':
      return Object.hasOwn(base.conditions, word);
    case 'unknownName':
      return Object.hasOwn(base.names, word);
    case 'unknownParameter':
      return Object.hasOwn(base.parameters ?? {}, word);
    case 'unknownFlow':
      return base.flows.some(({ id }) => id === word);
    default:
      return reason.code === 'profileWithoutRules';
  }
}

/** Rules of the base that the profile does not replace, and forbids or requires the other way. */
export function baseConflicts(profile: Profile, base: Profile, document: SourceDocument): Mistake[] {
  const parameters = { ...base.parameters, ...profile.parameters };
  const own = withParameters({ ...profile, parameters });
  const kept = withParameters({ ...withoutReplaced(base, profile), parameters });
  return [...conflictsBetween(own, kept, isSame), ...conflictsBetween(kept, own, isSame)].map((conflict) =>
    mistakeAt(document, ['extends'], 'profilesConflict', { ...conflict }),
  );
}

/**
 * The profile with its base under it: its own words and rules win, a rule of the base is replaced by one of the
 * same id. Its hash covers both files.
 */
export function onBase(profile: Profile, base: Profile): Profile {
  const kept = withoutReplaced(base, profile);
  return {
    ...profile,
    documents: { ...base.documents, ...profile.documents },
    roles: { ...base.roles, ...profile.roles },
    conditions: { ...base.conditions, ...profile.conditions },
    names: { ...base.names, ...profile.names },
    parameters: { ...base.parameters, ...profile.parameters },
    // Its own first: they keep their places in its file.
    flows: [...profile.flows, ...kept.flows],
    closed: [...profile.closed, ...kept.closed],
    sha256: createHash('sha256').update(`${profile.sha256}\n${base.sha256}\n`).digest('hex'),
  };
}

function withoutReplaced(base: Profile, profile: Profile): Profile {
  const own = new Set([...profile.flows, ...profile.closed].map(({ id }) => id));
  return {
    ...base,
    flows: base.flows.filter(({ id }) => !own.has(id)),
    closed: base.closed.filter(({ id }) => !own.has(id)),
  };
}

function isSame(a: string, b: string): boolean {
  return a === b;
}
