import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A server that answers at this port of the loopback until it is stopped. */
export interface Running {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Starts a program and waits for the line of its output that tells its port. */
export function startProgram(command: string, args: readonly string[], portIn: RegExp): Promise<Running> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const read = (line: string): void => {
      said.push(line);
      const port = portIn.exec(line)?.[1];
      if (port !== undefined) resolve({ port: Number(port), stop });
    };
    createInterface(child.stdout).on('line', read);
    createInterface(child.stderr).on('line', read);
    child.on('error', reject);
    void ended.then(() => reject(new Error(`${command} ${args.join(' ')}\n${said.join('\n')}`)));
  });
}

/** The output of a program that ends by itself, whatever its status. */
export function outputOf(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end();
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
    child.stderr.on('data', (piece: Buffer) => (text += piece.toString()));
    child.on('error', reject);
    child.on('close', () => resolve(text));
  });
}
