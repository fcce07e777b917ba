import { parseCidr } from '../../src/model/address.ts';
import { parsePorts } from '../../src/model/ports.ts';
import type { Check, Plan } from '../../src/model/plan.ts';
import type { ClosedRule, Flow, NeedRule, Profile } from '../../src/model/profile.ts';
import type { ResolvedNames } from '../../src/model/resolved-names.ts';
import type { Site, VantageSettings } from '../../src/model/site.ts';
import { buildPlan, type PlanInput } from '../../src/plan/build.ts';

export function flow(id: string, port: string, over: Partial<Flow> = {}): Flow {
  const need: NeedRule = 'required';
  return {
    id,
    from: 'internet',
    to: ['proxy'],
    protocol: 'tcp',
    ports: parsePorts(port)![0]!,
    need,
    expect: [],
    ...over,
  };
}

export function closed(id: string, ports: string, over: Partial<ClosedRule> = {}): ClosedRule {
  return {
    id,
    from: 'internet',
    to: ['proxy'],
    protocol: 'tcp',
    ports: parsePorts(ports)!,
    state: 'closed',
    ...over,
  };
}

export function profile(over: Partial<Profile> = {}): Profile {
  return {
    id: 'test/proxy',
    version: '1.0.0',
    title: { en: 'Proxy', es: 'Proxy' },
    documents: {},
    roles: {},
    conditions: {},
    names: {},
    flows: [],
    closed: [],
    sha256: '00',
    ...over,
  };
}

export function site(
  roles: Site['roles'],
  vantages: Readonly<Record<string, Partial<VantageSettings>>>,
  over: Partial<Site> = {},
): Site {
  const asked = { conditions: {}, ports: {}, names: {} };
  return {
    name: 'test',
    profiles: [{ use: 'test/proxy', ...asked }],
    roles,
    vantages: Object.fromEntries(
      Object.entries(vantages).map(([name, settings]) => [
        name,
        { standsFor: ['internet'], source: [], ...settings },
      ]),
    ),
    scope: { allow: [parseCidr('192.0.2.0/24')!, parseCidr('2001:db8::/32')!], deny: [] },
    pace: { rate: 2000, perHost: 500, attempts: 3, attemptGapMs: 1000, timeoutMs: 3000 },
    limits: { missProbability: 1e-4, attempts: 5_000_000 },
    waivers: [],
    sha256: '00',
    ...over,
  };
}

export function plan(at: Site, profiles: readonly Profile[], over: Partial<PlanInput> = {}): Plan {
  return buildPlan({
    site: at,
    profiles,
    resolved: new Map(),
    chosenVantages: [],
    machineAddresses: new Set(['127.0.0.1', '198.51.100.7', '2001:db8:f::7']),
    only: [],
    ...over,
  });
}

export function names(entries: Readonly<Record<string, readonly string[] | string>>): ResolvedNames {
  return new Map(
    Object.entries(entries).map(([name, answer]) => [
      name,
      typeof answer === 'string'
        ? { status: 'failed', code: answer }
        : { status: 'resolved', addresses: answer },
    ]),
  );
}

export function checksOf(made: Plan): Check[] {
  return [...made.parts()].flatMap((part) => (part.kind === 'settled' ? [part.check] : part.target.checks));
}

export function targetsOf(made: Plan) {
  return [...made.parts()].flatMap((part) => (part.kind === 'target' ? [part.target] : []));
}
