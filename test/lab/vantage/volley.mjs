// One volley of the compiled connect sender, from the namespace that it is started in. Argument: JSON of
// { address, source, ports: [[from, to], …], controls, timeoutMs, rate, listen, hogMs }. Prints JSON of the outcome.
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const compiled = (path) => import(join(process.cwd(), 'build', path));
const { openLocalVantage } = await compiled('vantage/local/local-vantage.js');
const { portStates } = await compiled('model/observation.js');

const asked = JSON.parse(process.argv[2]);
for (const port of asked.listen ?? []) {
  await new Promise((resolve) =>
    createServer(() => undefined)
      .listen(port, asked.address, resolve)
      .unref(),
  );
}

// Takes every descriptor that is left; gives them back after so long, or never.
if (asked.hogMs !== undefined) {
  const held = [];
  const vantage = openLocalVantage({ name: 'warm', source: [], guard: () => true });
  await vantage.connect({ address: asked.address, port: 1, source: null }, 100);
  for (;;) {
    try {
      held.push(openSync('/dev/null'));
    } catch {
      break; // none is left
    }
  }
  if (asked.hogMs !== null)
    setTimeout(() => held.forEach((descriptor) => closeSync(descriptor)), asked.hogMs);
}

const ports = asked.ports.flatMap(([from, to = from]) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i),
);
const startedMs = performance.now();
let started = 0;
const allowance = {
  take: (wanted) => {
    const may =
      asked.rate === undefined ? wanted : 1 + ((performance.now() - startedMs) * asked.rate) / 1000 - started;
    const granted = Math.max(0, Math.min(wanted, Math.floor(may)));
    started += granted;
    return { granted, waitMs: 5 };
  },
};
const vantage = openLocalVantage({ name: 'here', source: [], guard: () => true });
const { states, details, detailOf, notExcluded } = await vantage.senders.connect.sender.send({
  address: asked.address,
  source: asked.source ?? null,
  ports: Uint16Array.from(ports),
  controls: new Uint32Array(0),
  timeoutMs: asked.timeoutMs ?? 1500,
  sends: 1,
  allowance,
}).result;

// Word → ports, as ranges.
const seen = {};
ports.forEach((port, i) => {
  const code = details[detailOf[i]].code;
  const word = `${portStates[states[i]]} ${code}`.trim();
  const runs = (seen[word] ??= []);
  if (runs.length > 0 && runs.at(-1)[1] === port - 1) runs.at(-1)[1] = port;
  else runs.push([port, port]);
});
const text = ([from, to]) => (from === to ? `${from}` : `${from}-${to}`);
for (const word of Object.keys(seen)) seen[word] = seen[word].map(text).join(',');
console.log(
  JSON.stringify({
    seen,
    notExcluded: (notExcluded ?? []).map(({ code }) => code),
    ms: Math.round(performance.now() - startedMs),
    attempts: started,
  }),
);
process.exit(0);
