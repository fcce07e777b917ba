import { familyOf } from '../model/address.ts';
import { portSet, subtractPorts, unionPorts, type PortSet, type Protocol } from '../model/ports.ts';
import type { Check, NotCovered, Plan, PlanPart, Settled, Target } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import type { Reason } from '../model/reason.ts';
import type { ResolvedNames } from '../model/resolved-names.ts';
import type { Site } from '../model/site.ts';
import { inScope } from '../site/scope.ts';
import { placesOf, type Place } from './addresses.ts';
import { ownAddresses, sourceFor, standingOf, vantagesByRole, type Here, type Standing } from './coverage.ts';
import { decoysFor } from './decoys.ts';
import { controlsNeeded } from './loss-bound.ts';
import { siteRules, type SiteRule } from './rules.ts';

export interface PlanInput {
  readonly site: Site;
  /** In the order of `site.profiles`. */
  readonly profiles: readonly Profile[];
  readonly resolved: ResolvedNames;
  /** Names of vantages; empty: all that this machine can stand for. */
  readonly chosenVantages: readonly string[];
  /** Every address of this machine. */
  readonly machineAddresses: ReadonlySet<string>;
  /** Whether slices can be left for workers; absent: they can't. */
  readonly queue?: boolean;
  /** Check ids, PROFILE/RULE, or RULE; empty: everything. */
  readonly only: readonly string[];
}

/** Everything that will be asked, from where, and what is settled or left out beforehand. Pure. */
export function buildPlan(input: PlanInput): Plan {
  const { site } = input;
  const here: Here = { addresses: input.machineAddresses, queue: input.queue === true };
  const rules = siteRules(site, input.profiles);
  const chosen = new Set(input.chosenVantages);
  const standings = new Map(
    Object.entries(site.vantages).map(([name, settings]) => [name, standingOf(name, settings, chosen, here)]),
  );
  return {
    method: {
      pace: site.pace,
      missLimit: site.limits.missProbability,
      controlsNeeded: controlsNeeded(site.pace.attempts, site.limits.missProbability),
    },
    notCovered: notCoveredRules(input, rules, standings, here),
    parts: () => planParts(input, rules, standings, here),
  };
}

function notCoveredRules(
  input: PlanInput,
  rules: readonly SiteRule[],
  standings: ReadonlyMap<string, Standing>,
  here: Here,
): NotCovered[] {
  const byRole = vantagesByRole(input.site);
  const found = new Map<string, NotCovered>();
  const add = (rule: SiteRule, to: string, reason: Reason) => {
    if (!isWanted(input.only, rule)) return;
    const entry = { rule: `${rule.profile}/${rule.rule}`, from: rule.from, to, reason };
    found.set(JSON.stringify(entry), entry);
  };
  for (const rule of rules) {
    const vantages = byRole.get(rule.from) ?? [];
    for (const to of rule.to) {
      if (vantages.length === 0) add(rule, to, { code: 'noVantageForRole', values: { role: rule.from } });
      for (const name of vantages) {
        const standing = standings.get(name)!;
        if (standing.kind === 'absent') add(rule, to, standing.reason);
        if (standing.kind !== 'asks') continue;
        const { places } = placesOf(input.site.roles, new Set([to]), input.resolved);
        const families = new Set(input.site.vantages[name]!.source.map(familyOf));
        if (families.size !== 1) continue; // the machine chooses, or it has both
        for (const { address } of places()) {
          const family = familyOf(address);
          if (sourceFor(input.site.vantages[name]!, family, here) !== undefined) continue;
          add(rule, to, { code: 'familyWithoutSource', values: { vantage: name, family: `IPv${family}` } });
        }
      }
    }
  }
  return [...found.values()];
}

function* planParts(
  input: PlanInput,
  rules: readonly SiteRule[],
  standings: ReadonlyMap<string, Standing>,
  here: Here,
): Generator<PlanPart> {
  const { site } = input;
  for (const [vantage, standing] of [...standings].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (standing.kind === 'absent') continue;
    const settings = site.vantages[vantage]!;
    const mine = rules.filter((rule) => settings.standsFor.includes(rule.from));
    const { places, lost } = placesOf(site.roles, new Set(mine.flatMap((rule) => rule.to)), input.resolved);

    for (const rule of mine) {
      for (const role of rule.to) {
        if ((site.roles[role] ?? []).length > 0) continue;
        const reason = { code: 'roleAbsent', values: { role } };
        yield* settled(input, rule, { vantage, to: role, host: null }, { verdict: 'notApplicable', reason });
      }
      for (const { host, role, code } of lost) {
        if (!rule.to.includes(role)) continue;
        const reason = { code: 'nameNotResolved', values: { host, error: code } };
        yield* settled(input, rule, { vantage, to: role, host }, { verdict: 'inconclusive', reason });
      }
    }
    // Places of the same roles share their rules, and their list of roles: worked out once for each list.
    const rulesAt = new Map<readonly string[], RulesTowards>();
    for (const place of places()) {
      const source = sourceFor(settings, familyOf(place.address), here);
      if (source === undefined) continue; // named in notCovered
      const there = rulesAt.get(place.roles) ?? rulesTowards(place.roles, mine);
      rulesAt.set(place.roles, there);
      yield* partsOfPlace(input, there, {
        vantage,
        standing,
        place,
        source,
        own: ownAddresses(settings, here),
      });
    }
  }
}

interface RulesTowards {
  readonly rules: readonly SiteRule[];
  /** Ports that any flow documents, by protocol. */
  readonly documented: Readonly<Record<Protocol, PortSet>>;
}

/** The rules of a vantage that speak of an address in these roles. */
function rulesTowards(roles: readonly string[], all: readonly SiteRule[]): RulesTowards {
  const rules = all.filter((rule) => rule.to.some((role) => roles.includes(role)));
  const documentedOf = (protocol: Protocol) =>
    unionPorts(...rules.filter((rule) => isFlow(rule, protocol)).map((rule) => rule.ports));
  return { rules, documented: { tcp: documentedOf('tcp'), udp: documentedOf('udp') } };
}

interface Spot {
  readonly vantage: string;
  readonly standing: Standing;
  readonly place: Place;
  readonly source: string | null;
  /** The vantage's own addresses. */
  readonly own: readonly string[];
}

function* partsOfPlace(
  input: PlanInput,
  { rules, documented }: RulesTowards,
  spot: Spot,
): Generator<PlanPart> {
  const checks = rules
    .map((rule) => checkAt(rule, spot, documented[rule.protocol]))
    .filter((check) => isWanted(input.only, check, check.id));
  const all = settledForAll(input, spot);
  const open: Check[] = [];
  for (const check of checks) {
    const settled = all ?? check.settled ?? nothingLeft(check);
    if (settled === undefined) open.push(check);
    else yield { kind: 'settled', check: { ...check, settled } };
  }
  if (open.length === 0) return;
  yield { kind: 'target', target: targetOf(spot, documented.tcp, open) };
}

function targetOf(spot: Spot, documented: PortSet, checks: readonly Check[]): Target {
  const ports = (kind: Check['kind'], protocol: Protocol) =>
    unionPorts(
      ...checks
        .filter((check) => check.kind === kind && check.protocol === protocol)
        .map((check) => check.ports),
    );
  const tcp = checks.some((check) => check.protocol === 'tcp');
  return {
    vantage: spot.vantage,
    address: spot.place.address,
    source: spot.source,
    // All of them, though `only` may want fewer: each can be the control that a closed rule needs. Where no
    // closed rule is asked, only what is wanted.
    documented: checks.some((check) => check.kind === 'closed') ? documented : ports('flow', 'tcp'),
    forbidden: ports('closed', 'tcp'),
    decoys: tcp ? decoysFor(spot.place.address, documented) : portSet([]),
    udp: unionPorts(ports('flow', 'udp'), ports('closed', 'udp')),
    checks,
  };
}

/** What holds for every check at this address, before any is asked. */
function settledForAll(input: PlanInput, { standing, place, own, vantage }: Spot): Settled | undefined {
  if (standing.kind === 'cannot') return { verdict: 'inconclusive', reason: standing.reason };
  if (own.includes(place.address)) {
    const reason = { code: 'ownAddress', values: { vantage, address: place.address } };
    return { verdict: 'notApplicable', reason };
  }
  if (!inScope(input.site.scope, place.address)) {
    const reason = { code: 'resolvedOutsideScope', values: { host: place.host, address: place.address } };
    return { verdict: 'inconclusive', reason };
  }
  return undefined;
}

function nothingLeft(check: Check): Settled | undefined {
  if (check.ports.length > 0) return undefined;
  return { verdict: 'notApplicable', reason: { code: 'allPortsDocumented', values: {} } };
}

function checkAt(rule: SiteRule, { vantage, place }: Spot, documented: PortSet): Check {
  const ports = rule.kind === 'flow' ? rule.ports : subtractPorts(rule.ports, documented);
  const to = rule.to.find((role) => place.roles.includes(role))!;
  return check(rule, { vantage, to, host: place.host, address: place.address }, ports);
}

function* settled(
  input: PlanInput,
  rule: SiteRule,
  where: { vantage: string; to: string; host: string | null },
  settled: Settled,
): Generator<PlanPart> {
  const made = { ...check(rule, { ...where, address: null }, rule.ports), settled };
  if (isWanted(input.only, rule, made.id)) yield { kind: 'settled', check: made };
}

function check(
  rule: SiteRule,
  where: { vantage: string; to: string; host: string | null; address: string | null },
  ports: PortSet,
): Check {
  const place = where.address ?? where.host ?? where.to;
  return { id: `${rule.profile}/${rule.rule}@${where.vantage}>${place}`, ...rule, ...where, ports };
}

function isFlow(rule: SiteRule, protocol: Protocol): boolean {
  return rule.kind === 'flow' && rule.protocol === protocol;
}

/** Whether `--only` asks for a rule: by RULE, PROFILE/RULE, or a check's whole id. */
function isWanted(
  only: readonly string[],
  { profile, rule }: { profile: string; rule: string },
  id?: string,
): boolean {
  if (only.length === 0) return true;
  const names = [rule, `${profile}/${rule}`, ...(id === undefined ? [] : [id])];
  // A rule without its check (not covered) is wanted too when a check of it is.
  return only.some(
    (want) => names.includes(want) || (id === undefined && want.startsWith(`${profile}/${rule}@`)),
  );
}
