import { createHash } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { takeHold, type Hold, type Holder } from '../../evidence/hold.ts';
import { OutputFailure, outputReason } from '../output-failure.ts';
import { processes } from '../processes.ts';
import type { Session } from '../session.ts';
import { pause } from './pause.ts';

/** How often a run that waits looks again. */
const lookEveryMs = 1000;

export interface SiteLock {
  readonly release: () => Promise<void>;
}

/**
 * One run of a site at a time: two would double its pace, and each other's attempts would look like the network's
 * doing. Held beside the runs, where there are any, and among this user's own files. A process that was killed
 * holds nothing. Throws OutputFailure where the lock is not free within `waitMs`; null: interrupted.
 */
export async function lockSite(
  site: string,
  base: string | undefined,
  { waitMs, quiet }: { readonly waitMs: number; readonly quiet: boolean },
  session: Session,
): Promise<SiteLock | null> {
  const name = `.portwitness-${createHash('sha256').update(site).digest('hex').slice(0, 16)}.lock`;
  const files = [await ownFolder(session), ...(base === undefined ? [] : [base])].map((folder) =>
    join(folder, name),
  );
  const until = performance.now() + waitMs;
  for (let told = false; ; told = true) {
    const holds = await takeAll(files);
    if (!('by' in holds)) return holds;
    const values = { site, pid: String(holds.by?.pid ?? '?') };
    const left = until - performance.now();
    if (left <= 0) throw new OutputFailure([{ code: 'siteLocked', values }]);
    if (!told && !quiet) session.world.stderr.write(`${session.say('waitingForRun', values)}\n`);
    if (!(await pause(Math.min(lookEveryMs, left), session))) return null;
  }
}

/** All of them or none, always in the same order. */
async function takeAll(files: readonly string[]): Promise<SiteLock | { readonly by: Holder | null }> {
  const held: SiteLock[] = [];
  const release = async (): Promise<void> => {
    for (const hold of held.toReversed()) await hold.release();
  };
  for (const file of files) {
    const hold = await takeIn(file).catch((error: unknown) => {
      throw new OutputFailure([outputReason(error, dirname(file))], { cause: error });
    });
    if (!hold.held) {
      await release();
      return { by: hold.by };
    }
    held.push(hold);
  }
  return { release };
}

async function takeIn(file: string): Promise<Hold> {
  await mkdir(dirname(file), { recursive: true });
  return takeHold(file, processes);
}

/** A folder that nobody else can write to: in /tmp anybody could have made it before. */
async function ownFolder({ world }: Session): Promise<string> {
  const own = typeof process.getuid === 'function' ? process.getuid() : null;
  const folder = join(world.env['XDG_RUNTIME_DIR'] ?? tmpdir(), `portwitness-${own ?? 'locks'}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await lstat(folder);
  if (found.isDirectory() && (own === null || found.uid === own)) return folder;
  throw new OutputFailure([{ code: 'outputReadOnly', values: { file: folder } }]);
}
