import type { Observation, PortGroup, SweepObservation } from '../../model/observation.ts';
import type { Target } from '../../model/plan.ts';
import {
  formatPorts,
  intersectPorts,
  parsePorts,
  subtractPorts,
  unionPorts,
  type PortSet,
  type Protocol,
} from '../../model/ports.ts';
import type { ForeignScan } from './foreign-scan.ts';

/** What a file says of a target over one protocol. */
export interface ForeignSweep {
  readonly sweep: SweepObservation;
  /** Ports that no flow documents: open, they are a violation, whoever saw it. */
  readonly forbidden: PortSet;
}

/**
 * What a file says of a target, as a sweep without controls: what it saw open is open, and no silence and no
 * reset of it proves a port shut. None where the file does not name the address.
 */
export function observeForeign(scan: ForeignScan, target: Target): ForeignSweep[] {
  const { vantage, address, decoys } = target;
  const seen = scan.hosts.get(address) ?? [];
  return (['tcp', 'udp'] as const).flatMap((protocol) => {
    const groups = seen
      .filter((ports) => ports.protocol === protocol)
      .map(({ ports, state, hops, code, from }): PortGroup => ({
        ports: formatPorts(ports),
        state,
        made: 1,
        counted: 0,
        hops,
        ...(code !== undefined && { code }),
        ...(from !== undefined && { from }),
      }))
      // the judge takes what stands first: a port that was seen open once is open
      .toSorted((a, b) => Number(b.state === 'open') - Number(a.state === 'open'));
    if (groups.length === 0) return [];
    // last, so that it speaks of what is left
    const rest = { ports: askedOf(target, protocol), ...notNamed };
    const sweep = { vantage, address, protocol, groups: [...groups, rest], decoys: formatPorts(decoys) };
    return [{ sweep: sweepOf(scan, sweep), forbidden: forbiddenIn(target, protocol) }];
  });
}

const foreignCause = 'causeForeignScan';
const notNamed = { state: 'unknown', made: 0, counted: 0, hops: null, code: 'foreign-not-named' } as const;

function askedOf({ documented, forbidden, decoys, udp }: Target, protocol: Protocol): string {
  return formatPorts(protocol === 'udp' ? udp : unionPorts(documented, forbidden, decoys));
}

function forbiddenIn({ checks }: Target, protocol: Protocol): PortSet {
  const portsOf = (kind: 'flow' | 'closed') =>
    unionPorts(
      ...checks.filter((one) => one.kind === kind && one.protocol === protocol).map(({ ports }) => ports),
    );
  return subtractPorts(portsOf('closed'), portsOf('flow'));
}

function sweepOf(
  { scanner, startedAt, finishedAt, source }: ForeignScan,
  seen: Pick<SweepObservation, 'vantage' | 'address' | 'groups' | 'decoys'> & { readonly protocol: Protocol },
): SweepObservation {
  const at = startedAt ?? finishedAt ?? new Date(0).toISOString();
  return {
    kind: 'sweep',
    ...seen,
    sweeper: scanner,
    source,
    startedAt: at,
    finishedAt: finishedAt ?? at,
    controls: null,
    rounds: [],
    causes: [{ code: foreignCause, values: { scanner } }],
    notExcluded: [],
  };
}

/**
 * A file's sweeps beside a run's own observations. What the run saw stands: a file that saw a required port open at
 * another hour mends no failure, nor does one that names decoys. But a forbidden port that it saw open is open all
 * the same, and what the run does not know of a port, or of a whole target, the file may say.
 */
export function addForeign(
  observations: readonly Observation[],
  foreign: readonly ForeignSweep[],
): Observation[] {
  const left = new Map(foreign.map((theirs) => [placeOf(theirs.sweep), theirs]));
  const joined = observations.map((own): Observation => {
    if (own.kind !== 'sweep') return own;
    const theirs = left.get(placeOf(own));
    left.delete(placeOf(own));
    return theirs === undefined ? own : withOpen(own, theirs);
  });
  const alone = [...left.values()].map(({ sweep }) => sweep);
  const spokenFor = new Set(alone.map(({ vantage, address }) => `${vantage}>${address}`));
  return [
    ...joined.filter(
      (own) => own.kind !== 'failure' || !spokenFor.has(`${own.vantage}>${own.address ?? ''}`),
    ),
    ...alone,
  ];
}

function withOpen(own: SweepObservation, { sweep, forbidden }: ForeignSweep): SweepObservation {
  const known = portsOf(own.groups.filter(({ state }) => state !== 'unknown'));
  // A file's sweep has no controls: whatever another file adds to it, it proves nothing shut.
  const isForeign = own.rounds.length === 0 && own.causes.some(({ code }) => code === foreignCause);
  const added = sweep.groups.flatMap((group) => {
    const ports = portsOf([group]);
    const unheard = subtractPorts(ports, known);
    if (group.state === 'open') return partOf(group, unionPorts(unheard, intersectPorts(ports, forbidden)));
    return isForeign && group.state !== 'unknown' ? partOf(group, unheard) : [];
  });
  if (added.length === 0) return own;
  return { ...own, groups: [...added, ...own.groups], causes: [...own.causes, ...sweep.causes] };
}

function partOf(group: PortGroup, ports: PortSet): PortGroup[] {
  return ports.length === 0 ? [] : [{ ...group, ports: formatPorts(ports) }];
}

function portsOf(groups: readonly PortGroup[]): PortSet {
  return unionPorts(...groups.map(({ ports }) => parsePorts(ports) ?? []));
}

function placeOf({ vantage, address, protocol }: SweepObservation): string {
  return `${vantage}>${address}>${protocol}`;
}
