import {
  countPorts,
  eachPort,
  hasPort,
  type PortSet,
  type Protocol,
  subtractPorts,
  unionPorts,
} from '../../../src/model/ports.ts';
import type { ClosedRule, Flow, Profile } from '../../../src/model/profile.ts';
import type { Place, Places } from './places.ts';

/** Something that listens at one address; `hold` accepts and says nothing. */
export interface Listener {
  readonly place: Place;
  readonly protocol: Protocol;
  readonly port: number;
  readonly serves: 'hold' | 'http' | 'tls';
}

/**
 * Every single port that the profile's flows document, served as their expectations want it (ranges stay shut), and
 * for each closed rule a port that it forbids; `pick` chooses one of so many.
 */
export function listenersOf(
  profile: Profile,
  places: Places,
  pick: (count: number) => number,
): readonly Listener[] {
  const documented = profile.flows
    .filter(({ ports }) => countPorts([ports]) === 1)
    .flatMap((flow) => atEach(flow, places, flow.ports.from, servedFor(flow)));
  const forbidden = profile.closed.flatMap((rule) =>
    atEach(rule, places, forbiddenPort(rule, profile, pick), 'hold'),
  );
  // Two flows to one port: what one of them expects, the other takes too.
  const wanted = [...documented, ...forbidden].toSorted(
    (a, b) => order.indexOf(a.serves) - order.indexOf(b.serves),
  );
  return wanted.filter((listener, i) => !wanted.slice(0, i).some((other) => sameSpot(other, listener)));
}

function atEach(
  { to, protocol }: Flow | ClosedRule,
  places: Places,
  port: number,
  serves: Listener['serves'],
): Listener[] {
  return to.flatMap((role) => places.of(role)).map((place) => ({ place, protocol, port, serves }));
}

const order: readonly Listener['serves'][] = ['tls', 'http', 'hold'];

function servedFor({ id, expect }: Flow): Listener['serves'] {
  const groups = new Set(expect.map(({ name }) => name.split('.', 1)[0]!));
  const unserved = [...groups].some((group) => !['tls', 'http', 'autodiscover'].includes(group));
  if (unserved || expect.some(({ name }) => name === 'tls.startTls'))
    throw new Error(`the laboratory has no server for what ${id} expects`);
  return groups.has('tls') ? 'tls' : groups.size > 0 ? 'http' : 'hold';
}

function sameSpot(a: Listener, b: Listener): boolean {
  return a.place.address === b.place.address && a.protocol === b.protocol && a.port === b.port;
}

/** A port that nobody documents; where a rule names one by itself, it may be documented on another path. */
function forbiddenPort(rule: ClosedRule, { flows }: Profile, pick: (count: number) => number): number {
  const elsewhere = subtractPorts(rule.ports, documentedBy(flows, rule.protocol));
  const ports = [...eachPort(elsewhere.length > 0 ? elsewhere : forbiddenPorts(rule, flows, rule.to))];
  return ports[pick(ports.length)]!;
}

/** A closed rule and a place that it speaks of, with the forbidden ports that something listens on there. */
export interface ForbiddenPath {
  readonly rule: ClosedRule;
  readonly place: Place;
  readonly ports: readonly number[];
}

/** Every closed rule at every place that another one's packets can reach. */
export function forbiddenPaths(
  { flows, closed }: Profile,
  places: Places,
  listeners: readonly Listener[],
): ForbiddenPath[] {
  return closed.flatMap((rule) =>
    rule.to
      .flatMap((role) => places.of(role))
      .filter(({ address }) => address !== places.of(rule.from)[0]!.address)
      .map((place) => {
        const forbidden = forbiddenPorts(rule, flows, [place.role]);
        const ports = listeners
          .filter((it) => it.place.address === place.address && it.protocol === rule.protocol)
          .map(({ port }) => port)
          .filter((port) => hasPort(forbidden, port))
          .toSorted((a, b) => a - b);
        return { rule, place, ports };
      }),
  );
}

function forbiddenPorts(rule: ClosedRule, flows: readonly Flow[], roles: readonly string[]): PortSet {
  const path = flows.filter(({ from, to }) => from === rule.from && to.some((role) => roles.includes(role)));
  return subtractPorts(rule.ports, documentedBy(path, rule.protocol));
}

function documentedBy(flows: readonly Flow[], protocol: Protocol): PortSet {
  return unionPorts(...flows.filter((flow) => flow.protocol === protocol).map(({ ports }) => [ports]));
}
