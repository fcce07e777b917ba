// What is measured: each row builds its far side, and runs our program and others over the same ports.
import { far, farRules, lossy, near, silent, targets } from './namespaces.mjs';
import { inside } from './namespaces.mjs';
import { installed, masscan, nmap, nmapEstimate, portwitness } from './tools.mjs';

const open = [8080];
const fast = ['-sS', '-T5', '--min-rate', '100000', '--max-retries', '1'];

/**
 * A row: `prepare` sets the far side up; `runs` are the programs, ours first; `limits` say which ratio of ours
 * to another's must not be exceeded, by its place in `runs`. `truth`: open ports of each address.
 */
export const rows = [
  {
    id: 'silent-1',
    title: 'Silent host, 65,535 ports, two attempts a second apart, controls, verdict at 1e-4',
    prepare: () => farRules(silent(open)),
    addresses: targets(1),
    truth: open,
    runs: [
      (addresses) => portwitness(addresses),
      (addresses) =>
        nmap(
          addresses,
          fast.filter((it) => it !== '-T5'),
        ),
      ([address]) => nmapEstimate(address, ['-sS', '-T4'], 'its own estimate'),
      async ([address]) => {
        // The other kind of silent host: nothing answers at all.
        farRules(silent([]));
        const estimate = await nmapEstimate(address, ['-sS', '-T4'], 'its own estimate with no port open');
        farRules(silent(open));
        return estimate;
      },
    ],
    once: [2, 3],
    limits: { 1: 1.8, 2: 1 / 300, 3: 1 / 300 },
  },
  {
    id: 'silent-64',
    title: 'The same for 64 silent hosts',
    prepare: () => farRules(silent(open)),
    addresses: targets(64),
    truth: open,
    runs: [
      (addresses) => portwitness(addresses),
      (addresses) =>
        nmap(
          addresses,
          fast.filter((it) => it !== '-T5'),
        ),
      (addresses) => masscan(addresses, 10_000_000, 40_000),
    ],
    once: [2],
    repeat: 1,
    // "sending at or above masscan's own printed rate"
    rates: true,
    limits: { 1: 0.7 },
  },
  ...resets('veth', targets(1)),
  ...resets('loopback', ['127.0.0.1']),
  {
    id: 'silent-256',
    title: '256 silent hosts × 65,535 ports, one run, one attempt (limit 1e-2)',
    prepare: () => farRules(silent(open)),
    addresses: targets(256),
    truth: open,
    runs: [(addresses) => portwitness(addresses, { attempts: 1, missLimit: 0.01, memory: true })],
    repeat: 1,
    limits: {},
  },
];

function resets(where, addresses) {
  return [
    {
      id: `resets-${where}`,
      title: `Host that resets, ${where}, every answer counted`,
      prepare: () => farRules(''),
      addresses,
      truth: open,
      runs: [(addresses) => portwitness(addresses), (addresses) => nmap(addresses, ['-sS', '-T5'])],
      limits: { 1: 0.8 },
    },
    {
      id: `connect-${where}`,
      title: `The same by connections, without privileges, ${where}`,
      prepare: () => farRules(''),
      addresses,
      truth: open,
      runs: [
        (addresses) => portwitness(addresses, { sweeper: 'connect', unprivileged: true }),
        (addresses) => nmap(addresses, ['-sT', '-T5'], { unprivileged: true }),
      ],
      limits: { 1: 1.1 },
    },
  ];
}

/** Twenty open ports under loss: how many of so many runs find them all. */
const manyOpen = [8080, ...Array.from({ length: 19 }, (_, i) => 1000 + i * 3000)];

export const lossRow = {
  id: 'loss',
  title: '20 open ports under 5 % loss each way',
  prepare: () => farRules(lossy(5, manyOpen)),
  addresses: targets(1),
  truth: manyOpen,
  runs: [
    (addresses) => portwitness(addresses),
    (addresses) => nmap(addresses, fast),
    (addresses) => nmap(addresses, ['-sS', '-T5']),
    (addresses) => masscan(addresses, 100_000, 8_000),
  ],
  // nmap -sS -T5 takes minutes a run against a silent host.
  skip: [2],
};

export function canRun() {
  return { nmap: installed('nmap'), masscan: installed('masscan') };
}

/** The ports that only the row under loss has open. */
export const listenersUnderLoss = manyOpen.filter((port) => !open.includes(port));
export const listenersOn = { near: open, far: open };
export { far, near, inside };
