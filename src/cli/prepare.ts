import type { Plan } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import type { Site } from '../model/site.ts';
import { buildPlan } from '../plan/build.ts';
import { loadSite } from '../site/load.ts';
import { resolveNames, type Lookup } from '../site/resolve.ts';
import { keepingReads, type InputFile } from '../input/reading-log.ts';
import type { ResolvedNames } from '../model/resolved-names.ts';
import { machineAddresses } from '../vantage/local/route.ts';
import { badUsage } from './bad-usage.ts';
import { queueUrlOf } from './fleet/queue-url-of.ts';
import type { PlanRequest } from './plan-options.ts';

/** A site, read and planned: all that is known before the first packet. */
export interface Prepared {
  readonly site: Site;
  readonly profiles: readonly Profile[];
  readonly plan: Plan;
  /** What `--only` asks for; empty: everything. */
  readonly only: readonly string[];
  /** The site's file, as it was named. */
  readonly siteFile: string;
  /** Vantages that were chosen by name; empty: all that this machine can stand for. */
  readonly chosen: readonly string[];
  readonly names: ResolvedNames;
  /** Every file that the above was read from. */
  readonly inputs: readonly InputFile[];
}

/**
 * Reads a site with its profiles, resolves its names and plans the checks. Sends no probe. `addressesHere`: what
 * packets may leave from, where they are not sent by this machine.
 */
export async function prepare(
  request: PlanRequest,
  lookup: Lookup,
  addressesHere: (site: Site) => Iterable<string> = machineAddresses,
): Promise<Prepared> {
  const { result: loaded, files } = await keepingReads(() =>
    loadSite(request.site, { vantages: request.vantage }),
  );
  const site: Site = { ...loaded.site, pace: paceOf(loaded.site, request) };
  const names = await resolveNames(site, lookup);
  const input = {
    site,
    profiles: loaded.profiles,
    resolved: names,
    chosenVantages: request.vantage,
    machineAddresses: new Set(addressesHere(site)),
    queue: queueUrlOf(request.queue, site) !== undefined,
    only: request.only,
  };
  const plan = buildPlan(input);
  const unknown = request.only.filter((only) => isEmpty(buildPlan({ ...input, only: [only] })));
  if (unknown.length > 0) throw badUsage({ code: 'onlyMatchesNothing', values: { only: unknown } });
  return {
    site,
    profiles: loaded.profiles,
    plan,
    only: request.only,
    siteFile: request.site,
    chosen: request.vantage,
    names,
    inputs: files,
  };
}

/** `--rate` speaks of the run and of each address alike. */
function paceOf({ pace }: Site, { rate, timeout }: PlanRequest): Site['pace'] {
  return {
    ...pace,
    ...(rate === undefined ? {} : { rate, perHost: rate }),
    ...(timeout === undefined ? {} : { timeoutMs: timeout }),
  };
}

function isEmpty(plan: Plan): boolean {
  return plan.notCovered.length === 0 && plan.parts()[Symbol.iterator]().next().done === true;
}
