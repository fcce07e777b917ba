import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '../model/mistake.ts';
import { pathInside } from '../input/path-inside.ts';
import { nearest } from '../text/nearest.ts';

/** The profiles that come with the package: profiles/ beside src/ and dist/. */
const shippedFolder = fileURLToPath(new URL('../../profiles/', import.meta.url));

/** Ids of the shipped profiles, sorted: the paths of their files below profiles/, without the ending. */
export async function shippedProfiles(): Promise<readonly string[]> {
  const files = await readdir(shippedFolder, { recursive: true });
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length).replaceAll('\\', '/'))
    .toSorted();
}

/**
 * The file of a profile that a site names: a shipped id, or a path within the site's folder (it ends in .yaml,
 * .yml or .json, or begins with a dot or a slash). Throws `InputError` without a place; the site's loader adds it.
 */
export async function findProfile(use: string, siteFolder: string): Promise<string> {
  if (namesFile(use)) return pathInside(use, siteFolder);
  const ids = await shippedProfiles();
  if (ids.includes(use)) return join(shippedFolder, `${use}.yaml`);
  // All ids would be a page: they are listed only where no near one says it better.
  const near = nearest(use, ids) ?? null;
  const known = near === null ? ids.slice(0, 12) : [];
  const more = near === null ? Math.max(0, ids.length - 12) : 0;
  const reason = { code: 'unknownProfile', values: { word: use, near, known, more } };
  throw new InputError([{ file: null, line: null, column: null, reason }]);
}

/** Is this a path rather than the id of a shipped profile? */
export function namesFile(use: string): boolean {
  return /\.(ya?ml|json)$/i.test(use) || /^[./\\]|^[A-Za-z]:/.test(use);
}
