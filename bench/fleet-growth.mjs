// A large plan through the real coordinator: cut, ordered, gathered, judged and written, with workers that answer at once
// what a real one would, and a queue in memory in place of the server. Tells the time and the memory of the coordinator
// alone; the workers' time is arithmetic (docs/scale.md). Run by `npm run bench:growth -- HOSTS`; needs a build.
import { performance } from 'node:perf_hooks';
import { generateKeyPairSync } from 'node:crypto';
import { readFleetKey } from '../build/evidence/signature/fleet-key.js';
import { signText } from '../build/evidence/signature/signed-text.js';
import { sha256Of } from '../build/evidence/manifest.js';
import { planHash } from '../build/evidence/plan-lines.js';
import { gather } from '../build/fleet/gather.js';
import { orderingOf } from '../build/fleet/order-slice.js';
import { judge } from '../build/judge/judge.js';
import { parsePorts } from '../build/model/ports.js';
import { buildPlan } from '../build/plan/build.js';

const hosts = Number(process.argv[2] ?? 10_000);
const key = readFleetKey(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
const settings = { source: ['198.51.100.7'], standsFor: ['outside'] };
const plan = buildPlan(input(hosts));
const startedMs = performance.now();
const hash = planHash(plan);
const plannedMs = performance.now() - startedMs;

let slices = 0;
let largestOrder = 0;
let largestAnswer = 0;
const run = { run: 'growth', session: 's', plan: hash, site: 'growth', notAfter: null, sweeper: 'auto' };
const order = {
  vantage: 'dmz',
  plan,
  ordering: orderingOf(run, 'dmz', settings, plan.method),
  workers: [key.text],
  key,
  anchorsOf: async () => ({}),
};
const seen = [];
const world = {
  openQueue: () => queueInMemory(),
  now: () => new Date(),
  nowMs: () => performance.now(),
  // nobody is waited for: what is measured is the coordinator's own work
  sleep: async () => new Promise((resolve) => setImmediate(resolve)),
  stop: () => undefined,
  patienceMs: 60_000,
  keep: () => {},
  onResult: () => {},
  tell: (reason) => {
    throw new Error(JSON.stringify(reason));
  },
  onProgress: () => {},
};
let kept = 0;
for await (const { shown } of gather([order], world)) {
  seen.push(...shown);
  kept += JSON.stringify(shown).length;
}
const gatheredMs = performance.now() - startedMs;
let verdicts = 0;
let passed = 0;
for (const { verdict } of judge(plan, seen, { now: new Date() })) {
  verdicts++;
  if (verdict === 'pass') passed++;
}
const judgedMs = performance.now() - startedMs;
const rssMb = process.resourceUsage().maxRSS / 1024;
if (passed !== verdicts) throw new Error(`${passed} of ${verdicts} pass`);
const row = [
  hosts.toLocaleString('en'),
  slices.toLocaleString('en'),
  `${(plannedMs / 1000).toFixed(2)} s`,
  `${(gatheredMs / 1000).toFixed(1)} s`,
  `${((judgedMs - gatheredMs) / 1000).toFixed(1)} s`,
  `${Math.round(largestOrder / 1024)} kB`,
  `${Math.round(largestAnswer / 1024)} kB`,
  `${Math.round(kept / 2 ** 20)} MB`,
  `${Math.round(rssMb)} MB`,
];
console.log(`| ${row.join(' | ')} |`);

function text(word) {
  return { en: word, es: word };
}

function input(count) {
  const one = { from: 'outside', to: ['server'], protocol: 'tcp' };
  const profile = {
    id: 'bench/growth',
    version: '1.0.0',
    title: text('Growth'),
    documents: {},
    roles: { outside: { title: text('Outside') }, server: { title: text('Server') } },
    conditions: {},
    names: {},
    flows: [{ ...one, id: 'service', ports: parsePorts('443')[0], need: 'required', expect: [] }],
    closed: [{ ...one, id: 'deny', ports: parsePorts('1-65535'), state: 'closed', control: 'service' }],
    sha256: '0',
  };
  const addresses = Array.from({ length: count }, (_, i) => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
  const site = {
    name: 'growth',
    profiles: [{ use: 'bench/growth', conditions: {}, ports: {}, names: {} }],
    roles: { server: addresses.slice(1) },
    vantages: { dmz: { ...settings, workers: [key.text] } },
    scope: { allow: [{ bytes: [10, 0, 0, 0], prefix: 8 }], deny: [] },
    pace: { rate: Infinity, perHost: Infinity, attempts: 2, attemptGapMs: 1000, timeoutMs: 3000 },
    limits: { missProbability: 1e-4, attempts: 1e12 },
    waivers: [],
    sha256: '0',
  };
  return {
    site,
    profiles: [profile],
    resolved: new Map(),
    chosenVantages: [],
    machineAddresses: new Set(),
    only: [],
    queue: true,
  };
}

/** Every order is answered as soon as it is there, by a worker that saw one port open and the others silent. */
function queueInMemory() {
  const jobs = new Map();
  return {
    vantage: 'dmz',
    order: async (id, signed) => {
      slices++;
      largestOrder = Math.max(largestOrder, signed.text.length);
      const answer = answerTo(signed);
      largestAnswer = Math.max(largestAnswer, answer.text.length);
      jobs.set(id, answer);
    },
    look: async (ids) => ({
      states: new Map(ids.map((id) => [id, jobs.has(id) ? 'done' : 'gone'])),
      progress: new Map(),
      active: 1,
      workers: 1,
      done: [],
    }),
    answerOf: async (id) => jobs.get(id),
    forget: async (id) => void jobs.delete(id),
    keepAlive: async () => {},
    clear: async () => {},
    close: async () => {},
  };
}

function answerTo({ text }) {
  const { targets, vantage } = JSON.parse(text);
  const at = new Date().toISOString();
  const round = {
    stage: 1,
    startedAt: at,
    finishedAt: at,
    attempts: 65_600,
    voided: 0,
    controlsAsked: 150,
    controlsLost: 0,
    rate: 190_000,
  };
  const shown = targets.map(({ address, decoys }) => [
    {
      kind: 'sweep',
      vantage,
      address,
      protocol: 'tcp',
      sweeper: 'syn',
      source: '198.51.100.7',
      startedAt: at,
      finishedAt: at,
      groups: [
        { ports: '443', state: 'open', made: 301, counted: 301, hops: 60 },
        { ports: '1-442,444-65535', state: 'silent', made: 2, counted: 2, hops: null },
      ],
      decoys: decoys.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(','),
      controls: { port: 443, answer: 'open', rule: 'service', asked: 300, lost: 0, hops: 60, slowestMs: 3 },
      rounds: [round, round],
      causes: [],
      notExcluded: [],
    },
  ]);
  const result = {
    schema: 'portwitness/slice-result/1',
    order: sha256Of(Buffer.from(text)),
    vantage,
    host: 'simulated',
    version: '0',
    startedAt: at,
    finishedAt: at,
    attempts: 131_000 * targets.length,
    whole: true,
    refused: null,
    proof: null,
    shown,
  };
  return signText('slice-result', JSON.stringify(result), key);
}
