import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** A program that a test started: it dies with the test, whatever ends that. */
export interface Program {
  readonly pid: number;
  readonly output: () => string;
  /** Waits until its output has this; rejects when it ends without. */
  readonly says: (what: RegExp) => Promise<void>;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Kills it, and waits for the end. */
  readonly kill: () => Promise<void>;
  readonly ended: Promise<{ readonly status: number | null }>;
}

const started = new Set<Program>();
afterAll(async () => {
  await Promise.all([...started].map(async (program) => program.kill()));
});

/** The kernel kills it when its parent dies, even by SIGKILL. */
const leash = ['setpriv', '--pdeathsig', 'KILL'];

export function start(
  argv: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Program {
  const [file = '', ...args] = [...leash, ...argv];
  const child = spawn(file, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
    env: { ...process.env, NO_COLOR: '1', ...options.env },
  });
  let output = '';
  const looks = new Set<() => void>();
  const read = (chunk: Buffer): void => {
    output += chunk.toString();
    for (const look of looks) look();
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const ended = once(child, 'close').then(([status]) => ({ status: status as number | null }));
  const program: Program = {
    pid: child.pid ?? -1,
    output: () => output,
    says: async (what) => {
      const said = new Promise<void>((resolve) => {
        const look = (): void => {
          if (what.test(output)) resolve();
        };
        looks.add(look);
        look();
      });
      await Promise.race([said, ended]);
      if (!what.test(output)) throw new Error(`${argv.join(' ')} ended without ${what}: ${output}`);
    },
    signal: (signal) => void child.kill(signal),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    ended,
  };
  started.add(program);
  void ended.then(() => started.delete(program));
  return program;
}

const main = join(process.cwd(), 'dist', 'cli', 'main.js');

/** What starts the program as a user would: the built one. */
export function portwitness(...args: readonly string[]): string[] {
  return [process.execPath, main, ...args];
}
