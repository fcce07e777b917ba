import { access, mkdir, open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Observation } from '../model/observation.ts';
import type { Plan } from '../model/plan.ts';
import { readJsonLines } from './json-lines.ts';
import type { Hold } from './hold.ts';
import type { Resumed } from './journal.ts';
import type { SavedRun } from './read-run.ts';
import type { TargetShown } from './shown-so-far.ts';
import { runFiles, sealFiles } from './run-files.ts';
import { runFolder, type RunFolder } from './run-folder.ts';

/** What was seen longer ago than this shows another network than what is seen now: as one they would show none. */
const longestSpanMs = 24 * 60 * 60 * 1000;

/** The targets of a run that need not be asked again: asked wholly, and within a day of `now`. */
export function askedWholly({ shown }: Pick<SavedRun, 'shown'>, now: Date): TargetShown[] {
  const isRecent = (seen: Observation): boolean => {
    const at = seen.kind === 'failure' ? seen.at : seen.finishedAt;
    // not `>`: what can't be read is no date, and not recent
    return Math.abs(now.getTime() - Date.parse(at)) <= longestSpanMs;
  };
  return shown.filter(({ whole, observations }) => whole && observations.every(isRecent));
}

/** What of a plan is left to ask. */
export function planLeft(plan: Plan, asked: readonly TargetShown[]): Plan {
  const done = new Set(asked.map(({ vantage, address }) => placeKey(vantage, address)));
  return {
    ...plan,
    parts: function* () {
      for (const part of plan.parts())
        if (part.kind === 'settled' || !done.has(placeKey(part.target.vantage, part.target.address)))
          yield part;
    },
  };
}

function placeKey(vantage: string, address: string | null): string {
  return JSON.stringify([vantage, address]);
}

/**
 * Goes on in the folder of a run that was cut short. What a kill left of a last line goes into the journal; the
 * report and the seal of a run that was interrupted go into a folder `earlier-N`, and are never lost.
 */
export async function reopenRunFolder(
  saved: SavedRun,
  resumed: Omit<Resumed, 'torn'>,
  hold: Hold,
): Promise<RunFolder> {
  const { path } = saved;
  await putAside(path);
  const observations = await openAtEnd(join(path, runFiles.observations), saved.observationsEnd);
  const journalEnd = Array.from(readJsonLines(join(path, runFiles.journal))).at(-1)?.end ?? 0;
  const journal = await openAtEnd(join(path, runFiles.journal), journalEnd);
  const folder = runFolder(path, { journal: journal.file, observations: observations.file, hold });
  const torn = observations.torn + journal.torn;
  await folder.note({
    ...resumed,
    ...(torn === '' ? {} : { torn }),
  });
  return folder;
}

/** Cuts off what stands behind the last whole line, and answers it. */
async function openAtEnd(path: string, end: number) {
  const file = await open(path, 'a+');
  const { size } = await file.stat();
  const rest = Buffer.alloc(Math.max(0, size - end));
  await file.read(rest, 0, rest.length, end);
  if (rest.length > 0) await file.truncate(end);
  return { file, torn: rest.toString() };
}

/** The manifest goes first: without it the folder is a run that has not ended, whatever else was moved. */
async function putAside(path: string): Promise<void> {
  const there: string[] = [];
  for (const name of [...sealFiles, runFiles.report, runFiles.drift]) {
    await access(join(path, name)).then(
      () => there.push(name),
      () => undefined,
    );
  }
  if (there.length === 0) return;
  const earlier = (await readdir(path)).filter((name) => /^earlier-\d+$/.test(name)).length;
  const aside = join(path, `earlier-${earlier + 1}`);
  await mkdir(aside);
  for (const name of there) await rename(join(path, name), join(aside, name));
}
