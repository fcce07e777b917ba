import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readClock } from '../../evidence/clock.ts';
import { takeHold, type Hold } from '../../evidence/hold.ts';
import { machineFacts } from '../../evidence/machine.ts';
import { readRun, type SavedRun } from '../../evidence/read-run.ts';
import { askedWholly, reopenRunFolder } from '../../evidence/resume.ts';
import { runFiles } from '../../evidence/run-files.ts';
import type { RunStart } from '../../evidence/run-folder.ts';
import { InputError } from '../../model/mistake.ts';
import type { Reason } from '../../model/reason.ts';
import type { AuditSettings } from '../audit.ts';
import type { Prepared } from '../prepare.ts';
import { processes } from '../processes.ts';
import type { Session } from '../session.ts';
import { toolFacts } from '../tool.ts';
import { keptRun, type BegunRun } from './begin-run.ts';
import { openKeeper } from './keeper.ts';

/** A run that was cut short, and that nobody else works at. */
export interface Resumable {
  readonly saved: SavedRun;
  readonly hold: Hold;
}

/** Takes hold of a run that was cut short. Throws InputError where it goes on, or has nothing left to ask. */
export async function findResumable(path: string): Promise<Resumable> {
  const refuse = (reason: Reason) => new InputError([{ file: path, line: null, column: null, reason }]);
  // before anything is written there: is it a run at all?
  await readRun(path);
  const hold = await takeHold(join(path, runFiles.running), processes);
  if (!hold.held) throw refuse({ code: 'runGoesOn', values: { pid: hold.by?.pid ?? null } });
  try {
    const saved = await readRun(path);
    if (saved.complete && saved.sealed) throw refuse({ code: 'runComplete', values: {} });
    return { saved, hold };
  } catch (error) {
    await hold.release();
    throw error;
  }
}

/** The same as when the run began: site, profiles and plan as they are kept, whatever their files say now. */
export function preparedAgain({ settings, site, profiles, plan }: SavedRun): Prepared {
  return {
    site,
    profiles,
    plan,
    only: settings.options.only,
    siteFile: settings.site,
    chosen: settings.options.vantages,
    names: new Map(Object.entries(settings.names)),
    inputs: [],
  };
}

/** Goes on with a run in its folder, before its next packet. */
export async function resumeRun(
  { saved, hold }: Resumable,
  prepared: Prepared,
  { sealing }: Pick<AuditSettings, 'sealing'>,
  { world: { now } }: Session,
): Promise<BegunRun> {
  const { settings, path } = saved;
  const clock = await readClock(now);
  const machine = await machineFacts();
  // What another machine saw, it saw from another place: here it is asked again.
  const asked = hostsOf(saved).every((host) => host === machine.host) ? askedWholly(saved, now()) : [];
  const resumed = { kind: 'resumed', clock, tool: toolFacts(), machine, asked: asked.length } as const;
  const keeper = await openKeeper({
    path,
    open: () => reopenRunFolder(saved, resumed, hold),
    start: await startOf(saved),
    earlier: [...saved.replaced, ...saved.shown].map(
      ({ observations, whole }) =>
        ({ addObservations }) =>
          addObservations(observations, whole),
    ),
    sealing: { now, ...sealing },
  });
  const warning = { code: 'runResumed', values: { at: clock.utc, asked: asked.length } };
  const run = {
    id: settings.run,
    startedAt: new Date(settings.startedAt),
    asked,
    before: [...saved.replaced, ...saved.shown.filter((shown) => !asked.includes(shown))].map(
      (shown) => shown.observations,
    ),
    keeper,
    clock,
    warnings: [warning],
  };
  return keptRun(run, prepared, now);
}

/** The machines that the run went on at until now. */
function hostsOf({ journal }: SavedRun): string[] {
  return journal.flatMap((entry) =>
    entry.kind === 'begun' || entry.kind === 'resumed' ? [entry.machine.host] : [],
  );
}

async function startOf({ path, settings, site, profiles, plan, journal }: SavedRun): Promise<RunStart> {
  const inputs = [];
  for (const { path: from, file, sha256 } of settings.inputs)
    inputs.push({ path: from, bytes: await readFile(join(path, runFiles.inputs, basename(file))), sha256 });
  return { settings, site, profiles, plan, inputs, begun: journal[0]! };
}
