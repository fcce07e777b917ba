// Runs a command in the near namespace, with wall time and the memory of its whole process tree.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { near } from './namespaces.mjs';

/** A file of further authorities, where this machine's user has set one, is read at every start of Node: none here. */
export const environment = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };

/**
 * { ms, residentMb, stdout, stderr, status }. `residentMb`: the largest sum over all processes of the run, each
 * page that they share counted once (PSS) and counted for each (RSS).
 */
export async function measure(argv, { limitMs = 600_000, cwd, memory = false } = {}) {
  const startedMs = performance.now();
  const child = spawn('ip', ['netns', 'exec', near, ...argv], {
    cwd,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  const residentMb = { once: 0, each: 0 };
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const sample = () => {
    const now = treeMb(child.pid);
    for (const way of ['once', 'each']) residentMb[way] = Math.max(residentMb[way], now[way]);
  };
  const sampling = memory ? setInterval(sample, 250) : undefined;
  const killing = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const status = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(sampling);
  clearTimeout(killing);
  return { ms: performance.now() - startedMs, residentMb, stdout, stderr, status };
}

function treeMb(pid) {
  try {
    const memory = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const mb = (word) => Number(new RegExp(`^${word}:\\s+(\\d+)`, 'm').exec(memory)?.[1] ?? 0) / 1024;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    const below = children === '' ? [] : children.split(' ').map(treeMb);
    return {
      once: below.reduce((sum, { once }) => sum + once, mb('Pss')),
      each: below.reduce((sum, { each }) => sum + each, mb('Rss')),
    };
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return { once: 0, each: 0 }; // it just ended
    throw error;
  }
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
