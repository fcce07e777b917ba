import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { runFiles } from './run-files.ts';

const newline = 10;

/** Opens the file of slices at its end. What a kill left of a last line is cut off. */
export async function openSlices(folder: string): Promise<FileHandle> {
  const file = await open(join(folder, runFiles.slices), 'a+');
  const { size } = await file.stat();
  const end = await lastLineEnd(file, size);
  if (end < size) await file.truncate(end);
  return file;
}

async function lastLineEnd(file: FileHandle, size: number): Promise<number> {
  const chunk = Buffer.alloc(64 * 1024);
  for (let from = Math.max(0, size - chunk.length); ; from = Math.max(0, from - chunk.length)) {
    const { bytesRead } = await file.read(chunk, 0, Math.min(chunk.length, size - from), from);
    const at = chunk.subarray(0, bytesRead).lastIndexOf(newline);
    if (at >= 0) return from + at + 1;
    if (from === 0) return 0;
  }
}
