import { open, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { newFleetKey, readFleetKey } from '../../evidence/signature/fleet-key.ts';
import { fileMistake } from '../../input/mistakes.ts';
import { InputError } from '../../model/mistake.ts';
import { exitStatus, type ExitStatus } from '../exit-status.ts';
import { writeText } from '../output.ts';
import type { Session } from '../session.ts';

/** Makes a key for its owner's eyes alone, and tells its public half; one that is there is never written over. */
export async function makeFleetKey(file: string, session: Session): Promise<ExitStatus> {
  const path = resolve(session.world.cwd, file);
  const made = newFleetKey();
  const isNew = await writeNew(path, made.pem);
  const key = isNew ? made.text : readFleetKey(await readFile(path, 'utf8'))?.text;
  if (key === undefined) throw new InputError([fileMistake(file, 'fleetKeyForm', {})]);
  session.world.stderr.write(`${session.say(isNew ? 'fleetKeyMade' : 'fleetKeyThere', { file })}\n`);
  await writeText(`${key}\n`, session);
  return exitStatus.compliant;
}

async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(text);
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
