import { portStates, type PortGroup, type PortState, type SweepObservation } from '../model/observation.ts';
import {
  countPorts,
  eachPort,
  intersectPorts,
  parsePorts,
  subtractPorts,
  type PortSet,
} from '../model/ports.ts';
import type { PortCounts, Rejection } from '../model/verdict.ts';

/** Part of a group: those of its ports that a check speaks of. */
export interface SeenGroup extends Omit<PortGroup, 'ports'> {
  readonly ports: PortSet;
}

/** What was seen of a check's ports: each port once. */
export interface SeenPorts {
  readonly groups: readonly SeenGroup[];
  readonly counts: PortCounts;
  readonly rejections: readonly Rejection[];
  /** The smallest number of counted attempts of any silent port; null: none was silent. */
  readonly leastCounted: number | null;
  /** The smallest number of attempts made at any port. */
  readonly leastMade: number;
}

const notAsked = { state: 'unknown', made: 0, counted: 0, hops: null, code: 'not-asked' } as const;

/** Ports of the check that the sweep did not ask are `unknown`: nothing is left out silently. */
export function seenPorts(ports: PortSet, sweep: SweepObservation | undefined): SeenPorts {
  const groups: SeenGroup[] = [];
  let rest = ports;
  for (const group of sweep?.groups ?? []) {
    const theirs = parsePorts(group.ports);
    // Evidence that can't be read is no evidence: its ports stay unknown.
    if (theirs === undefined) continue;
    const mine = intersectPorts(rest, theirs);
    if (mine.length === 0) continue;
    groups.push({ ...group, ports: mine });
    rest = subtractPorts(rest, mine);
  }
  if (rest.length > 0) groups.push({ ...notAsked, ports: rest });
  return {
    groups,
    counts: count(groups),
    rejections: rejectionsOf(groups),
    leastCounted: least(groups.filter(({ state }) => state === 'silent').map(({ counted }) => counted)),
    leastMade: least(groups.map(({ made }) => made)) ?? 0,
  };
}

export function groupsOf(seen: SeenPorts, state: PortState): SeenGroup[] {
  return seen.groups.filter((group) => group.state === state);
}

function count(groups: readonly SeenGroup[]): PortCounts {
  const sums = Object.fromEntries(portStates.map((state) => [state, 0])) as Record<PortState, number>;
  for (const { state, ports } of groups) sums[state] += countPorts(ports);
  const open = groups.filter(({ state }) => state === 'open').flatMap(({ ports }) => [...eachPort(ports)]);
  return { ...sums, open: open.toSorted((a, b) => a - b) };
}

function rejectionsOf(groups: readonly SeenGroup[]): Rejection[] {
  const found = new Map<string, Rejection>();
  for (const { state, code = 'unknown', from = null, ports } of groups) {
    if (state !== 'rejected') continue;
    const key = `${code} ${from}`;
    found.set(key, { code, from, count: (found.get(key)?.count ?? 0) + countPorts(ports) });
  }
  return [...found.values()];
}

function least(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.min(...values);
}
