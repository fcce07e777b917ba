// Runs a command in the near namespace, with wall time and the memory of its whole process tree.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { near } from './namespaces.mjs';

/** { ms, rssMb, stdout, stderr, status }: `rssMb` is the largest sum of resident sizes seen, shared pages counted twice. */
export async function measure(argv, { limitMs = 600_000, cwd, memory = false } = {}) {
  const startedMs = performance.now();
  const child = spawn('ip', ['netns', 'exec', near, ...argv], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr, rssMb] = ['', '', 0];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const sampling = memory ? setInterval(() => (rssMb = Math.max(rssMb, treeMb(child.pid))), 100) : undefined;
  const killing = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const status = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(sampling);
  clearTimeout(killing);
  return { ms: performance.now() - startedMs, rssMb, stdout, stderr, status };
}

function treeMb(pid) {
  try {
    const kb = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return kb / 1024 + (children === '' ? 0 : children.split(' ').reduce((sum, it) => sum + treeMb(it), 0));
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return 0; // it just ended
    throw error;
  }
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
