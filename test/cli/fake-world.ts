import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { World } from '../../src/cli/world.ts';

let runtime: string | undefined;

/** One run of a site at a time holds for a user: here each test process is one, since others run beside it. */
function ownRuntime(): string {
  if (runtime === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'portwitness-test-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    runtime = made;
  }
  return runtime;
}

/** A world without a terminal that keeps what is written, in a folder of the test's choosing. */
export function fakeWorld(args: readonly string[], more: Partial<World> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const written = { stdout: '', stderr: '' };
  stdout.on('data', (chunk: Buffer) => (written.stdout += chunk.toString()));
  stderr.on('data', (chunk: Buffer) => (written.stderr += chunk.toString()));
  const world: World = {
    args,
    env: { XDG_RUNTIME_DIR: ownRuntime() },
    cwd: '/',
    stdin: new PassThrough(),
    stdout,
    stderr,
    interrupted: new AbortController().signal,
    now: () => new Date('2026-11-20T10:00:00Z'),
    invokedAs: 'portwitness',
    ...more,
  };
  return { world, written };
}
