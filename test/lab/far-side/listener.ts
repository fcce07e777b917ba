import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Laboratory } from '../laboratory.ts';
import type { Running } from '../processes.ts';

const program = join(process.cwd(), 'dist', 'cli', 'main.js');
const startsWithinMs = 20_000;

export interface FarSide {
  readonly running: Running;
  readonly log: string;
  /** What an audit is given. */
  readonly args: readonly string[];
}

/** `portwitness listen` on a host, for a role of the site file; answers when it stands. */
export async function standFor(
  lab: Laboratory,
  host: string,
  site: string,
  role: string,
  options: readonly string[] = ['--all'],
): Promise<FarSide> {
  const log = join(lab.folder, `far-side-${host}-${role}.jsonl`);
  const key = join(lab.folder, 'far-side.key');
  const argv = [process.execPath, program, 'listen', site, '--role', role, '--log', log, '--key', key];
  const running = await lab.start(host, [...argv, ...options]);
  for (let waited = 0; !running.output().includes('Ctrl-C'); waited += 50) {
    if (waited > startsWithinMs) throw new Error(`no listener on ${host}: ${running.output()}`);
    await sleep(50);
  }
  if (!existsSync(log)) throw new Error(`no log: ${running.output()}`);
  return { running, log, args: ['--far-side', log, '--far-side-key', key] };
}
