import type { Profile } from '../../../src/model/profile.ts';
import type { Layout } from '../layout.ts';

/** One address of a role, and the host that has it. */
export interface Place {
  readonly role: string;
  readonly host: string;
  readonly address: string;
}

/** Where the roles of a profile stand: nothing of it is written by hand. */
export interface Places {
  readonly layout: Layout;
  /** Hosts that packets are sent from, and the roles that each stands for. */
  readonly standpoints: readonly { readonly host: string; readonly roles: readonly string[] }[];
  readonly all: readonly Place[];
  /** The addresses of a role; its packets come from the first. */
  readonly of: (role: string) => readonly Place[];
}

/**
 * Roles that only ask share one host, roles that are only asked another, and each that does both has one of its own;
 * a router joins them. A role that speaks to itself has a second address among the servers.
 */
export function placesOf({ flows, closed }: Profile): Places {
  const rules = [...flows, ...closed];
  const asking = unique(rules.map(({ from }) => from));
  const asked = unique(rules.flatMap(({ to }) => to));
  const both = asking.filter((role) => asked.includes(role));
  const clients = asking.filter((role) => !asked.includes(role));
  const servers = asked.filter(
    (role) => !both.includes(role) || rules.some(({ from, to }) => from === role && to.includes(role)),
  );
  const standpoints = [
    ...(clients.length === 0 ? [] : [{ host: 'clients', roles: clients }]),
    ...both.map((role, index) => ({ host: `peer${index + 1}`, roles: [role] })),
  ];
  const hosts = [...standpoints, { host: 'servers', roles: servers }];
  const all = hosts.flatMap(({ host, roles }, network) =>
    roles.map((role, index) => ({ role, host, address: `10.${network + 1}.0.${100 + index}` })),
  );
  return {
    layout: {
      networks: Object.fromEntries(hosts.map(({ host }) => [`to-${host}`, [host, 'router']])),
      routers: ['router'],
      // Rejections are as many as ports that are asked: a limit on them would be silence in its own right.
      sysctls: { router: { 'net.ipv4.icmp_ratelimit': '0', 'net.ipv4.icmp_msgs_per_sec': '1000000' } },
    },
    standpoints,
    all,
    of: (role) => all.filter((place) => place.role === role),
  };
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
