import type { Check } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import type { Site, SiteProfile } from '../model/site.ts';
import { needUnder } from './need.ts';

/** A profile's rule as it stands at this site, ports moved and conditions answered: a check that has no place yet. */
export interface SiteRule extends Omit<Check, 'id' | 'to' | 'vantage' | 'host' | 'address' | 'settled'> {
  readonly to: readonly string[];
}

/** Every rule of the site's profiles, sorted by profile and id. `profiles` stand in the order of `site.profiles`. */
export function siteRules(site: Site, profiles: readonly Profile[]): SiteRule[] {
  return site.profiles
    .flatMap((settings, i) => rulesOf(profiles[i]!, settings))
    .toSorted((a, b) => compare(a.profile, b.profile) || compare(a.rule, b.rule));
}

/** The site's answers to a profile's conditions, defaults included. */
export function answersFor(profile: Profile, settings: SiteProfile): Record<string, boolean> {
  const defaults = Object.entries(profile.conditions).map(
    ([id, condition]) => [id, condition.default] as const,
  );
  return { ...Object.fromEntries(defaults), ...settings.conditions };
}

function rulesOf(profile: Profile, settings: SiteProfile): SiteRule[] {
  const conditions = answersFor(profile, settings);
  const shared = { profile: profile.id, names: settings.names, conditions };
  const flows = profile.flows.map((flow): SiteRule => {
    const moved = settings.ports[flow.id] ?? { ports: flow.ports, protocol: flow.protocol };
    return {
      ...shared,
      ...described(flow),
      kind: 'flow',
      protocol: moved.protocol,
      ports: [moved.ports],
      need: needUnder(flow.need, conditions),
      expected: 'open',
      expect: flow.expect,
    };
  });
  const closed = profile.closed.map((rule): SiteRule => {
    const control = flows.find((flow) => flow.rule === rule.control);
    return {
      ...shared,
      ...described(rule),
      kind: 'closed',
      protocol: rule.protocol,
      ports: rule.ports,
      need: 'required',
      expected: rule.state,
      expect: [],
      ...(control === undefined ? {} : { control: { rule: control.rule, port: control.ports[0]!.from } }),
    };
  });
  return [...flows, ...closed];
}

function described(rule: Profile['flows'][number] | Profile['closed'][number]) {
  return {
    rule: rule.id,
    from: rule.from,
    to: rule.to,
    ...(rule.title === undefined ? {} : { title: rule.title }),
    ...(rule.why === undefined ? {} : { why: rule.why }),
    ...(rule.cite === undefined ? {} : { cite: rule.cite }),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
