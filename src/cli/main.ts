import { writeSync } from 'node:fs';
import { programVersion } from './version.ts';
import type { EarlyStart } from './world.ts';

// no `await` here: the parts that the build joins the program to are no modules
if (!tellVersion()) void run();

async function run(): Promise<void> {
  const early = await startEarly();
  const { runInProcess } = await import('./process.ts');
  await runInProcess(process, early);
}

/**
 * The sweeping process takes as long to start as the rest of the program takes to load: an audit begins with it,
 * before anything is read. It sends nothing until it is told to, and ends with this process.
 */
async function startEarly(): Promise<EarlyStart> {
  if (process.argv[2] !== 'audit') return {};
  const { loadRawSenders } = await import('../vantage/local/raw/raw-senders.ts');
  return { rawSenders: loadRawSenders() };
}

/** Scripts ask for the version before each run: it is told before anything else is loaded. */
function tellVersion(): boolean {
  if (process.argv.length !== 3 || process.argv[2] !== '--version') return false;
  try {
    writeSync(1, `${programVersion()}\n`);
    return true;
  } catch {
    // a closed or full standard output: the whole program tries again, and says what is wrong
    return false;
  }
}
