import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What the clocks said at a moment. */
export interface ClockReading {
  /** ISO 8601. */
  readonly utc: string;
  /** Since the machine started; comparable between programs of one boot. */
  readonly monotonicMs: number;
  /** Linux's id of this boot; null: not known. */
  readonly boot: string | null;
  readonly ntp: NtpState;
}

/** Whether the wall clock was held right. */
export interface NtpState {
  readonly synchronized: boolean | null;
  /** What told so; null: nothing could. */
  readonly source: 'chrony' | 'systemd' | 'w32time' | null;
  /** Distance from the time servers' clock, where it is told. */
  readonly offsetMs: number | null;
}

/** Asks a program of this machine, and answers what it printed; undefined: it is not there, or has nothing to say. */
export type AskProgram = (program: string, args: readonly string[]) => Promise<string | undefined>;

/** A time service that hangs must not hold up a run. */
const longestMs = 2000;

export const askProgram: AskProgram = async (program, args) => {
  const run = promisify(execFile);
  return run(program, [...args], { timeout: longestMs, windowsHide: true }).then(
    ({ stdout }) => stdout,
    () => undefined,
  );
};

const unknown: NtpState = { synchronized: null, source: null, offsetMs: null };

/** Reads both clocks, and what this machine knows of how right they are. */
export async function readClock(now: () => Date, ask: AskProgram = askProgram): Promise<ClockReading> {
  const ntp = await ntpState(ask);
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => null);
  return {
    utc: now().toISOString(),
    monotonicMs: Math.round(Number(process.hrtime.bigint() / 1000n) / 1000),
    boot: boot?.trim() ?? null,
    ntp,
  };
}

/** chrony tells the offset; systemd and Windows only whether the clock is held right. */
export async function ntpState(ask: AskProgram, platform: string = process.platform): Promise<NtpState> {
  if (platform === 'win32') {
    const told = await ask('w32tm', ['/query', '/status']);
    const leap = /\((\d)\)|: (\d)\(/.exec(told ?? '');
    return leap === null
      ? unknown
      : { synchronized: (leap[1] ?? leap[2]) !== '3', source: 'w32time', offsetMs: null };
  }
  const tracking = (await ask('chronyc', ['-c', 'tracking']))?.trim().split(',');
  // reference, name, stratum, time, offset in seconds, …, leap status
  if (tracking !== undefined && tracking.length >= 14) {
    const offset = Number(tracking[4]);
    return {
      synchronized: tracking.at(-1) !== 'Not synchronised',
      source: 'chrony',
      offsetMs: Number.isFinite(offset) ? Math.round(offset * 1e6) / 1e3 : null,
    };
  }
  const told = await ask('timedatectl', ['show', '--property=NTPSynchronized', '--value']);
  const word = told?.trim();
  return word === 'yes' || word === 'no'
    ? { synchronized: word === 'yes', source: 'systemd', offsetMs: null }
    : unknown;
}

/** More than this is a step of the wall clock, not its slow correction. */
const stepMs = 2000;

/** How far the wall clock was moved between two readings; 0 where it was not, or where nobody can tell. */
export function clockMoved(before: ClockReading, after: ClockReading): number {
  if (before.boot === null || before.boot !== after.boot) return 0;
  const wall = Date.parse(after.utc) - Date.parse(before.utc);
  const moved = Math.round(wall - (after.monotonicMs - before.monotonicMs));
  return Math.abs(moved) > stepMs ? moved : 0;
}
