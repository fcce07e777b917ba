// A fleet on one machine: what the queue costs beside a local run, and how time falls with the number of workers. Real
// programs, a real server with TLS, targets on loopback (all of 127.0.0.0/8 is this machine). Run by `npm run
// bench:fleet`; needs redis-server, openssl and a build.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './measure.mjs';
import { startQueue } from './fleet-queue.mjs';

const main = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
const folder = mkdtempSync(join(tmpdir(), 'pwfleet-'));
const turns = Number(process.env.PORTWITNESS_BENCH_TURNS ?? 3);
const wanted = 1.15;
const inFolder = (name) => join(folder, name);
const ours = (...args) => [process.execPath, main, ...args];

const listener = createServer((socket) => socket.destroy());
await new Promise((resolve) => listener.listen(0, resolve));
const { port } = listener.address();
const queue = await startQueue(inFolder('queue'));
try {
  writeFileSync(inFolder('profile.yaml'), profile(port));
  const [centre, worker] = ['centre', 'worker'].map((name) =>
    execFileSync(process.execPath, [main, 'worker', '--make-key', inFolder(`${name}.key`)], { stdio: 'pipe' })
      .toString()
      .trim(),
  );
  await overhead(centre, worker);
  await growth(centre, worker);
} finally {
  listener.close();
  await queue.stop();
  rmSync(folder, { recursive: true });
}

/** 1,000 addresses, by this machine itself and by one worker that is there already, turn by turn. */
async function overhead(centre, worker) {
  const hosts = addresses(1000);
  const pace = { rate: 10_000, perHost: 500, attempts: 2, attemptGapMs: 250, timeoutMs: 1000 };
  const times = { local: [], single: [], queue: [] };
  let memory;
  for (let turn = 0; turn < turns; turn++) {
    times.local.push((await audit('local', site(hosts, pace, {}))).ms);
    // as many addresses at the same time as a local run: one slice
    const end = await startWorkers(1, centre, { slicesAtOnce: 1 });
    times.single.push((await audit('queue', site(hosts, pace, { workers: [worker] }))).ms);
    await end();
    const stop = await startWorkers(1, centre, {});
    const ran = await audit('queue', site(hosts, pace, { workers: [worker] }));
    times.queue.push(ran.ms);
    memory = { audit: ran.residentMb, worker: (await stop())[0], server: queue.residentMb() };
  }
  const [local, single, far] = [median(times.local), median(times.single), median(times.queue)];
  const row = (what, ms) => `| ${what} | ${seconds(ms)} | ${(ms / local).toFixed(2)} |`;
  console.log('| 1,000 addresses of 65 ports, 10,000 attempts/s | time | ratio (must: ≤ 1.15) |');
  console.log('|---|--:|--:|');
  console.log(`| local, median of ${turns} | ${seconds(local)} |  |`);
  console.log(row('one worker, one slice at a time: as many addresses at once as the local run', single));
  console.log(row('one worker as it comes, two slices at a time', far));
  const mb = Object.entries(memory).map(([what, much]) => `${what} ${Math.round(much)} MB`);
  console.log(`\nMemory at most, with the queue: ${mb.join(', ')}.\n`);
  if (far / local > wanted || single / local > wanted) process.exitCode = 1;
}

/** Workers that may send 1,000 a second each, in a run that may send 3,000: time falls until the run's pace is the limit. */
async function growth(centre, worker) {
  const hosts = addresses(256);
  const pace = { rate: 3000, perHost: 500, attempts: 2, attemptGapMs: 250, timeoutMs: 1000 };
  console.log('| workers of 1,000 attempts/s, pace of the run 3,000/s | time | attempts/s |');
  console.log('|--:|--:|--:|');
  for (const workers of [1, 2, 3, 4]) {
    const stop = await startWorkers(workers, centre, { rate: 1000, perHost: 500 });
    const { ms, attempts } = await audit('growth', site(hosts, pace, { workers: [worker] }));
    await stop();
    console.log(`| ${workers} | ${seconds(ms)} | ${Math.round(attempts / (ms / 1000))} |`);
  }
}

function profile(port) {
  return JSON.stringify({
    id: 'bench/fleet',
    version: '1.0.0',
    title: { en: 'A fleet', es: 'Una flota' },
    documents: { bench: { title: 'Benchmark' } },
    roles: {
      outside: { title: { en: 'Outside', es: 'Exterior' } },
      server: { title: { en: 'Server', es: 'Servidor' } },
    },
    flows: [{ id: 'service', from: 'outside', to: 'server', port: `${port}/tcp`, need: 'required' }],
    closed: [
      { id: 'deny', from: 'outside', to: 'server', ports: '1-64/tcp', state: 'closed', control: 'service' },
    ],
  });
}

function addresses(count) {
  return Array.from({ length: count }, (_, i) => `127.7.${Math.floor(i / 250)}.${(i % 250) + 1}`);
}

function site(hosts, pace, vantage) {
  return {
    site: 'bench',
    profiles: [{ use: './profile.yaml' }],
    roles: { server: hosts },
    vantages: { dmz: { standsFor: ['outside'], source: '127.0.0.1', ...vantage } },
    scope: ['127.0.0.0/8'],
    pace,
    ...(vantage.workers === undefined
      ? {}
      : { queue: { ...queue.settings('centre'), signingKey: inFolder('centre.key') } }),
  };
}

async function audit(name, site) {
  writeFileSync(inFolder(`${name}.json`), JSON.stringify(site));
  const out = inFolder(`run-${name}`);
  rmSync(out, { recursive: true, force: true });
  const argv = ours('audit', inFolder(`${name}.json`), '--yes', '--quiet', '--out', out, '--format', 'json');
  const startedMs = performance.now();
  const child = spawn(argv[0], argv.slice(1), { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let [stderr, residentMb] = ['', 0];
  child.stderr.on('data', (piece) => (stderr += piece));
  const sampling = setInterval(() => (residentMb = Math.max(residentMb, peakMb(child.pid))), 200);
  const status = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(sampling);
  const ms = performance.now() - startedMs;
  if (status !== 0) throw new Error(`${name}: status ${status}: ${stderr}`);
  return { ms, residentMb, attempts: attemptsIn(join(out, 'slices.jsonl')) };
}

/** What workers say they started, controls included. */
function attemptsIn(file) {
  if (!existsSync(file)) return 0;
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.reduce((sum, line) => sum + JSON.parse(JSON.parse(line).result.text).attempts, 0);
}

/** Answers what ends them, and tells how much memory each had. */
async function startWorkers(count, centre, { rate = 'max', perHost = 'max', slicesAtOnce = 2 }) {
  const settings = {
    queue: queue.settings('dmz'),
    signingKey: inFolder('worker.key'),
    coordinators: [centre],
    scope: ['127.0.0.0/8'],
    pace: { rate, perHost },
    slicesAtOnce,
  };
  writeFileSync(inFolder('worker.json'), JSON.stringify(settings));
  const argv = ours('worker', '--vantage', 'dmz', '--settings', inFolder('worker.json'));
  const workers = Array.from({ length: count }, () =>
    spawn(argv[0], argv.slice(1), { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] }),
  );
  await Promise.all(workers.map((child) => new Promise((resolve) => child.stderr.once('data', resolve))));
  return async () => {
    const peaks = workers.map(({ pid }) => peakMb(pid));
    const ended = workers.map((child) => new Promise((resolve) => child.once('close', resolve)));
    for (const child of workers) child.kill('SIGTERM');
    await Promise.all(ended);
    return peaks;
  };
}

function peakMb(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0; // it just ended
  }
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(2)} s`;
}
