import { mkdir, open, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../model/mistake.ts';
import type { Observation } from '../model/observation.ts';
import type { Plan } from '../model/plan.ts';
import type { Report } from '../model/report.ts';

/** What a run leaves behind, one file each. */
export const runFiles = {
  plan: 'plan.jsonl',
  observations: 'observations.jsonl',
  report: 'report.json',
} as const;

/**
 * A folder that one run is kept in. Observations are on the disk as soon as they are written; every other file
 * appears whole or not at all. A folder without a report is a run that did not end.
 */
export interface RunFolder {
  readonly path: string;
  readonly addObservation: (observation: Observation) => Promise<void>;
  /** Ends the run: nothing can be added after it. */
  readonly finish: (report: Report) => Promise<void>;
}

/**
 * Makes a run's folder and keeps the plan in it, before the first packet, so that a folder that can't be
 * written is noticed while it costs nothing. A folder that holds something already is bad input: runs are
 * evidence, and are never written over.
 */
export async function openRunFolder(path: string, plan: Plan): Promise<RunFolder> {
  await makeFolder(path);
  if ((await readdir(path)).length > 0) {
    const reason = { code: 'runFolderNotEmpty', values: {} };
    throw new InputError([{ file: path, line: null, column: null, reason }]);
  }
  await writeWhole(join(path, runFiles.plan), planLines(plan));
  const journal = await open(join(path, runFiles.observations), 'ax');
  return {
    path,
    addObservation: async (observation) => {
      await journal.appendFile(`${JSON.stringify(observation)}\n`);
      await journal.datasync();
    },
    finish: async (report) => {
      await journal.close();
      await writeWhole(join(path, runFiles.report), [`${JSON.stringify(report, null, 2)}\n`]);
    },
  };
}

/** A recursive mkdir says ENOENT where the file system is read-only: it is asked only when a parent is missing. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') await mkdir(path, { recursive: true });
    else if (error.code !== 'EEXIST') throw error;
  });
}

/** One line for the method and what is not covered, then one for each part: a long plan never stands in memory. */
function* planLines(plan: Plan): Generator<string> {
  const { method, notCovered } = plan;
  // JSON has no infinity: a rate without a limit is null
  yield `${JSON.stringify({ kind: 'method', method, notCovered }, finiteOrNull)}\n`;
  for (const part of plan.parts()) yield `${JSON.stringify(part)}\n`;
}

function finiteOrNull(_key: string, value: unknown): unknown {
  return value === Infinity ? null : value;
}

/** A file that was half written under its own name could be taken for the whole: it gets its name at the end. */
async function writeWhole(file: string, lines: Iterable<string>): Promise<void> {
  const unfinished = `${file}.unfinished`;
  const handle = await open(unfinished, 'wx');
  try {
    await writeFile(handle, lines);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
}
