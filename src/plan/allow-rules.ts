import { addressBytes, cidrContains, familyOf, parseCidr } from '../model/address.ts';
import type { Text } from '../model/language.ts';
import { formatPorts, type Protocol } from '../model/ports.ts';
import type { Cite, DocumentReference, Need, Profile } from '../model/profile.ts';
import type { ResolvedNames } from '../model/resolved-names.ts';
import type { Site } from '../model/site.ts';
import { placesOf, type Place } from './addresses.ts';
import { siteRules } from './rules.ts';

/** What a firewall must let pass for one flow, between the addresses of one family. */
export interface AllowRule {
  /** PROFILE/RULE. */
  readonly rule: string;
  readonly title?: Text;
  readonly cite?: Cite;
  /** The document that the citation names. */
  readonly document?: DocumentReference;
  readonly need: Need;
  readonly from: string;
  readonly to: readonly string[];
  /** Addresses of the role that opens connections; empty: the site gives none, so any. */
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly protocol: Protocol;
  /** "443", "50000-59999". */
  readonly ports: string;
}

export interface Allowances {
  readonly rules: readonly AllowRule[];
  /** Roles and names without an address: their flows have no rule. */
  readonly missing: readonly string[];
}

/** RFC 1918 and RFC 4193. */
const privateNetworks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].map((text) =>
  parseCidr(text)!,
);

/**
 * The rules that a site's flows need, conditions answered and ports moved, sorted by profile and rule. A role that
 * opens connections and has no address in the site is taken for the private addresses of the vantages that stand for
 * it, as a reverse proxy's are; a public vantage stands for a whole internet, so its address narrows nothing.
 */
export function allowRules(site: Site, profiles: readonly Profile[], resolved: ResolvedNames): Allowances {
  const flows = siteRules(site, profiles).filter(({ kind }) => kind === 'flow');
  const wanted = new Set(flows.flatMap(({ from, to }) => [from, ...to]));
  const { places, lost } = placesOf(site.roles, wanted, resolved);
  const byRole = addressesByRole(places());
  const documents = new Map(profiles.map((profile) => [profile.id, profile.documents]));
  const rules = flows.flatMap((flow) => {
    const destinations = unique(flow.to.flatMap((role) => byRole.get(role) ?? []));
    const sources = byRole.get(flow.from) ?? insideSources(site, flow.from);
    const document = flow.cite === undefined ? undefined : documents.get(flow.profile)?.[flow.cite.document];
    return ([4, 6] as const).flatMap((family): AllowRule[] => {
      const there = destinations.filter((address) => familyOf(address) === family);
      const here = sources.filter((address) => familyOf(address) === family);
      // Sources of the other family alone: nobody comes this way.
      if (there.length === 0 || (here.length === 0 && sources.length > 0)) return [];
      // A host needs no firewall to reach itself.
      const elsewhere = there.filter(
        (address) => here.some((source) => source !== address) || here.length === 0,
      );
      if (elsewhere.length === 0) return [];
      return [
        {
          rule: `${flow.profile}/${flow.rule}`,
          ...(flow.title === undefined ? {} : { title: flow.title }),
          ...(flow.cite === undefined ? {} : { cite: flow.cite }),
          ...(document === undefined ? {} : { document }),
          need: flow.need,
          from: flow.from,
          to: flow.to,
          sources: here,
          destinations: elsewhere,
          protocol: flow.protocol,
          ports: formatPorts(flow.ports),
        },
      ];
    });
  });
  const absent = unique(flows.flatMap(({ to }) => to)).filter((role) => !byRole.has(role));
  return { rules, missing: unique([...absent, ...lost.map(({ host }) => host)]) };
}

function addressesByRole(places: Iterable<Place>): Map<string, string[]> {
  const byRole = new Map<string, string[]>();
  for (const { address, roles } of places) {
    for (const role of roles) {
      const known = byRole.get(role);
      if (known === undefined) byRole.set(role, [address]);
      else known.push(address);
    }
  }
  return byRole;
}

function insideSources({ vantages }: Site, role: string): string[] {
  return Object.values(vantages)
    .filter(({ standsFor }) => standsFor.includes(role))
    .flatMap(({ source }) => source)
    .filter((address) => isPrivate(address));
}

function isPrivate(address: string): boolean {
  return privateNetworks.some((network) => cidrContains(network, addressBytes(address)));
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
