#!/usr/bin/env node
import { programVersion } from './version.ts';

// asked by scripts before each run: answered before anything else is loaded
if (process.argv.length === 3 && process.argv[2] === '--version') {
  process.stdout.write(`${programVersion()}\n`);
} else {
  const { runInProcess } = await import('./process.ts');
  await runInProcess(process);
}
