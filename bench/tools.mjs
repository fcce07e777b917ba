// The programs side by side, each as { name, ms, residentMb, open: ports found open, shut: how many it says are shut, note }.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { far, inside } from './namespaces.mjs';
import { measure } from './measure.mjs';

const main = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
const folder = join(tmpdir(), `pwbench-${process.pid}`);

const profile = `
id: bench/one-open
version: 1.0.0
title: { en: One open port, es: Un puerto abierto }
documents: { bench: { title: Benchmark } }
roles:
  outside: { title: { en: Outside, es: Exterior } }
  server: { title: { en: Server, es: Servidor } }
flows:
  - { id: service, from: outside, to: server, port: 8080/tcp, need: required }
closed:
  - { id: default-deny, from: outside, to: server, ports: 1-65535/tcp, state: closed, control: service }
`;

/** Our whole program: site and profile read, ports asked, verdicts judged, report written. */
export async function portwitness(
  addresses,
  { sweeper = 'auto', attempts = 2, missLimit = 1e-4, unprivileged = false, memory = false } = {},
) {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  writeFileSync(join(folder, 'profile.yaml'), profile);
  const report = join(folder, `report-${unprivileged ? 'nobody' : 'root'}.json`);
  writeFileSync(report, '', { mode: 0o666 });
  execFileSync('chmod', ['0777', folder, report]);
  const site = {
    site: 'bench',
    profiles: [{ use: './profile.yaml' }],
    roles: { server: addresses },
    vantages: { here: { standsFor: ['outside'] } },
    scope: ['10.91.0.0/16', '127.0.0.1/32'],
    pace: { rate: 1e6, perHost: 1e6, attempts, attemptGapMs: 1000, timeoutMs: 3000 },
    limits: { missProbability: missLimit },
  };
  writeFileSync(join(folder, 'site.json'), JSON.stringify(site));
  const audit = [process.execPath, main, 'audit', 'site.json', '--rate', 'max', '--yes', '--quiet'];
  const argv = [...audit, '--sweeper', sweeper, '--format', `json=${report}`, '--format', 'table'];
  const ran = await measure(unprivileged ? [...asNobody, ...argv] : argv, { cwd: folder, memory });
  const written = readFileSync(report, 'utf8');
  if (written === '' || (ran.status !== 0 && ran.status !== 1 && ran.status !== 3))
    throw new Error(`portwitness: status ${ran.status}: ${ran.stderr}${ran.stdout}`);
  return { name: 'portwitness', ...ran, ...readReport(JSON.parse(written)) };
}

const asNobody = [
  'setpriv',
  '--reuid=65534',
  '--regid=65534',
  '--clear-groups',
  '--bounding-set=-all',
  '--inh-caps=-all',
];

function readReport({ checks }) {
  const open = new Map();
  let [shut, unknown, miss, attempts, verdicts] = [0, 0, 0, 0, new Map()];
  let [packets, firstMs, lastMs] = [0, Infinity, 0];
  for (const check of checks) {
    const { kind, address, observed, verdict, missProbability, attempts: made, controls } = check;
    open.set(address, [...(open.get(address) ?? []), ...observed.open]);
    const notOpen = observed.refused + observed.rejected + observed.silent;
    shut += notOpen;
    unknown += observed.unknown;
    if (kind !== 'closed') continue;
    packets += notOpen * made + controls.asked;
    firstMs = Math.min(firstMs, Date.parse(check.startedAt));
    lastMs = Math.max(lastMs, Date.parse(check.finishedAt));
    miss = Math.max(miss, missProbability ?? 0);
    attempts = Math.max(attempts, made);
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  }
  return {
    open,
    shut,
    unknown,
    miss,
    attempts,
    // packets that were sent, over all the time from the first to the last, waits included
    kpps: (packets / (lastMs - firstMs)).toFixed(0),
    verdicts: [...verdicts].map(([word, count]) => `${count} ${word}`).join(', '),
  };
}

const ports = ['-n', '-Pn', '-p', '1-65535'];

/** nmap with these options; shut is what it says of ports not open. */
export async function nmap(addresses, options, { unprivileged = false } = {}) {
  const argv = ['nmap', ...options, ...ports, '-oG', '-', ...addresses];
  const ran = await measure(unprivileged ? [...asNobody, ...argv] : argv);
  const open = new Map();
  let shut = 0;
  for (const [, address, found, rest] of ran.stdout.matchAll(
    /^Host: (\S+).*?Ports: ([^\t\n]*)(?:\tIgnored State: ([^\n]*))?/gm,
  )) {
    open.set(
      address,
      [...found.matchAll(/(\d+)\/open\//g)].map(([, port]) => Number(port)),
    );
    shut +=
      Number(/\((\d+)\)/.exec(rest ?? '')?.[1] ?? 0) + [...found.matchAll(/\/(closed|filtered)\//g)].length;
  }
  return { name: `nmap ${options.join(' ')}`, ...ran, open, shut };
}

/** What nmap itself expects to need, after forty seconds of it. */
export async function nmapEstimate(address, options, note) {
  const argv = ['nmap', ...options, ...ports, '--stats-every', '2s', address];
  const ran = await measure(argv, { limitMs: 40_000 });
  const estimates = [
    ...ran.stdout.matchAll(/About ([\d.]+)% done; ETC: \S+ \((\d+):(\d+):(\d+) remaining\)/g),
  ];
  const last = estimates.at(-1);
  if (last === undefined) throw new Error(`nmap gave no estimate: ${ran.stdout}`);
  const [, done, hours, minutes, seconds] = last.map(Number);
  const remainingMs = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return {
    name: `nmap ${options.join(' ')} (${note})`,
    ms: remainingMs / (1 - done / 100),
    open: new Map(),
    shut: 0,
  };
}

/** masscan prints its own rate; it often does not end after a silent sweep, so it is ended a little after its last packet. */
export async function masscan(addresses, rate, limitMs = 120_000) {
  const mac = /link\/ether (\S+)/.exec(inside(far, ['ip', 'link', 'show', 'wire']))[1];
  const argv = [
    'masscan',
    '-p1-65535',
    '--rate',
    String(rate),
    '--wait',
    '2',
    '--interface',
    'wire',
    '--router-mac',
    mac,
    '--adapter-ip',
    '10.91.0.1',
  ];
  const ran = await measure([...argv, '--adapter-port', '61000', ...addresses], { limitMs });
  const open = new Map();
  for (const [, port, address] of ran.stdout.matchAll(/open port (\d+)\/tcp on (\S+)/g)) {
    open.set(address, [...(open.get(address) ?? []), Number(port)]);
  }
  const rates = [...ran.stderr.matchAll(/rate:\s*([\d.]+)-kpps/g)].map(([, kpps]) => Number(kpps));
  return { name: `masscan --rate ${rate}`, ...ran, open, shut: 0, kpps: Math.max(0, ...rates) };
}

export function installed(program) {
  return ['/usr/bin', '/usr/local/bin', '/bin', '/usr/sbin'].some((folder) =>
    existsSync(join(folder, program)),
  );
}
