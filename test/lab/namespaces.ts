import { execFile, execFileSync, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';

/** Names of our namespaces: the prefix, the process that made them, a number of its own, the host. */
const prefix = 'pwlab';
let laboratories = 0;

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  /** When it is ended, if it hasn't by itself. */
  readonly timeoutMs?: number;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** Runs a command to its end. Never rejects for a status: that is an answer. */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const [file = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = execFile(
      file,
      args,
      {
        timeout: options.timeoutMs ?? 0,
        maxBuffer: 64 << 20,
        env: { ...process.env, ...options.env },
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.signal === undefined ? {} : { signal: options.signal, killSignal: 'SIGKILL' as const }),
      },
      (error, stdout, stderr) => {
        if (error !== null && child.pid === undefined) reject(error);
        else resolve({ status: child.exitCode, signal: child.signalCode, stdout, stderr });
      },
    );
    child.stdin!.on('error', () => child.stdin!.destroy()); // it ended without reading: its status tells
    child.stdin!.end(options.input ?? '');
  });
}

/** Runs a command that must succeed. */
export async function must(argv: readonly string[], input = ''): Promise<string> {
  const { status, stdout, stderr } = await run(argv, { input });
  if (status !== 0)
    throw new Error(`${argv.join(' ')}: status ${status}: ${stderr}${input && `\n--- input:\n${input}`}`);
  return stdout;
}

/** The laboratory never skips: what it lacks is an error that says so. */
export function requireMeans(): void {
  const missing = ['ip', 'nft'].filter((tool) => {
    try {
      execFileSync('sh', ['-c', `command -v ${tool}`]);
      return false;
    } catch {
      return true; // `command -v` says by its status alone that there is no such tool
    }
  });
  const complaints = [
    ...(process.platform === 'linux' ? [] : ['Linux']),
    ...(process.getuid?.() === 0 ? [] : ['root']),
    ...missing.map((tool) => `${tool} (Debian: apt-get install iproute2 nftables)`),
  ];
  if (complaints.length > 0) throw new Error(`The laboratory needs ${complaints.join(', ')}.`);
}

export function newLaboratoryName(): string {
  laboratories += 1;
  return `${prefix}-${process.pid}-${laboratories}`;
}

/**
 * A shell that outlives us: when its standard input ends, because we closed it or because we died of anything,
 * SIGKILL included, it ends every process in our namespaces and removes them. The only way of taking down.
 */
const keeper = `
trap '' INT TERM HUP
cat >/dev/null
for try in 1 2 3; do
  left=
  for path in /run/netns/"$1"-*; do
    [ -e "$path" ] || continue
    name=\${path##*/}
    for pid in $(ip netns pids "$name"); do kill -9 "$pid"; left=1; done
  done
  [ -z "$left" ] && break
  sleep 0.05
done
for path in /run/netns/"$1"-*; do [ -e "$path" ] && ip netns del "\${path##*/}"; done
rm -rf /etc/netns/"$1"-*
rmdir --ignore-fail-on-non-empty /etc/netns 2>/dev/null
exit 0`;

/** Answers the function that takes down every namespace whose name begins with `name-`. */
export function keepNamespaces(name: string): () => Promise<void> {
  const child = spawn('sh', ['-c', keeper, 'keeper', name], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.unref();
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  return async () => {
    child.ref();
    child.stdin.end();
    await ended;
  };
}

/** Takes down what a dead process of ours left, should even its keeper have been killed. */
export async function clearLeftovers(): Promise<void> {
  const names = new Set<string>();
  for (const entry of readdirSync('/run').includes('netns') ? readdirSync('/run/netns') : []) {
    const match = new RegExp(`^(${prefix}-(\\d+)-\\d+)-`).exec(entry);
    if (match !== null && !isAlive(Number(match[2]))) names.add(match[1]!);
  }
  await Promise.all([...names].map(async (name) => keepNamespaces(name)()));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
