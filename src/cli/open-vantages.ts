import type { Site } from '../model/site.ts';
import type { Plan } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import type { RunWorld } from '../run/world.ts';
import { inScope } from '../site/scope.ts';
import { openLocalVantage } from '../vantage/local/local-vantage.ts';
import { loadRawSenders, type RawSenders } from '../vantage/local/raw/raw-senders.ts';
import type { Vantage } from '../vantage/vantage.ts';

export interface OpenVantages {
  readonly vantages: RunWorld['vantages'];
  readonly close: () => Promise<void>;
}

/** Opens every vantage that a plan asks from. One that can't be opened says why; the others go on. */
export async function openVantages(
  { site, plan }: { readonly site: Site; readonly plan: Plan },
  rawSenders: Promise<RawSenders> = loadRawSenders(),
): Promise<OpenVantages> {
  const names = new Set<string>();
  for (const part of plan.parts()) if (part.kind === 'target') names.add(part.target.vantage);
  const raw = await rawSenders;
  const vantages = new Map([...names].map((name) => [name, openVantage(name, site, raw)]));
  const close = async (): Promise<void> => {
    for (const vantage of vantages.values()) if ('close' in vantage) await vantage.close();
    raw.close();
  };
  return { vantages, close };
}

function openVantage(
  name: string,
  site: Site,
  { syn, connect }: RawSenders,
): Vantage | { readonly failed: Reason } {
  const settings = site.vantages[name]!;
  if (settings.via !== undefined) return { failed: { code: 'transportMissing', values: { vantage: name } } };
  return openLocalVantage({
    name,
    source: settings.source,
    guard: (address) => inScope(site.scope, address),
    senders: { syn, connect },
  });
}

/** This machine, for one look at these addresses and no others. */
export function openLooker(addresses: readonly string[]): Vantage {
  const asked = new Set(addresses);
  return openLocalVantage({ name: 'here', source: [], guard: (address) => asked.has(address) });
}
