import { decode } from '../input/decode.ts';
import { refuseMistakes, withoutEchoes } from '../input/mistakes.ts';
import { readDocument } from '../input/read-document.ts';
import { plainValue, type SourceDocument } from '../input/source.ts';
import type { Profile } from '../model/profile.ts';
import { contradictions } from './contradictions.ts';
import { referenceMistakes } from './references.ts';
import { profileSchema } from './schema.ts';

/** Reads a profile's file. Throws `InputError` with every mistake in it; `shownAs` names the file in them. */
export async function loadProfile(path: string, shownAs = path): Promise<Profile> {
  return decodeProfile(await readDocument(path, shownAs));
}

/** The profile that a document holds, or `InputError`. */
export function decodeProfile(document: SourceDocument): Profile {
  const decoded = decode(profileSchema, document);
  const raw = plainValue(document.root);
  const between =
    document.root.kind === 'map'
      ? [...referenceMistakes(raw, document), ...contradictions(raw, document)]
      : [];
  refuseMistakes(withoutEchoes(decoded.ok ? [] : decoded.mistakes, between));
  if (!decoded.ok) throw new Error('a decoding that failed without a mistake');
  return { ...decoded.value, sha256: document.sha256 };
}
