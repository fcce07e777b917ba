#!/usr/bin/env node
// What is called as dist/cli/main.js: it starts src/cli/main.ts as the build has joined it.
import { startProgram } from './start-program.ts';

startProgram(import.meta.url, 'main');
