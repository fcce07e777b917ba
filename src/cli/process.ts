import { setMaxListeners } from 'node:events';
import { basename, relative } from 'node:path';
import { runCommandLine } from './command-line.ts';
import { exitStatus } from './exit-status.ts';
import type { EarlyStart } from './world.ts';

/** Runs the command line in a real process: streams, signals, exit status. */
export async function runInProcess(host: NodeJS.Process, early: EarlyStart): Promise<void> {
  const interruption = new AbortController();
  // every connection under way listens for it: many are no leak
  setMaxListeners(0, interruption.signal);
  let signals = 0;
  const interrupt = (): void => {
    signals += 1;
    interruption.abort();
    // the first signal saves what was seen; an impatient third one ends at once
    if (signals > 2) host.exit(exitStatus.interrupted);
  };
  host.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  // what can't be written to standard output is told by whoever writes; of standard error nobody is left to tell
  host.stdout.on('error', ignored);
  host.stderr.on('error', ignored);
  // were it to end before it has come to an answer, that is no pass
  host.exitCode = exitStatus.inconclusive;
  host.exitCode = await runCommandLine({
    ...early,
    args: host.argv.slice(2),
    env: host.env,
    cwd: host.cwd(),
    stdin: host.stdin,
    stdout: host.stdout,
    stderr: host.stderr,
    interrupted: interruption.signal,
    now: () => new Date(),
    invokedAs: invokedAs(host.argv[1] ?? '', host.cwd()),
  });
  host.off('SIGINT', interrupt).off('SIGTERM', interrupt);
}

function ignored(): void {}

/** A linked or installed command is called by its name; a clone is called by its file. */
function invokedAs(script: string, cwd: string): string {
  return basename(script) === 'main.js' ? `node ${relative(cwd, script)}` : 'portwitness';
}
