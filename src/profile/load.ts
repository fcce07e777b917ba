import { dirname } from 'node:path';
import { decode } from '../input/decode.ts';
import { refuseMistakes, withoutEchoes } from '../input/mistakes.ts';
import { readDocument } from '../input/read-document.ts';
import { plainValue } from '../input/source.ts';
import type { Mistake } from '../model/mistake.ts';
import type { Profile } from '../model/profile.ts';
import { contradictions } from './contradictions.ts';
import { referenceMistakes } from './references.ts';
import { profileSchema } from './schema.ts';
import { withTrustFiles } from './trust-files.ts';

/** Reads a profile's file. Throws `InputError` with every mistake in it; `shownAs` names the file in them. */
export async function loadProfile(path: string, shownAs = path): Promise<Profile> {
  const document = await readDocument(path, shownAs);
  const decoded = decode(profileSchema, document);
  const raw = plainValue(document.root);
  const between: Mistake[] =
    document.root.kind === 'map'
      ? [...referenceMistakes(raw, document), ...contradictions(raw, document)]
      : [];
  const profile = decoded.ok
    ? await withTrustFiles(decoded.value, raw, dirname(path), document, between)
    : null;
  refuseMistakes(withoutEchoes(decoded.ok ? [] : decoded.mistakes, between));
  if (profile === null) throw new Error('a decoding that failed without a mistake');
  return { ...profile, sha256: document.sha256 };
}
