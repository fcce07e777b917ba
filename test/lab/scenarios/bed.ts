import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Family } from '../../../src/model/address.ts';
import type { ClosedState } from '../../../src/model/profile.ts';
import type { VerdictWord } from '../../../src/model/verdict.ts';
import { audit, type Audited } from '../audit.ts';
import { inLaboratory, type Laboratory } from '../laboratory.ts';
import type { Layout } from '../layout.ts';
import { forward, input, record } from '../rules.ts';
import { listen } from '../servers/listeners.ts';

export type Truth = 'open' | 'shut';
export type Sweeper = 'connect' | 'syn';

/** The port that is truly open or shut, amid forbidden ones that are shut. */
export const forbiddenPort = 7100;
export const forbiddenPorts = '7000-7199';
/** The documented port, which is open unless the scenario says otherwise. */
export const servicePort = 80;

/** One run: a scanner, a router, a server; what differs is what the scenario says. */
export interface Bed {
  readonly lab: Laboratory;
  readonly truth: Truth;
  readonly family: Family;
  /** The server's address. */
  readonly target: string;
  /** The scanner's address. */
  readonly source: string;
}

export interface Scenario {
  readonly name: string;
  /** Sweepers and families see it differently: all four pairs are run, where others have two. */
  readonly everyWay?: true;
  /** What the closed rule asks for. */
  readonly state?: ClosedState;
  /** What the forbidden ports that are shut meet, in nftables' words, or null: nothing listens, the server resets. */
  readonly shutBy?: string | null;
  /** Whose firewall shuts them: the server's own, unless said. */
  readonly shutAt?: 'server' | 'router';
  /** Chains and sets of nftables. */
  readonly rules?: Partial<Record<'scanner' | 'router' | 'server', string>>;
  readonly sysctls?: Layout['sysctls'];
  /** Listens in place of the forbidden port's ordinary listener when the truth is open. */
  readonly listener?: (bed: Bed) => Promise<unknown>;
  /** Listens in place of the documented port's ordinary listener. */
  readonly service?: (bed: Bed) => Promise<unknown>;
  readonly before?: (bed: Bed) => Promise<unknown>;
  /** The fault that comes while the audit works. */
  readonly during?: (bed: Bed, ended: AbortSignal) => Promise<unknown>;
  readonly starter?: readonly string[];
  /** Lines of the site file in place of the ordinary ones. */
  readonly site?: (bed: Bed) => Partial<SiteLines>;
  /** What each truth must end in; `connect` and `syn` only where they see different things. */
  readonly open: Expected;
  readonly shut: Expected;
}

export interface Expected {
  readonly status: number | readonly number[];
  /** The closed rule's verdict and reason code, or those that may come where chance decides. */
  readonly closed: Ending | readonly Ending[];
  /** The documented flow's; it passes unless said. */
  readonly flow?: Ending | readonly Ending[];
  /** Causes that the tool must name. */
  readonly causes?: readonly string[];
  /** Where one sweeper sees less than the other. */
  readonly connect?: Partial<Expected>;
  readonly syn?: Partial<Expected>;
}

/** "verdict reasonCode". */
export type Ending = `${VerdictWord} ${string}`;

export interface SiteLines {
  readonly server: string;
  readonly source: string;
  readonly scope: string;
  readonly pace?: string;
}

/** As fast as answers allow, with waits that suit a path without delay. */
export const quickPace = '{ rate: max, perHost: max, attempts: 3, attemptGapMs: 500, timeoutMs: 900 }';

/** One documented flow, and 200 ports beside it that are forbidden. */
export const profileText = (state: ClosedState) => `
id: laboratory/one-rule
version: 1.0.0
title: { en: One rule, es: Una regla }
roles:
  scanner: { title: { en: Scanner, es: Escáner } }
  server: { title: { en: Server, es: Servidor } }
flows:
  - { id: service, from: scanner, to: server, port: ${servicePort}/tcp, need: required }
closed:
  - { id: forbidden, from: scanner, to: server, ports: ${forbiddenPorts}/tcp, state: ${state}, control: service }
`;

export const siteText = ({ server, source, scope, pace = quickPace }: SiteLines) => `
site: laboratory
profiles: [{ use: ./profile.yaml }]
roles: { server: ${server} }
vantages: { here: { standsFor: [scanner], source: ${source} } }
scope: ${scope}
pace: ${pace}
`;

/** Builds the bed and lets the scenario's fault loose, audits, and answers what came of it. */
export async function runScenario(
  scenario: Scenario,
  truth: Truth,
  family: Family,
  sweeper: Sweeper,
): Promise<Audited> {
  return inBed(scenario, truth, family, async (bed) => {
    const { lab, target, source } = bed;
    writeFileSync(join(lab.folder, 'profile.yaml'), profileText(scenario.state ?? 'closed'));
    const address = JSON.stringify(target);
    const lines = { server: `[${address}]`, source: JSON.stringify(source), scope: `[${address}]` };
    const over = new AbortController();
    const fault = scenario.during?.(bed, over.signal);
    const audited = await audit(lab, 'scanner', siteText({ ...lines, ...scenario.site?.(bed) }), {
      vantage: 'here',
      args: ['--sweeper', sweeper],
      ...(scenario.starter === undefined ? {} : { starter: scenario.starter }),
    });
    over.abort();
    await fault;
    return audited;
  });
}

/** The hosts, listeners and standing faults of a scenario. */
export async function inBed<T>(
  scenario: Scenario,
  truth: Truth,
  family: Family,
  use: (bed: Bed) => Promise<T>,
): Promise<T> {
  const layout: Layout = {
    networks: { near: ['scanner', 'router'], far: ['router', 'server'] },
    routers: ['router'],
    rules: rulesOf(scenario, truth),
    ...(scenario.sysctls === undefined ? {} : { sysctls: scenario.sysctls }),
  };
  return inLaboratory(layout, async (lab) => {
    const target = lab.address('server', 'far', family);
    const bed = { lab, truth, family, target, source: lab.address('scanner', 'near', family) };
    const ordinary = (port: number) => async () => listen(lab, 'server', [port]);
    await (scenario.service ?? ordinary(servicePort))(bed);
    if (truth === 'open') await (scenario.listener ?? ordinary(forbiddenPort))(bed);
    await scenario.before?.(bed);
    return use(bed);
  });
}

function rulesOf(scenario: Scenario, truth: Truth): Record<string, string> {
  const { shutBy = 'drop', shutAt = 'server', rules = {} } = scenario;
  const exempt = truth === 'open' ? ` tcp dport != ${forbiddenPort}` : '';
  const shut = `tcp flags & (syn|ack) == syn tcp dport ${forbiddenPorts}${exempt} ${shutBy}`;
  const firewall = shutBy === null ? '' : shutAt === 'server' ? input(shut) : forward(shut);
  return {
    scanner: rules.scanner ?? '',
    router: [record(), shutAt === 'router' ? firewall : '', rules.router ?? ''].join('\n'),
    server: [record(), shutAt === 'server' ? firewall : '', rules.server ?? ''].join('\n'),
  };
}
