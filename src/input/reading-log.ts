import { AsyncLocalStorage } from 'node:async_hooks';

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
