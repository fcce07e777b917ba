import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Family } from '../../src/model/address.ts';
import { readAsked } from './asked.ts';
import { addressOf, hostsOf, isBridged, type Layout, networksOf, routesOf } from './layout.ts';
import {
  clearLeftovers,
  type Ended,
  keepNamespaces,
  must,
  type RunOptions,
  newLaboratoryName,
  requireMeans,
  run,
} from './namespaces.ts';
import { type Running, startProcess } from './processes.ts';

/** Hosts that stand in namespaces of this machine, cabled together, without an uplink. */
export interface Laboratory {
  /** Scratch folder, gone with the laboratory. */
  readonly folder: string;
  readonly address: (host: string, network: string, family?: Family) => string;
  /** The namespace's name, for `ip -n` and `ip netns exec`. */
  readonly namespace: (host: string) => string;
  /** Runs a command on a host, to its end. */
  readonly run: (host: string, argv: readonly string[], options?: RunOptions) => Promise<Ended>;
  /** Starts a server on a host and waits until it listens on these TCP ports. */
  readonly start: (host: string, argv: readonly string[], listensOn?: readonly number[]) => Promise<Running>;
  /** `ip …` in the host's namespace: `lab.ip('router', 'link', 'set', 'dmz', 'down')`. */
  readonly ip: (host: string, ...args: readonly string[]) => Promise<void>;
  /** More rules while it stands, in nft's own language. */
  readonly nft: (host: string, text: string) => Promise<void>;
  /** Ports that were sent a packet, and how many, from a set of `record()` (rules.ts). */
  readonly asked: (host: string, set?: string) => Promise<ReadonlyMap<number, number>>;
  /** A file that the host sees in /etc in place of the machine's: `hosts`, `resolv.conf`. */
  readonly etc: (host: string, name: string, text: string) => void;
}

/** Builds a laboratory, lets `use` work in it, and takes it down whatever happens. */
export async function inLaboratory<T>(layout: Layout, use: (lab: Laboratory) => Promise<T>): Promise<T> {
  requireMeans();
  await clearLeftovers();
  const name = newLaboratoryName();
  const takeDown = keepNamespaces(name);
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  try {
    await build(layout, name);
    return await use(laboratory(layout, name, folder));
  } finally {
    await takeDown();
    rmSync(folder, { recursive: true, force: true });
  }
}

function laboratory(layout: Layout, name: string, folder: string): Laboratory {
  const namespace = (host: string) => `${name}-${host}`;
  const inside = (host: string, argv: readonly string[]) => ['ip', 'netns', 'exec', namespace(host), ...argv];
  return {
    folder,
    namespace,
    address: (host, network, family = 4) => addressOf(layout, host, network, family),
    run: async (host, argv, options) => run(inside(host, argv), options),
    start: async (host, argv, listensOn = []) => startProcess(inside(host, argv), listensOn),
    ip: async (host, ...args) => void (await must(['ip', '-n', namespace(host), ...args])),
    nft: async (host, text) => void (await must(inside(host, ['nft', '-f', '-']), text)),
    asked: async (host, set = 'asked') =>
      readAsked(await must(inside(host, ['nft', '-j', 'list', 'set', 'inet', 'lab', set]))),
    etc: (host, file, text) => {
      mkdirSync(`/etc/netns/${namespace(host)}`, { recursive: true });
      writeFileSync(`/etc/netns/${namespace(host)}/${file}`, text);
    },
  };
}

async function build(layout: Layout, name: string): Promise<void> {
  const hosts = hostsOf(layout);
  const bridges = Object.keys(layout.networks).filter((network) => isBridged(layout, network));
  const cables = Object.entries(layout.networks).flatMap(([network, members]) =>
    bridges.includes(network)
      ? members.map((host) => cable(name, [host, network], [network, host]))
      : [cable(name, [members[0]!, network], [members[1]!, network])],
  );
  const namespaces = [...hosts, ...bridges];
  if (new Set(namespaces).size < namespaces.length) throw new Error('a host and a network share a name');
  await must(['ip', '-batch', '-'], namespaces.map((it) => `netns add ${name}-${it}\n`).join(''));
  // Before the interfaces: what is new takes its settings from the defaults.
  await Promise.all(namespaces.map(async (it) => must(inNamespace(name, it), settings(layout, it))));
  await must(['ip', '-batch', '-'], cables.join(''));
  await Promise.all([
    ...hosts.map(async (host) => must(inNamespace(name, host), hostSetUp(layout, host))),
    ...bridges.map(async (network) => must(inNamespace(name, network), bridgeSetUp(layout, network))),
  ]);
}

function inNamespace(name: string, host: string): string[] {
  return ['ip', 'netns', 'exec', `${name}-${host}`, 'sh', '-e'];
}

type Plug = readonly [host: string, interfaceName: string];

function cable(name: string, [a, nameAtA]: Plug, [b, nameAtB]: Plug): string {
  return `link add name ${nameAtA} netns ${name}-${a} type veth peer name ${nameAtB} netns ${name}-${b}\n`;
}

function settings(layout: Layout, host: string): string {
  const forwarding = layout.routers?.includes(host) === true ? '1' : '0';
  const all = {
    'net.ipv4.ip_forward': forwarding,
    'net.ipv6.conf.all.forwarding': forwarding,
    // Addresses of IPv6 serve at once: nobody else is here to have them.
    'net.ipv6.conf.default.accept_dad': '0',
    'net.ipv6.conf.default.dad_transmits': '0',
    ...layout.sysctls?.[host],
  };
  return Object.entries(all)
    .map(([key, value]) => `echo ${value} >/proc/sys/${key.replaceAll('.', '/')}\n`)
    .join('');
}

function hostSetUp(layout: Layout, host: string): string {
  const networks = networksOf(layout, host);
  const families = [4, 6] as const;
  const ip = [
    'link set lo up',
    ...networks.map((network) => `link set ${network} up`),
    ...networks.map((network) => `address add ${addressOf(layout, host, network, 4)}/24 dev ${network}`),
    ...networks.map(
      (network) => `address add ${addressOf(layout, host, network, 6)}/64 dev ${network} nodad`,
    ),
    ...families.flatMap((family) =>
      routesOf(layout, host, family).map(({ to, via }) => `route add ${to} via ${via}`),
    ),
  ];
  return script(ip, 'inet', layout.rules?.[host]);
}

function bridgeSetUp(layout: Layout, network: string): string {
  const ports = layout.networks[network]!;
  const ip = ['link add bridge type bridge', 'link set bridge up'];
  ip.push(...ports.flatMap((port) => [`link set ${port} master bridge`, `link set ${port} up`]));
  return script(ip, 'bridge', layout.rules?.[network]);
}

/**
 * Veth has no delay: an answer would come while connect() still holds its socket, and the kernel puts ICMP for a
 * held socket aside. Spread over the processors, as a network card's interrupts are, packets take their time.
 */
const spread = `for queue in /sys/class/net/*/queues/rx-0/rps_cpus; do echo ${(2 ** Math.min(30, availableParallelism()) - 1).toString(16)} >"$queue"; done\n`;

function script(ip: readonly string[], family: string, rules: string | undefined): string {
  const firewall = rules === undefined ? '' : `nft -f - <<'NFT'\ntable ${family} lab {\n${rules}\n}\nNFT\n`;
  return `ip -batch - <<'IP'\n${ip.join('\n')}\nIP\n${spread}${firewall}`;
}
