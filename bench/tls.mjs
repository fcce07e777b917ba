// Certificate facts of 500 TLS ports of loopback: the whole of `portwitness probe --tls` against `nmap --script ssl-cert`,
// turn by turn, in time and in seconds of processor. Each must have read every certificate. Run by `npm run bench:tls`;
// needs nmap, nginx and a build.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { environment, median } from './measure.mjs';
import { startServers } from './tls-servers.mjs';

const [first, count, turns] = [21_000, 500, 7];
const wanted = 0.3;
const range = `${first}-${first + count - 1}`;
const main = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
const programs = {
  'portwitness probe --tls': [process.execPath, main, 'probe', `127.0.0.1:${range}`, '--tls'],
  'nmap --script ssl-cert': ['nmap', '-n', '-Pn', '-p', range, '--script', 'ssl-cert', '127.0.0.1'],
};

const stop = await startServers(first, count);
try {
  const seen = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  // not measured: nginx is slow over the first handshake of each port, whoever asks
  for (const [name, argv] of Object.entries(programs)) await measured(name, argv);
  for (let turn = 0; turn < turns; turn++) {
    for (const [name, argv] of Object.entries(programs)) seen[name].push(await measured(name, argv));
  }
  for (const [name, runs] of Object.entries(seen)) {
    console.log(`${name.padEnd(24)} time ${told(runs, 'seconds')}  processor ${told(runs, 'processor')}`);
  }
  const [ours, theirs] = Object.values(seen);
  const ratio = (what) => middle(ours, what) / middle(theirs, what);
  console.log(`ratio: time ${ratio('seconds').toFixed(2)} (wanted: at most ${wanted})`);
  console.log(`ratio: processor ${ratio('processor').toFixed(2)}`);
  if (ratio('seconds') > wanted) process.exitCode = 1;
} finally {
  await stop();
}

/** Seconds of wall clock and of processor, where every certificate was read. */
async function measured(name, argv) {
  const started = process.hrtime.bigint();
  const child = spawn('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$@"', 'bash', ...argv], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (piece) => (stdout += piece));
  child.stderr.on('data', (piece) => (stderr += piece));
  const [status] = await once(child, 'close');
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0) throw new Error(`${name}: status ${status}\n${stdout.slice(-2000)}${stderr}`);
  const names = new Set(stdout.match(/port\d+\.bench\.test/g));
  if (names.size !== count) throw new Error(`${name} read ${names.size} certificates of ${count}`);
  const [user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { seconds, processor: user + system };
}

function middle(runs, what) {
  return median(runs.map((run) => run[what]));
}

function told(runs, what) {
  return `${runs.map((run) => run[what].toFixed(2)).join(' ')} (median ${middle(runs, what).toFixed(2)} s)`;
}
