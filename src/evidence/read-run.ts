import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { InputError } from '../model/mistake.ts';
import type { Observation } from '../model/observation.ts';
import type { Plan, PlanPart } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import type { Pace, Site } from '../model/site.ts';
import { damaged, readJsonLines } from './json-lines.ts';
import type { JournalEntry } from './journal.ts';
import { runFiles } from './run-files.ts';
import { journalLine, observationLine, planHead, planPart, usedFile } from './saved-shapes.ts';
import { ShownSoFar, type TargetShown } from './shown-so-far.ts';
import { runSettingsSchema, type RunSettings } from './settings.ts';

/** A run as its folder keeps it: enough to judge it again, or to go on with it. */
export interface SavedRun {
  readonly path: string;
  readonly settings: RunSettings;
  readonly site: Site;
  /** In the order of the site's profiles. */
  readonly profiles: readonly Profile[];
  readonly plan: Plan;
  readonly journal: readonly JournalEntry[];
  /** What each target showed: where it was asked again, the last time. */
  readonly shown: readonly TargetShown[];
  /** What targets showed before they were asked again: what was seen open then was open. */
  readonly replaced: readonly TargetShown[];
  /** Nothing was left to ask, and the run ended by itself. */
  readonly complete: boolean;
  /** It has its manifest: a kill can no longer have cut it short. */
  readonly sealed: boolean;
  /** Bytes of the observations' file up to the end of its last whole part. */
  readonly observationsEnd: number;
}

/** Everything that the judge reads of a run. */
export function observationsOf({ shown }: Pick<SavedRun, 'shown'>): Observation[] {
  return shown.flatMap(({ observations }) => observations);
}

/**
 * Reads a run's folder, whether the run ended or not. What a kill cut short at the end of a file is left out.
 * Throws InputError: no run's folder, a run that was ended before its first packet, a file that is damaged.
 */
export async function readRun(path: string): Promise<SavedRun> {
  const journal = await readJournal(path);
  const settings = await readJson(join(path, runFiles.settings), runSettingsSchema);
  const { site, profiles } = await readJson(
    join(path, runFiles.used),
    usedFile as unknown as z.ZodType<Used>,
  );
  const ended = journal.findLast(({ kind }) => kind === 'ended' || kind === 'resumed' || kind === 'begun');
  return {
    path,
    settings,
    site: { ...site, pace: unlimited(site.pace) },
    profiles,
    plan: readPlan(join(path, runFiles.plan)),
    journal,
    ...readShown(join(path, runFiles.observations)),
    complete: ended?.kind === 'ended' && ended.complete,
    sealed: await stat(join(path, runFiles.manifest)).then(
      () => true,
      () => false,
    ),
  };
}

interface Used {
  readonly site: Site;
  readonly profiles: readonly Profile[];
}

/** The journal's first line stands when everything else that a run needs is kept. */
async function readJournal(path: string): Promise<JournalEntry[]> {
  const file = join(path, runFiles.journal);
  await stat(file).catch((cause: unknown) => {
    throw refuse(path, 'runFolderMissing', cause);
  });
  const entries = Array.from(readJsonLines(file), ({ value, number }) => {
    const line = journalLine.safeParse(value);
    if (!line.success) throw damaged(file, number, line.error);
    return value as JournalEntry;
  });
  if (entries.length === 0) throw refuse(path, 'runNeverBegan');
  return entries;
}

function refuse(path: string, code: string, cause?: unknown): InputError {
  return new InputError([{ file: path, line: null, column: null, reason: { code, values: {} } }], { cause });
}

async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw damaged(file, null, cause);
  });
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(file, null, cause);
  }
}

/** The plan's first line is read at once, its parts whenever they are asked for. */
function readPlan(file: string): Plan {
  const first = readJsonLines(file).next().value?.value;
  const head = planHead.safeParse(first);
  if (!head.success) throw damaged(file, 1, head.error);
  const { method, notCovered } = first as Pick<Plan, 'method' | 'notCovered'>;
  return {
    method: { ...method, pace: unlimited(method.pace) },
    notCovered,
    parts: function* () {
      for (const { value, number } of readJsonLines(file)) {
        if (number === 1) continue;
        const part = planPart.safeParse(value);
        if (!part.success) throw damaged(file, number, part.error);
        yield value as PlanPart;
      }
    },
  };
}

function readShown(file: string): Pick<SavedRun, 'shown' | 'replaced' | 'observationsEnd'> {
  const soFar = new ShownSoFar();
  let [observations, observationsEnd]: [Observation[], number] = [[], 0];
  for (const { value, number, end } of readJsonLines(file)) {
    const line = observationLine.safeParse(value);
    if (!line.success) throw damaged(file, number, line.error);
    if (line.data.kind !== 'end') {
      observations.push(value as Observation);
      continue;
    }
    const { vantage, address, whole } = line.data;
    soFar.add({ vantage, address, observations, whole });
    observations = [];
    observationsEnd = end;
  }
  return { shown: soFar.shown, replaced: soFar.replaced, observationsEnd };
}

/** JSON has no infinity: no limit is kept as null. */
export function unlimited(pace: Pace): Pace {
  const { rate, perHost } = pace as { readonly rate: number | null; readonly perHost: number | null };
  return { ...pace, rate: rate ?? Infinity, perHost: perHost ?? Infinity };
}
