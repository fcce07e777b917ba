import { open } from 'node:fs/promises';
import { newKeyText, parseKey, type FarSideKey } from '../far-side/key.ts';
import { InputError } from '../model/mistake.ts';
import { fileMistake } from '../input/mistakes.ts';
import { readInputText } from '../input/read-file.ts';

/** A key file is one short line. */
const mostBytes = 1024;

/** Reads the key that both sides share. Throws InputError. */
export async function readKey(path: string): Promise<FarSideKey> {
  const { text } = await readInputText(path, path, mostBytes);
  const key = parseKey(text);
  if (key === undefined) throw new InputError([fileMistake(path, 'farSideKeyForm', {})]);
  return key;
}

/** Makes a key where there is none yet, for its owner's eyes alone; one that is there is never written over. */
export async function makeKeyWhereNone(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(newKeyText());
      await file.sync();
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
