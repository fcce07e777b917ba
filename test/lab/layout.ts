import type { Family } from '../../src/model/address.ts';

/**
 * A laboratory in a few lines: which hosts stand on which network, which of them forward packets, and what
 * their firewalls do. A network of two is a cable; a network of more, or one with rules of its own, is a bridge
 * in a namespace that bears the network's name.
 */
export interface Layout {
  readonly networks: Readonly<Record<string, readonly string[]>>;
  readonly routers?: readonly string[];
  /** Chains and sets of nftables by host, put into `table inet lab`; by network: into `table bridge lab`. */
  readonly rules?: Readonly<Record<string, string>>;
  /** Kernel settings by host, below /proc/sys: `{ scanner: { 'net.ipv4.ip_local_port_range': '40000 40010' } }`. */
  readonly sysctls?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export function hostsOf(layout: Layout): string[] {
  return [...new Set(Object.values(layout.networks).flat())];
}

export function isBridged(layout: Layout, network: string): boolean {
  return layout.networks[network]!.length !== 2 || layout.rules?.[network] !== undefined;
}

/** Address of a host on a network: 10.N.0.H and fd00:N::H, N and H counting networks and hosts. */
export function addressOf(layout: Layout, host: string, network: string, family: Family): string {
  const n = Object.keys(layout.networks).indexOf(network) + 1;
  const h = hostsOf(layout).indexOf(host) + 1;
  if (n === 0 || h === 0) throw new Error(`no host ${host} on a network ${network}`);
  return family === 4 ? `10.${n}.0.${h}` : `fd00:${n}::${h}`;
}

export function networksOf(layout: Layout, host: string): string[] {
  return Object.keys(layout.networks).filter((network) => layout.networks[network]!.includes(host));
}

export interface Route {
  readonly to: string;
  /** The router's address on a network of the host. */
  readonly via: string;
}

/** The shortest ways from a host to every network that it does not stand on, through routers alone. */
export function routesOf(layout: Layout, host: string, family: Family): Route[] {
  const own = networksOf(layout, host);
  const via = new Map<string, string | null>(own.map((network) => [network, null]));
  for (const network of via.keys()) {
    // A Map's iteration meets what is added on the way: breadth first.
    for (const router of layout.networks[network]!) {
      if (router === host || layout.routers?.includes(router) !== true) continue;
      for (const next of networksOf(layout, router)) {
        if (!via.has(next)) via.set(next, via.get(network) ?? addressOf(layout, router, network, family));
      }
    }
  }
  const subnet = (network: string) => {
    const n = Object.keys(layout.networks).indexOf(network) + 1;
    return family === 4 ? `10.${n}.0.0/24` : `fd00:${n}::/64`;
  };
  return [...via].flatMap(([network, gateway]) =>
    gateway === null ? [] : [{ to: subnet(network), via: gateway }],
  );
}
