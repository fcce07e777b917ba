import { isDeepStrictEqual } from 'node:util';
import type { DocumentReference, Profile } from '../model/profile.ts';

/**
 * The documents of all profiles under one roof. Where two profiles call different documents alike, the later
 * one's key carries its profile's id. `keyOf` says where a profile's document went.
 */
export function citeDocuments(profiles: readonly Profile[]) {
  const documents = new Map<string, DocumentReference>();
  const moved = new Map<string, string>();
  for (const profile of profiles) {
    for (const [id, reference] of Object.entries(profile.documents)) {
      const taken = documents.has(id) && !isDeepStrictEqual(documents.get(id), reference);
      const key = taken ? `${profile.id}/${id}` : id;
      documents.set(key, reference);
      moved.set(`${profile.id} ${id}`, key);
    }
  }
  return {
    documents: Object.fromEntries(documents),
    keyOf: (profile: string, id: string) => moved.get(`${profile} ${id}`) ?? id,
  };
}
