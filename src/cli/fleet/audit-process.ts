import { spawn } from 'node:child_process';
import { programFile } from '../program-file.ts';
import type { World } from '../world.ts';

export interface AuditEnd {
  /** null: a signal ended it, or it could not be started. */
  readonly status: number | null;
  /** What it said last. */
  readonly lines: readonly string[];
}

const mostBytes = 64 * 1024;
const lastLines = 20;

/** An audit in a process of its own; when the signal is aborted it is asked to end, and saves what it saw. */
export async function auditProcess(
  args: readonly string[],
  { cwd, env }: Pick<World, 'cwd' | 'env'>,
  signal: AbortSignal,
  program: readonly string[] = [programFile()],
): Promise<AuditEnd> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [...program, ...args], {
      cwd,
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (text: string): void => {
      said = (said + text).slice(-mostBytes);
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    const stop = (): void => {
      child.kill('SIGTERM');
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const end = (status: number | null): void => {
      signal.removeEventListener('abort', stop);
      const lines = said.split(/\r?\n/).filter((line) => line.trim() !== '');
      done({ status, lines: lines.slice(-lastLines) });
    };
    child.once('error', (error) => {
      hear(`\n${error.message}\n`);
      end(null);
    });
    child.once('close', end);
  });
}
