import type { SourceDocument } from '../../input/source.ts';
import type { Mistake } from '../../model/mistake.ts';
import type { Profile } from '../../model/profile.ts';
import { citations } from './citations.ts';
import { conditions } from './conditions.ts';
import { controls } from './controls.ts';
import { overlaps } from './overlaps.ts';
import { parameters } from './parameters.ts';
import { registeredNames } from './registered-names.ts';
import { roles } from './roles.ts';
import { translations } from './translations.ts';

/** Looks for what is allowed in a profile and probably not meant, or not finished. */
export type Lint = (profile: Profile, document: SourceDocument) => Mistake[];

const lints: readonly Lint[] = [
  citations,
  conditions,
  controls,
  overlaps,
  parameters,
  registeredNames,
  roles,
  translations,
];

/** Everything to be said of a profile that loads, in the order of its lines. */
export function lintProfile(profile: Profile, document: SourceDocument): Mistake[] {
  return lints
    .flatMap((lint) => lint(profile, document))
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
