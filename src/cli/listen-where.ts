import type { Profile } from '../model/profile.ts';
import { parseAddress } from '../model/address.ts';
import { countPorts, unionPorts, type PortSet, type Protocol } from '../model/ports.ts';
import type { ResolvedNames } from '../model/resolved-names.ts';
import type { Site } from '../model/site.ts';
import { siteRules } from '../plan/rules.ts';
import { nearest } from '../text/nearest.ts';
import type { PortsByProtocol } from '../vantage/listener/stand-in.ts';
import { badUsage } from './bad-usage.ts';

export interface ListenPlaces {
  readonly addresses: readonly string[];
  readonly documented: PortsByProtocol;
  readonly further: PortsByProtocol | null;
  /** Of a documented range only a beginning is listened on. */
  readonly cut: boolean;
}

/** Each port that is held takes a socket: of a wide range so many are, unless packets are redirected. */
export const mostOfRange = 256;

/**
 * Where to listen for a role: its addresses that this machine has, or those that were named; the ports of its
 * flows; with `all` those of the closed rules towards it. Throws InputError where nothing is left.
 */
export function listenWhere(
  {
    site,
    profiles,
    resolved,
  }: { readonly site: Site; readonly profiles: readonly Profile[]; readonly resolved: ResolvedNames },
  request: { readonly role: string; readonly all: boolean; readonly address: readonly string[] },
  machine: ReadonlySet<string>,
): ListenPlaces {
  const { role, address: named } = request;
  const known = [...new Set(profiles.flatMap(({ roles }) => Object.keys(roles)))];
  if (!known.includes(role)) {
    throw badUsage({ code: 'listenRoleUnknown', values: { role, near: nearest(role, known) ?? null } });
  }
  const rules = siteRules(site, profiles).filter(({ to }) => to.includes(role));
  const portsOf = (kind: 'flow' | 'closed', protocol: Protocol) =>
    unionPorts(
      ...rules.filter((rule) => rule.kind === kind && rule.protocol === protocol).map(({ ports }) => ports),
    );
  const flows = { tcp: portsOf('flow', 'tcp'), udp: portsOf('flow', 'udp') };
  const documented = { tcp: beginnings(flows.tcp), udp: beginnings(flows.udp) };
  const further = request.all
    ? {
        tcp: unionPorts(portsOf('closed', 'tcp'), flows.tcp),
        udp: unionPorts(portsOf('closed', 'udp'), flows.udp),
      }
    : null;
  const cut = (['tcp', 'udp'] as const).some(
    (protocol) => countPorts(documented[protocol]) < countPorts(flows[protocol]),
  );
  if (rules.length === 0) throw badUsage({ code: 'listenRoleWithoutRules', values: { role } });

  const foreign = named.filter((address) => !hasAddress(machine, address));
  if (foreign.length > 0) throw badUsage({ code: 'listenAddressForeign', values: { addresses: foreign } });
  const entries = site.roles[role] ?? [];
  const ofRole = entries.flatMap((entry) => {
    const literal = parseAddress(entry);
    if (literal !== undefined) return [literal];
    const answer = resolved.get(entry);
    return answer?.status === 'resolved' ? answer.addresses : [];
  });
  const addresses = named.length > 0 ? named : ofRole.filter((address) => hasAddress(machine, address));
  if (addresses.length === 0)
    throw badUsage({ code: 'listenNoAddress', values: { role, addresses: [...ofRole] } });
  return { addresses: [...new Set(addresses)], documented, further, cut: cut && !request.all };
}

function beginnings(ports: PortSet): PortSet {
  return ports.map(({ from, to }) => ({ from, to: Math.min(to, from + mostOfRange - 1) }));
}

/** 127.0.0.0/8 belongs to Linux's loopback whole, though its interface lists one address of it. */
function hasAddress(machine: ReadonlySet<string>, address: string): boolean {
  return machine.has(address) || (address.startsWith('127.') && machine.has('127.0.0.1'));
}
