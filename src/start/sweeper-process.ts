// What is forked as dist/cli/sweeper-process.js: it starts src/vantage/local/raw/sweeper-process.ts likewise.
import { startProgram } from './start-program.ts';

startProgram(import.meta.url, 'sweeper-process');
