import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';

/** A process, told apart from a later one of the same number. */
const holder = z.object({
  pid: z.int().positive(),
  /** Linux's id of the boot, and when in it the process started; null: not known. */
  boot: z.string().nullable(),
  started: z.string().nullable(),
});

export type Holder = z.infer<typeof holder>;

/** What this program knows of processes. */
export interface Processes {
  readonly own: number;
  readonly isAlive: (pid: number) => boolean;
}

/** That one process works at something: nobody else may. */
export type Hold =
  | { readonly held: true; readonly release: () => Promise<void> }
  | { readonly held: false; readonly by: Holder | null };

/** Two that try at the same moment may both step back: then each tries again, after a while of its own. */
const tries = 8;
const longestPauseMs = 60;

/**
 * Takes hold of a name, or tells which process has it. Files `NAME.N` say who holds it; who takes it over from a
 * process that was killed makes the next number, which only one can. A process that is gone holds nothing.
 */
export async function takeHold(name: string, processes: Processes): Promise<Hold> {
  const self = await describe(processes.own);
  for (let i = 0; i < tries; i++) {
    const there = await holdersOf(name, processes);
    const other = there.find(({ working }) => working);
    if (other !== undefined) return { held: false, by: other.by };
    const number = Math.max(0, ...there.map(({ number }) => number)) + 1;
    const own = `${name}.${number}`;
    if (await made(own, self)) {
      const rivals = (await holdersOf(name, processes)).filter((found) => found.number !== number);
      if (!rivals.some(({ working }) => working))
        return { held: true, release: () => release(name, number, processes) };
      await rm(own, { force: true });
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * longestPauseMs));
  }
  return { held: false, by: null };
}

async function made(file: string, self: Holder): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(self), { flag: 'wx', flush: true });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

/** The own file goes last: until then the name is held. */
async function release(name: string, own: number, processes: Processes): Promise<void> {
  for (const { number } of await holdersOf(name, processes))
    if (number < own) await rm(`${name}.${number}`, { force: true });
  await rm(`${name}.${own}`, { force: true });
}

interface Found {
  readonly number: number;
  /** null: half written. Who is at it sees the others when it is done; who was killed at it holds nothing. */
  readonly by: Holder | null;
  readonly working: boolean;
}

async function holdersOf(name: string, processes: Processes): Promise<Found[]> {
  const [folder, start] = [dirname(name), `${basename(name)}.`];
  const found: Found[] = [];
  for (const file of await readdir(folder)) {
    const number = Number(file.startsWith(start) ? file.slice(start.length) : NaN);
    if (!Number.isInteger(number)) continue;
    const text = await readFile(join(folder, file), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const by = decode(text);
    found.push({ number, by, working: by !== null && (await isWorking(by, processes)) });
  }
  return found;
}

function decode(text: string): Holder | null {
  try {
    return holder.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The number of a process is given again: where the system tells, its start is compared too. */
async function isWorking({ pid, boot, started }: Holder, { isAlive }: Processes): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const now = await describe(pid);
  return isSame(now.boot, boot) && isSame(now.started, started);
}

function isSame(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}

async function describe(pid: number): Promise<Holder> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => null);
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // the name, in brackets, may hold anything; the start is the 22nd field, the 20th after it (proc(5))
  const started = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  return { pid, boot: boot?.trim() ?? null, started };
}
