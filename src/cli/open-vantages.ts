import type { Site } from '../model/site.ts';
import type { Plan } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import type { RunWorld } from '../run/world.ts';
import { inScope } from '../site/scope.ts';
import { openLocalVantage } from '../vantage/local/local-vantage.ts';
import { loadRawSenders, type RawSenders } from '../vantage/local/raw/raw-senders.ts';
import type { Vantage } from '../vantage/vantage.ts';
import type { HopsOf } from './ssh-hops.ts';

export interface OpenVantages {
  readonly vantages: RunWorld['vantages'];
  readonly close: () => Promise<void>;
}

/**
 * Opens every vantage that a plan asks from. One that can't be opened says why; the others go on. `hopsOf`: the
 * ways to those that are not this machine.
 */
export async function openVantages(
  { site, plan }: { readonly site: Site; readonly plan: Plan },
  hopsOf: HopsOf,
  rawSenders: Promise<RawSenders> = loadRawSenders(),
): Promise<OpenVantages> {
  const names = new Set<string>();
  for (const part of plan.parts()) if (part.kind === 'target') names.add(part.target.vantage);
  const raw = await rawSenders;
  const opened = [...names].map(async (name) => [name, await openVantage(name, site, raw, hopsOf)] as const);
  const vantages = new Map(await Promise.all(opened));
  const close = async (): Promise<void> => {
    for (const vantage of vantages.values()) if ('close' in vantage) await vantage.close();
    raw.close();
  };
  return { vantages, close };
}

async function openVantage(
  name: string,
  site: Site,
  { syn, connect }: RawSenders,
  hopsOf: HopsOf,
): Promise<Vantage | { readonly failed: Reason }> {
  const settings = site.vantages[name]!;
  const { source } = settings;
  const guard = (address: string): boolean => inScope(site.scope, address);
  if (settings.via === undefined) return openLocalVantage({ name, source, guard, senders: { syn, connect } });
  const { openSshVantage } = await import('../vantage/ssh/ssh-vantage.ts');
  const hops = await hopsOf(settings);
  return openSshVantage({ name, source, guard, hops });
}

/** This machine, for one look at these addresses and no others. */
export function openLooker(addresses: readonly string[]): Vantage {
  const asked = new Set(addresses);
  return openLocalVantage({ name: 'here', source: [], guard: (address) => asked.has(address) });
}
