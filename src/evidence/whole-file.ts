import { lstat, open, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unfinished } from './run-files.ts';

/**
 * Writes a file of a run. Half written under its own name it could be taken for the whole: it gets its name when
 * every byte is on the disk. What a run that was killed left unfinished is written over.
 */
export async function writeWhole(file: string, content: Iterable<string> | Uint8Array): Promise<void> {
  const part = `${file}${unfinished}`;
  const handle = await open(part, 'w');
  try {
    await writeFile(handle, content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
  await syncFolder(dirname(file));
}

/** Far above any manifest or signature of ours. */
const largestBytes = 64 << 20;

/**
 * The bytes of a small file of a run; null: it is not there, or is no file. Looked at before it is opened: what
 * others put in its place (a pipe, a device) might never end.
 */
export async function readRegular(file: string): Promise<Buffer | null> {
  const found = await lstat(file).catch(() => null);
  if (found === null || !found.isFile() || found.size > largestBytes) return null;
  return readFile(file).catch(() => null);
}

/** A name is safe when its folder is on the disk, too. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } catch (error) {
    // Windows can't sync a folder, and some file systems won't
    if (!['EPERM', 'EISDIR', 'EINVAL', 'EBADF'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
  } finally {
    await folder.close();
  }
}

/** JSON for people and programs; JSON has no infinity: what has no limit is null. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, finiteOrNull, 2)}\n`;
}

export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value, finiteOrNull)}\n`;
}

function finiteOrNull(_key: string, value: unknown): unknown {
  return value === Infinity ? null : value;
}
