import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { InputError } from '../model/mistake.ts';

/**
 * The real path of a file that another file names, which must lie in that file's folder: neither `..` nor a
 * symbolic link leads out of it. Throws `InputError` without a place.
 */
export async function pathInside(written: string, folder: string): Promise<string> {
  const path = resolve(folder, written);
  if (leavesFolder(path, resolve(folder))) throw outside(written);
  const root = await realpath(folder);
  const real = await realpath(path).catch((cause: unknown) => {
    throw refused('includeMissing', written, { cause });
  });
  if (leavesFolder(real, root)) throw outside(written);
  return real;
}

function leavesFolder(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}

function outside(written: string): InputError {
  return refused('includeOutside', written);
}

function refused(code: string, path: string, options?: ErrorOptions): InputError {
  const mistake = { file: null, line: null, column: null, reason: { code, values: { path } } };
  return new InputError([mistake], options);
}
