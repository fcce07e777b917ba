import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRunFolder, type RunFolder, type RunStart } from '../../evidence/run-folder.ts';
import { sealRun, type Sealing } from '../../evidence/seal.ts';
import type { JournalEntry } from '../../evidence/journal.ts';
import type { Reason } from '../../model/reason.ts';
import type { Report } from '../../model/report.ts';
import { processes } from '../processes.ts';
import { OutputFailure, outputReason } from '../output-failure.ts';

type Write = (folder: RunFolder) => Promise<void>;

/** Writes to a run's folder while that works. */
export interface Keeper {
  readonly keep: (write: Write) => Promise<void>;
  /** Ends the run's folder, and seals it. Answers what went wrong; empty: the folder is whole. */
  readonly finish: (report: Report, ended: JournalEntry) => Promise<Reason[]>;
}

/** Where a run is kept, and what of it was kept there already. */
export interface Keeping {
  /** As a person named it. */
  readonly path: string;
  readonly open: () => Promise<RunFolder>;
  readonly start: RunStart;
  readonly earlier: readonly Write[];
  readonly sealing: Sealing;
}

/**
 * Keeps a run in its folder. A write that fails is tried again with the next one, since space may be made; what
 * can't be written till the end is kept in a folder of this machine's own, and the failure is told.
 */
export async function openKeeper({ path, open, start, earlier, sealing }: Keeping): Promise<Keeper> {
  const folder = await open().catch((error: unknown) => {
    throw errnoOf(error) === undefined ? error : new OutputFailure([outputReason(error, path)]);
  });
  const all: Write[] = [...earlier];
  const waiting: Write[] = [];
  const end = async (): Promise<void> => {
    try {
      await flush();
    } finally {
      await folder.close();
    }
  };
  const flush = async (): Promise<void> => {
    for (; waiting.length > 0; waiting.shift()) await waiting[0]!(folder);
  };
  // one after the other, whoever keeps something meanwhile
  let turn = Promise.resolve();
  const flushInTurn = async (): Promise<void> => {
    // tried again with the next write, and told at the end
    turn = turn.then(flush).catch(() => undefined);
    await turn;
  };
  const seal = async (at: string, report: Report): Promise<Reason[]> => {
    const { stampFailure } = await sealRun(at, report, start.settings.before, sealing);
    if (stampFailure === null) return [];
    const values = { authority: sealing.stamper!.authority, problem: stampFailure };
    return [{ code: 'timeStampFailed', values }];
  };
  const rescue = async (report: Report): Promise<Reason> => {
    const refuge = join(tmpdir(), `portwitness-${start.settings.run}`);
    const other = await openRunFolder(refuge, start, processes);
    for (const write of all) await write(other);
    await other.close();
    await seal(refuge, report);
    await other.release();
    return { code: 'runRescued', values: { folder: refuge } };
  };
  return {
    keep: async (write) => {
      all.push(write);
      waiting.push(write);
      await flushInTurn();
    },
    finish: async (report, ended) => {
      const last: Write = ({ finish }) => finish(report, ended);
      all.push(last);
      await turn;
      waiting.push(last);
      try {
        await end();
        const unsealed = await seal(folder.path, report);
        await folder.release();
        return unsealed;
      } catch (error) {
        const lost = outputReason(error, path);
        return rescue(report).then(
          (rescued) => [lost, rescued],
          () => [lost],
        );
      }
    },
  };
}

function errnoOf(error: unknown): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}
