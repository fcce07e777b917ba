import type { Family } from '../model/address.ts';
import { familyOf } from '../model/address.ts';
import type { Reason } from '../model/reason.ts';
import type { Site, VantageSettings } from '../model/site.ts';

/** What this machine is, for vantages without `via`. */
export interface Here {
  /** Every address of this machine's interfaces, canonical. */
  readonly addresses: ReadonlySet<string>;
  /** Slices can be left for workers in this run. */
  readonly queue: boolean;
}

/** Whether a vantage can ask in this run. */
export type Standing =
  | { readonly kind: 'asks' }
  /** It was chosen, but the machine lacks its source: its checks are inconclusive. */
  | { readonly kind: 'cannot'; readonly reason: Reason }
  /** It was not chosen: its rules are named as not covered. */
  | { readonly kind: 'absent'; readonly reason: Reason };

/**
 * Where a vantage stands in this run. Packets must never be reported as another vantage's: a local vantage
 * asks only when it was chosen, or when the machine has its source. An empty choice chooses nothing by name.
 */
export function standingOf(
  name: string,
  settings: VantageSettings,
  chosen: ReadonlySet<string>,
  here: Here,
): Standing {
  if (chosen.size > 0 && !chosen.has(name)) {
    return { kind: 'absent', reason: { code: 'vantageNotChosen', values: { vantage: name } } };
  }
  if (settings.workers !== undefined) return withQueue(name, chosen, here);
  if (settings.via !== undefined || settings.source.length === 0) return { kind: 'asks' };
  if (settings.source.some((source) => hasAddress(here, source))) return { kind: 'asks' };
  const values = { vantage: name, source: [...settings.source] };
  return chosen.has(name)
    ? { kind: 'cannot', reason: { code: 'sourceMissing', values } }
    : { kind: 'absent', reason: { code: 'vantageElsewhere', values } };
}

/** Its workers stand elsewhere, whatever addresses this machine has. */
function withQueue(name: string, chosen: ReadonlySet<string>, { queue }: Here): Standing {
  if (queue) return { kind: 'asks' };
  const reason = { code: 'vantageWithoutQueue', values: { vantage: name } };
  return chosen.has(name) ? { kind: 'cannot', reason } : { kind: 'absent', reason };
}

/** Packets leave from another machine, which is reached by SSH or by way of a queue. */
function isElsewhere({ via, workers }: VantageSettings): boolean {
  return via !== undefined || workers !== undefined;
}

/** 127.0.0.0/8 belongs to Linux's loopback whole, though its interface lists one address of it. */
function hasAddress(here: Here, source: string): boolean {
  return here.addresses.has(source) || (source.startsWith('127.') && here.addresses.has('127.0.0.1'));
}

/**
 * Addresses that are the vantage itself: asked, they would prove nothing of the network. A local vantage without
 * a source is the whole machine; its loopback is asked only where a site names it.
 */
export function ownAddresses(settings: VantageSettings, here: Here): readonly string[] {
  if (isElsewhere(settings) || settings.source.length > 0) return settings.source;
  return [...here.addresses].filter((address) => !address.startsWith('127.') && address !== '::1');
}

/** The source for one family: an address, the machine's own choice (null), or none (undefined). */
export function sourceFor(settings: VantageSettings, family: Family, here: Here): string | null | undefined {
  if (settings.source.length === 0) return null;
  const ofFamily = settings.source.filter((source) => familyOf(source) === family);
  if (isElsewhere(settings)) return ofFamily[0];
  return ofFamily.find((source) => hasAddress(here, source)) ?? ofFamily[0];
}

/** Names of the vantages that stand for each role. */
export function vantagesByRole(site: Site): ReadonlyMap<string, readonly string[]> {
  const byRole = new Map<string, string[]>();
  for (const [name, { standsFor }] of Object.entries(site.vantages)) {
    for (const role of standsFor) byRole.set(role, [...(byRole.get(role) ?? []), name].toSorted());
  }
  return byRole;
}
