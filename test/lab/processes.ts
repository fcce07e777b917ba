import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that the laboratory started: a server, or a scan that is watched while it works. */
export interface Running {
  readonly pid: number;
  /** What it printed until now. */
  readonly output: () => string;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Ends it, and waits for the end. */
  readonly stop: () => Promise<void>;
}

const startsWithinMs = 10_000;
const deafForMs = 1000;

export async function startProcess(argv: readonly string[], listensOn: readonly number[]): Promise<Running> {
  const [file = '', ...args] = argv;
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      output += error.message;
      resolve();
    });
  });
  const running: Running = {
    pid: child.pid ?? -1,
    output: () => output,
    signal: (signal) => void child.kill(signal),
    stop: async () => {
      // A master that is killed leaves its workers listening: nginx is asked first.
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), deafForMs);
      await ended;
      clearTimeout(kill);
    },
  };
  await waitUntilListening(child, listensOn, argv, () => output);
  return running;
}

async function waitUntilListening(
  child: ChildProcess,
  ports: readonly number[],
  argv: readonly string[],
  output: () => string,
): Promise<void> {
  const until = Date.now() + startsWithinMs;
  for (let missing = ports; missing.length > 0;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`${argv.join(' ')} ended before it listened on ${missing.join(', ')}: ${output()}`);
    if (Date.now() > until)
      throw new Error(`${argv.join(' ')} does not listen on ${missing.join(', ')}: ${output()}`);
    await sleep(10);
    const listening = listeningPorts(child.pid!);
    missing = missing.filter((port) => !listening.has(port));
  }
}

/** TCP ports in state LISTEN (0A) in the namespace that the process stands in, of both families. */
function listeningPorts(pid: number): Set<number> {
  const ports = new Set<number>();
  for (const table of ['tcp', 'tcp6']) {
    let text = '';
    try {
      text = readFileSync(`/proc/${pid}/net/${table}`, 'utf8');
    } catch (error) {
      // ENOENT, ESRCH: it ended, which the caller sees.
      if (!['ENOENT', 'ESRCH', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
    for (const [, port] of text.matchAll(/^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) \S+ 0A /gm))
      ports.add(Number.parseInt(port!, 16));
  }
  return ports;
}
