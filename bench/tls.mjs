// Certificate facts of 500 TLS ports of loopback: the whole of `portwitness probe --tls` against `nmap --script ssl-cert`,
// turn by turn. Each must have read every certificate. Run by `npm run bench:tls`; needs nmap and a build.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const [first, count, turns] = [21_000, 500, 3];
const ports = Array.from({ length: count }, (_, i) => first + i);
const range = `${first}-${first + count - 1}`;
const main = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');

const servers = spawn(process.execPath, [join(import.meta.dirname, 'tls-servers.mjs'), first, count], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
try {
  await once(servers.stdout, 'data');
  const times = { portwitness: [], nmap: [] };
  for (let turn = 0; turn < turns; turn++) {
    times.portwitness.push(await portwitness());
    times.nmap.push(await nmap());
  }
  const [ours, theirs] = [median(times.portwitness), median(times.nmap)];
  console.log(`portwitness probe --tls  ${seconds(times.portwitness)}  median ${(ours / 1000).toFixed(2)} s`);
  console.log(`nmap --script ssl-cert   ${seconds(times.nmap)}  median ${(theirs / 1000).toFixed(2)} s`);
  console.log(`ratio ${(ours / theirs).toFixed(3)} (wanted: at most 0.3)`);
  if (ours / theirs > 0.3) process.exitCode = 1;
} finally {
  servers.stdin.end();
}

async function portwitness() {
  const { ms, stdout } = await timed([process.execPath, main, 'probe', `127.0.0.1:${range}`, '--tls']);
  return checked('portwitness', ms, stdout);
}

async function nmap() {
  const { ms, stdout } = await timed(['nmap', '-n', '-Pn', '-p', range, '--script', 'ssl-cert', '127.0.0.1']);
  return checked('nmap', ms, stdout);
}

/** The time, where every certificate was read. */
function checked(program, ms, stdout) {
  const read = ports.filter((port) => stdout.includes(`port${port}.bench.test`)).length;
  if (read !== count) throw new Error(`${program} read ${read} certificates of ${count}`);
  return ms;
}

async function timed([command, ...args]) {
  const started = process.hrtime.bigint();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (piece) => (stdout += piece));
  child.stderr.on('data', (piece) => (stderr += piece));
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`${command}: status ${status}\n${stdout.slice(-2000)}${stderr}`);
  return { ms: Number(process.hrtime.bigint() - started) / 1e6, stdout };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function seconds(values) {
  return values.map((ms) => (ms / 1000).toFixed(2)).join(' ');
}
