import { afterAll } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the servers' files of one test file; taken away at its end. */
const folder = mkdtempSync(join(tmpdir(), 'portwitness-matrix-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;

/** A file with this content; its path. */
export function scratchFile(ending: string, content: string | Buffer): string {
  const path = join(folder, `${count++}.${ending}`);
  writeFileSync(path, content);
  return path;
}

export function scratchPath(name: string): string {
  return join(folder, `${count++}-${name}`);
}
