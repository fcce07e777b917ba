// Arguments: a volley as JSON (ports as [from, to] ranges). Carries it out with the built senders, and prints what came, as JSON.
import { execFileSync } from 'node:child_process';
import { openLocalVantage } from '../../../build/vantage/local/local-vantage.js';
import { loadRawSenders } from '../../../build/vantage/local/raw/raw-senders.js';

const { way, kill = false, times = 1, ranges, control, ...rest } = JSON.parse(process.argv[2]);
const ports = [];
const controls = [];
for (const [from, to] of ranges) {
  for (let port = from; port <= to; port++) {
    if (control !== undefined && ports.length % 400 === 0) {
      controls.push(ports.length);
      ports.push(control);
    }
    ports.push(port);
  }
}
const raw = await loadRawSenders();
const { syn, connect } = raw;
const vantage = openLocalVantage({ name: 'here', source: [], guard: () => true, senders: { syn, connect } });
const offer = vantage.senders[way];
if (!offer.available) throw new Error(JSON.stringify(offer.why));
const words = ['open', 'refused', 'rejected', 'silent', 'unknown'];
for (let time = 0; time < times; time++) {
  const underWay = offer.sender.send({
    source: null,
    timeoutMs: 500,
    sends: 1,
    ...rest,
    ports: Uint16Array.from(ports),
    controls: Uint32Array.from(controls),
    allowance: { take: (wanted) => ({ granted: wanted, waitMs: 0 }) },
  });
  if (kill && time === 0) {
    await underWay.sent;
    const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], {
      encoding: 'utf8',
    });
    const pid = /^\s*(\d+) .*sweeper-process/m.exec(children)[1];
    process.kill(Number(pid), 'SIGKILL');
  }
  const result = await underWay.result;
  const seen = {};
  ports.forEach((port, position) => {
    const detail = result.details[result.detailOf[position]];
    const word = [words[result.states[position]], detail.code, detail.from, result.hops[position]].join(' ');
    (seen[word] ??= { count: 0, ports: [], controls: 0 }).count++;
    if (seen[word].ports.length < 64) seen[word].ports.push(port);
    if (controls.includes(position)) seen[word].controls++;
  });
  const started = result.startedMs.filter((ms) => !Number.isNaN(ms)).length;
  console.log(JSON.stringify({ seen, started, late: result.late, controls: controls.length }));
}
raw.close();
