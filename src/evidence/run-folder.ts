import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { InputFile } from '../input/reading-log.ts';
import { InputError } from '../model/mistake.ts';
import type { Observation } from '../model/observation.ts';
import type { Plan } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import type { Drift } from '../report/drift/drift.ts';
import { takeHold, type Hold, type Processes } from './hold.ts';
import type { JournalEntry } from './journal.ts';
import { planLines } from './plan-lines.ts';
import { runFiles } from './run-files.ts';
import type { SliceRecord } from './slice-record.ts';
import { openSlices } from './slices-file.ts';
import type { RunSettings } from './settings.ts';
import { jsonLine, jsonText, syncFolder, writeWhole } from './whole-file.ts';

/** All that is known of a run before its first packet. */
export interface RunStart {
  /** Without the list of inputs: it is made of them. */
  readonly settings: Omit<RunSettings, 'inputs'>;
  readonly site: Site;
  readonly profiles: readonly Profile[];
  readonly plan: Plan;
  readonly inputs: readonly InputFile[];
  readonly begun: JournalEntry;
}

/**
 * A folder that one run is kept in. What is added is on the disk when the promise settles; every other file
 * appears whole or not at all. A folder without a manifest is a run that did not end.
 */
export interface RunFolder {
  readonly path: string;
  /** All that one target showed. `whole`: it need not be asked again when the run is resumed. */
  readonly addObservations: (shown: readonly Observation[], whole: boolean) => Promise<void>;
  readonly note: (entry: JournalEntry) => Promise<void>;
  /** What became of an answer from the queue. */
  readonly addSlice: (record: SliceRecord) => Promise<void>;
  /** What changed since an earlier run. */
  readonly keepDrift: (drift: Drift) => Promise<void>;
  /** Keeps the report, and that the run ended. */
  readonly finish: (report: Report, ended: JournalEntry) => Promise<void>;
  /** Nothing can be added after it. */
  readonly close: () => Promise<void>;
  /** Others may work in the folder: it is sealed, or given up. */
  readonly release: () => Promise<void>;
}

/**
 * Makes a run's folder and keeps in it all that is known before the first packet, so that a folder that can't be
 * written is noticed while it costs nothing. A folder that holds something already is bad input: runs are
 * evidence, and are never written over. Of two runs that begin in one folder at the same time, one gets it.
 */
export async function openRunFolder(path: string, start: RunStart, processes: Processes): Promise<RunFolder> {
  await makeFolder(path);
  if ((await readdir(path)).length > 0) throw refuseFolder(path);
  const journal = await claim(path);
  try {
    await keepStart(path, start);
    const observations = await open(join(path, runFiles.observations), 'ax');
    const hold = await takeHold(join(path, runFiles.running), processes);
    await appendLines(journal, [start.begun]);
    await syncFolder(path);
    return runFolder(path, { journal, observations, hold });
  } catch (error) {
    await journal.close();
    // it was empty: what stands there now is ours, and no run
    for (const name of Object.values(runFiles)) await rm(join(path, name), { recursive: true, force: true });
    throw error;
  }
}

/** The journal is the first file: who creates it has the folder. */
async function claim(path: string): Promise<FileHandle> {
  return open(join(path, runFiles.journal), 'ax').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? refuseFolder(path) : error;
  });
}

async function keepStart(path: string, start: RunStart): Promise<void> {
  const { settings, site, profiles, plan, inputs } = start;
  const kept = inputs.map(({ path: from, sha256 }, i) => ({
    path: from,
    file: `${runFiles.inputs}/${i + 1}-${plainName(from)}`,
    sha256,
  }));
  await mkdir(join(path, runFiles.inputs));
  for (const [i, { bytes }] of inputs.entries()) await writeWhole(join(path, kept[i]!.file), bytes);
  const whole: RunSettings = { ...settings, inputs: kept };
  await writeWhole(join(path, runFiles.settings), [jsonText(whole)]);
  await writeWhole(join(path, runFiles.used), [jsonText({ site, profiles })]);
  await writeWhole(join(path, runFiles.plan), planLines(plan));
}

/** What a run's folder is written through: journal and observations are open at their ends. */
interface OpenFiles {
  readonly journal: FileHandle;
  readonly observations: FileHandle;
  /** That nobody else works in the folder. */
  readonly hold: Hold;
}

export function runFolder(path: string, { journal, observations, hold }: OpenFiles): RunFolder {
  let slices: Promise<FileHandle> | undefined;
  return {
    path,
    addObservations: (shown, whole) => {
      const [first] = shown;
      const end = first && { kind: 'end', vantage: first.vantage, address: first.address, whole };
      return appendLines(observations, end === undefined ? [] : [...shown, end]);
    },
    note: (entry) => appendLines(journal, [entry]),
    addSlice: async (record) => {
      slices ??= openSlices(path);
      await appendLines(await slices, [record]);
    },
    keepDrift: (drift) => writeWhole(join(path, runFiles.drift), [jsonText(drift)]),
    finish: async (report, ended) => {
      await writeWhole(join(path, runFiles.report), [jsonText(report)]);
      await appendLines(journal, [ended]);
    },
    close: async () => {
      await observations.close();
      await journal.close();
      await (await slices)?.close();
    },
    release: async () => {
      if (hold.held) await hold.release();
    },
  };
}

/** Lines that came to the disk in part are taken back: a full disk leaves no broken line behind. */
async function appendLines(file: FileHandle, values: readonly unknown[]): Promise<void> {
  const { size } = await file.stat();
  try {
    await file.appendFile(values.map(jsonLine).join(''));
    await file.datasync();
  } catch (error) {
    await file.truncate(size);
    throw error;
  }
}

/** A recursive mkdir says ENOENT where the file system is read-only: it is asked only when a parent is missing. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') await mkdir(path, { recursive: true });
    else if (error.code !== 'EEXIST') throw error;
  });
}

/** A file's name without what other systems can't have in one. */
function plainName(path: string): string {
  return (
    basename(path)
      .replaceAll(/[^\w.-]+/g, '_')
      .slice(-80) || 'file'
  );
}

function refuseFolder(path: string): InputError {
  const reason = { code: 'runFolderNotEmpty', values: {} };
  return new InputError([{ file: path, line: null, column: null, reason }]);
}
