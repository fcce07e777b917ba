import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** A file that a person wrote, as it was read. */
export interface InputFile {
  /** Where it was read from. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Hexadecimal. */
  readonly sha256: string;
}

const log = new AsyncLocalStorage<InputFile[]>();

/**
 * Does some work, and answers with it every input file that it read, in the order of reading: evidence keeps the
 * very bytes that a plan was made of. A file that is read again later may have changed.
 */
export async function keepingReads<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly files: readonly InputFile[] }> {
  const files: InputFile[] = [];
  return { result: await log.run(files, work), files };
}

/** Tells whoever keeps the reads of the work under way. */
export function noteRead(file: InputFile): void {
  log.getStore()?.push(file);
}

/**
 * Notes a file that is only named now and read later, by whoever uses it. One that can't be read is no input: its
 * user tells.
 */
export async function noteNamed(path: string): Promise<void> {
  if (log.getStore() === undefined) return;
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes !== undefined)
    noteRead({ path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') });
}
