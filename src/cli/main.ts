#!/usr/bin/env node
import { writeSync } from 'node:fs';
import { programVersion } from './version.ts';

if (!tellVersion()) {
  const { runInProcess } = await import('./process.ts');
  await runInProcess(process);
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
