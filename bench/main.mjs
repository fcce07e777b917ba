// Side by side with nmap and masscan, in network namespaces of this machine: whole programs, median of several
// runs, the same ports, the same truth. Needs root. `npm run bench -- [--repeat N] [--rows ID,…] [--print]`: with
// some rows alone, the others' sections of the page stay as they are.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from './measure.mjs';
import { buildUp, far, inside, near, takeDown } from './namespaces.mjs';
import { canRun, listenersOn, listenersUnderLoss, lossRow, rows } from './rows.mjs';
import { correctness, renderRow, seconds } from './table.mjs';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    repeat: { type: 'string', default: '5' },
    'loss-runs': { type: 'string', default: '20' },
    rows: { type: 'string' },
    print: { type: 'boolean', default: false },
  },
});
const page = join(root, 'docs', 'benchmarks.md');
const wanted = values.rows?.split(',');
const others = canRun();
execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });

const listeners = [];
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));
process.on('exit', () => {
  for (const listener of listeners) listener.kill();
  takeDown();
});
buildUp();
await listen(near, listenersOn.near);
await listen(far, listenersOn.far);

const measured = new Map();
for (const row of [...rows, lossRow]) {
  if (wanted !== undefined && !wanted.includes(row.id)) continue;
  const load = loadavg()[0].toFixed(1);
  const section = row === lossRow ? await measureLoss(row) : renderRow(await measureRow(row));
  measured.set(row.title, `${section}\nLoad before: ${load}.\n`);
  process.stdout.write(`${measured.get(row.title)}\n`);
}
if (!values.print) writeFileSync(page, pageOf(measured, sectionsOf(readFileSync(page, 'utf8'))));
process.exit(0);

/** What a page says of each row, by the row's title. */
function sectionsOf(text) {
  const [, ...sections] = text.split(/^(?=### )/m);
  return new Map(sections.map((section) => [section.split('\n', 1)[0].slice(4), `${section.trim()}\n`]));
}

function pageOf(measured, before) {
  const sections = [...rows, lossRow].map(({ title }) => measured.get(title) ?? before.get(title));
  return `${heading()}\n${sections.filter((section) => section !== undefined).join('\n')}`;
}

async function listen(namespace, ports) {
  const argv = ['netns', 'exec', namespace, process.execPath, join(import.meta.dirname, 'listen.mjs')];
  const listener = spawn('ip', [...argv, ...ports.map(String)], { stdio: ['ignore', 'pipe', 'inherit'] });
  listeners.push(listener);
  await once(listener.stdout, 'data');
}

async function measureRow(row) {
  row.prepare();
  const repeat = Math.min(Number(values.repeat), row.repeat ?? Infinity);
  const results = row.runs.map(() => []);
  // One run of each in turn, so that what else the machine does falls on all.
  for (let time = 0; time < repeat; time++) {
    for (const [i, run] of row.runs.entries()) {
      if (time > 0 && row.once?.includes(i)) continue;
      results[i].push(await run(row.addresses));
    }
  }
  const ours = median(results[0].map(({ ms }) => ms));
  const lines = results.map((runs, i) => lineOf(row, runs, ours, row.limits[i]));
  return { title: row.title, lines };
}

function lineOf(row, runs, oursMs, limit) {
  const ms = median(runs.map((run) => run.ms));
  const worst = runs
    .map((run) => correctness(run, row.addresses, row.truth))
    .reduce((a, b) => (b.missed + b.wrong > a.missed + a.wrong ? b : a));
  const [first] = runs;
  const estimate = first.name.includes('estimate');
  const ratio = oursMs / ms;
  const notes = [];
  if (first.verdicts !== undefined)
    notes.push(
      `${first.verdicts}; ${first.attempts} attempts; missProbability ≤ ${first.miss.toExponential(1)}`,
    );
  if (first.unknown > 0) notes.push(`${first.unknown} unknown`);
  if (row.rates === true && first.kpps !== undefined)
    notes.push(
      first.name === 'portwitness'
        ? `sent ${first.kpps} kpps from the first packet to the last answer, waits included`
        : `its own rate: ${first.kpps} kpps`,
    );
  if (first.residentMb?.once > 0) {
    const probes = row.addresses.length * 65_535;
    notes.push(
      `${Math.round(probes / (ms / 1000)).toLocaleString('en')} probes/s over the whole run; at most ${Math.round(first.residentMb.once)} MB resident in all processes (${Math.round(first.residentMb.each)} MB with shared pages counted for each)`,
    );
  }
  return [
    first.name,
    seconds(ms),
    runs === undefined || ratio === 1 ? '' : ratio < 0.01 ? `1/${Math.round(1 / ratio)}` : ratio.toFixed(2),
    limit === undefined ? '' : limit < 0.01 ? `≤ 1/${Math.round(1 / limit)}` : `≤ ${limit}`,
    estimate ? '' : `${worst.found} / ${worst.missed} / ${worst.wrong}`,
    estimate ? '' : first.shut.toLocaleString('en'),
    notes.join('; '),
  ];
}

async function measureLoss(row) {
  await listen(far, listenersUnderLoss);
  row.prepare();
  const lines = [];
  const times = Number(values['loss-runs']);
  for (const [i, run] of row.runs.entries()) {
    if (row.skip?.includes(i)) continue;
    const found = [];
    const runs = [];
    for (let time = 0; time < times; time++) {
      runs.push(await run(row.addresses));
      found.push(correctness(runs.at(-1), row.addresses, row.truth).found);
    }
    const complete = found.filter((count) => count === row.truth.length).length;
    const ms = median(runs.map((it) => it.ms));
    const missed = found.reduce((sum, count) => sum + row.truth.length - count, 0);
    lines.push(
      `| ${runs[0].name} | ${complete} of ${times} | ${missed} | ${seconds(ms)} | ${runs[0].attempts ?? ''} |\n`,
    );
  }
  const head = `| program | runs that found all ${row.truth.length} | ports missed, all runs | median | attempts |\n|---|--:|--:|--:|--:|\n`;
  return `### ${row.title}\n\n${head}${lines.join('')}`;
}

function versionOf(argv) {
  try {
    return inside(near, argv).split('\n')[0].replace(/ \(.*/, '');
  } catch {
    return `${argv[0]} is not installed`;
  }
}

function heading() {
  const machine = `${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, Node ${process.version}`;
  const nmapVersion = versionOf(['nmap', '--version']);
  const masscanVersion = others.masscan ? 'masscan' : 'masscan is not installed';
  return `# Benchmarks

Written by \`npm run bench\`, which builds two network namespaces with a cable between them and measures whole
programs: for portwitness from the start of \`node\` to the written report, verdicts judged. Median of
${values.repeat} runs where a table does not say otherwise, taken in turn with the others; the same ports, the
same truth. "Open" compares with the ports that really are open: found, missed, and wrongly called open, in the
worst of the runs. A ratio below 1 means that portwitness is the faster. What stands under "must" is the
project's own goal.

Machine: ${machine}. Against: ${nmapVersion}; ${masscanVersion}. Each section tells the
machine's load when its measuring began (1 minute, of ${cpus().length} processors). Above about 1 other work took its share:
the figures are then too slow, ours the more so, since two processes and their timers wait for a processor.
`;
}
