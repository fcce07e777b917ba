import type { Observation, PortGroup, SweepObservation } from '../../model/observation.ts';
import type { Target } from '../../model/plan.ts';
import { formatPorts, unionPorts, type Protocol } from '../../model/ports.ts';
import type { ForeignScan } from './foreign-scan.ts';

/**
 * What a file says of a target, as a sweep without controls: what it saw open is open, and no silence and no
 * reset of it proves a port shut. None where the file does not name the address.
 */
export function observeForeign(scan: ForeignScan, target: Target): SweepObservation[] {
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
    return [
      sweepOf(scan, { vantage, address, protocol, groups: [...groups, rest], decoys: formatPorts(decoys) }),
    ];
  });
}

const notNamed = { state: 'unknown', made: 0, counted: 0, hops: null, code: 'foreign-not-named' } as const;

function askedOf({ documented, forbidden, decoys, udp }: Target, protocol: Protocol): string {
  return formatPorts(protocol === 'udp' ? udp : unionPorts(documented, forbidden, decoys));
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
    causes: [{ code: 'causeForeignScan', values: { scanner } }],
    notExcluded: [],
  };
}

/**
 * A file's sweeps beside a run's own observations. What the run saw stands; a port that the file saw open is open
 * all the same. Where the run has nothing of a target, the file speaks for it.
 */
export function addForeign(
  observations: readonly Observation[],
  foreign: readonly SweepObservation[],
): Observation[] {
  const left = new Map(foreign.map((sweep) => [placeOf(sweep), sweep]));
  const joined = observations.map((own): Observation => {
    if (own.kind !== 'sweep') return own;
    const theirs = left.get(placeOf(own));
    left.delete(placeOf(own));
    return theirs === undefined ? own : withOpen(own, theirs);
  });
  const spokenFor = new Set([...left.values()].map(({ vantage, address }) => `${vantage}>${address}`));
  return [
    ...joined.filter(
      (own) => own.kind !== 'failure' || !spokenFor.has(`${own.vantage}>${own.address ?? ''}`),
    ),
    ...left.values(),
  ];
}

function withOpen(own: SweepObservation, theirs: SweepObservation): SweepObservation {
  const open = theirs.groups.filter(({ state }) => state === 'open');
  if (open.length === 0) return own;
  return { ...own, groups: [...open, ...own.groups], causes: [...own.causes, ...theirs.causes] };
}

function placeOf({ vantage, address, protocol }: SweepObservation): string {
  return `${vantage}>${address}>${protocol}`;
}
