import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { InputError, type Mistake } from '../../src/model/mistake.ts';
import { say } from '../../src/text/catalogue.ts';

const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** A fresh folder with these files, removed when the test file is done. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'portwitness-input-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

/** The mistakes that something ends in, as a person sees them: `12:7 sentence`, files shown by their last part. */
export async function mistakesOf(
  doing: () => Promise<unknown>,
  language: 'en' | 'es' = 'en',
): Promise<string[]> {
  try {
    await doing();
  } catch (error) {
    if (error instanceof InputError) return error.mistakes.map((mistake) => shownMistake(mistake, language));
    throw error;
  }
  return [];
}

function shownMistake({ file, line, column, reason }: Mistake, language: 'en' | 'es'): string {
  const place = [file?.split(/[\\/]/).at(-1), line, column].filter(
    (part) => part !== null && part !== undefined,
  );
  return `${place.join(':')} ${say(reason, language)}`;
}
