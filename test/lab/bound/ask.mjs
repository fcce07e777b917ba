// Asks truly open ports behind a lossy path, with the program's own rounds, until each that stays silent has k
// attempts that count, for k from 1 to 4. Prints, for each k, how many were missed and what the bound says.
// Argument: JSON, see `Question` in bound.test.ts.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { compiled, sweeper, address, source, controlPort, firstPort, ports, seed } = JSON.parse(
  process.argv[2],
);
const load = async (path) => import(pathToFileURL(join(compiled, path)).href);
const { loadRawSenders } = await load('vantage/local/raw/raw-senders.js');
const { askRound } = await load('run/round.js');
const { emptyTally, pendingPorts, stateOf } = await load('run/tally.js');
const { systemClock } = await load('run/clock.js');
const { missProbability } = await load('judge/miss-probability.js');

const raw = await loadRawSenders();
const { sender } = sweeper === 'syn' ? raw.syn : await plainConnect();
const everything = Uint16Array.from({ length: ports }, (_, i) => firstPort + i);
const tally = emptyTally();
const world = { sender, clock: systemClock, random: randomFrom(seed), onAttempts: () => undefined };
const settings = {
  address,
  source,
  controlPort,
  controls: 300,
  timeoutMs: 700,
  sends: 1,
  gapMs: 300,
  volleySize: 65_536,
  allowance: { take: (wanted) => ({ granted: wanted, waitMs: 0 }) },
};

const results = [];
let [asked, lost, lastStartMs] = [0, 0, -Infinity];
for (let attempts = 1; attempts <= 4; attempts++) {
  for (;;) {
    const pending = pendingPorts(tally, everything, attempts, 1);
    if (pending.length === 0) break;
    await systemClock.sleep(lastStartMs + settings.gapMs - systemClock.nowMs());
    const outcome = await askRound(tally, pending, settings, world);
    asked += outcome.controls.asked;
    lost += outcome.controls.lost;
    ({ lastStartMs } = outcome);
  }
  const silent = [...everything].filter((port) => stateOf(tally, port) !== 'open').length;
  results.push({ attempts, missed: silent, bound: missProbability(attempts, { asked, lost }), asked, lost });
}
console.log(JSON.stringify(results));
raw.close();

async function plainConnect() {
  const { openLocalVantage } = await load('vantage/local/local-vantage.js');
  return openLocalVantage({ name: 'here', source: [source], guard: () => true }).senders.connect;
}

/** Mulberry32: enough to order ports by a seed. */
function randomFrom(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
