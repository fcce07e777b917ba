import { dirname } from 'node:path';
import { decode } from '../input/decode.ts';
import { refuseMistakes, withoutEchoes } from '../input/mistakes.ts';
import { readDocument } from '../input/read-document.ts';
import { plainValue } from '../input/source.ts';
import type { Mistake } from '../model/mistake.ts';
import type { Profile } from '../model/profile.ts';
import { contradictions } from './contradictions.ts';
import { baseConflicts, explainedByBase, loadBase, onBase } from './extends.ts';
import { withParameters } from './parameters.ts';
import { referenceMistakes } from './references.ts';
import { profileSchema } from './schema.ts';
import { withTrustFiles } from './trust-files.ts';

/**
 * Reads a profile's file, and the profile that it extends. Throws `InputError` with every mistake in it; `shownAs`
 * names the file in them. `above`: files that extend this one, so that a circle is seen.
 */
export async function loadProfile(
  path: string,
  shownAs = path,
  above: readonly string[] = [],
): Promise<Profile> {
  const document = await readDocument(path, shownAs);
  const decoded = decode(profileSchema, document);
  const raw = plainValue(document.root);
  const base = await loadBase(raw, path, document, above, loadProfile);
  const between: Mistake[] =
    document.root.kind === 'map'
      ? [...referenceMistakes(raw, document), ...contradictions(raw, document)].filter(
          (mistake) => !explainedByBase(mistake, base),
        )
      : [];
  const read = decoded.ok ? await withTrustFiles(decoded.value, raw, dirname(path), document, between) : null;
  const own: Profile | null = read === null ? null : { ...read, sha256: document.sha256 };
  const profile =
    own === null ? null : withParameters(base.profile === null ? own : onBase(own, base.profile));
  const across = own === null || base.profile === null ? [] : baseConflicts(own, base.profile, document);
  refuseMistakes([
    ...withoutEchoes(decoded.ok ? [] : decoded.mistakes, between),
    ...base.mistakes,
    ...across,
  ]);
  if (profile === null) throw new Error('a decoding that failed without a mistake');
  return profile;
}
