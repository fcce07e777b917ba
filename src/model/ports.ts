/** Sets of ports as sorted, disjoint, non-adjacent ranges: "1-79,81-65535" is two of them. */

export type Protocol = 'tcp' | 'udp';

export const lastPort = 65_535;

/** Both ends belong to the range. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export type PortSet = readonly PortRange[];

/** The set that holds exactly these ports, in any order, repeated or not. */
export function portSet(ports: Iterable<number>): PortSet {
  const ranges: { from: number; to: number }[] = [];
  let last: { from: number; to: number } | undefined;
  for (const port of Uint16Array.from(ports).toSorted()) {
    if (last !== undefined && port <= last.to + 1) last.to = port;
    else ranges.push((last = { from: port, to: port }));
  }
  return ranges;
}

/** Sorts ranges, and joins those that touch or overlap. */
export function normalise(ranges: Iterable<PortRange>): PortSet {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of [...ranges].toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last.to + 1) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

export function unionPorts(...sets: readonly PortSet[]): PortSet {
  return normalise(sets.flat());
}

/** The ports of `set` that are not in `less`. */
export function subtractPorts(set: PortSet, less: PortSet): PortSet {
  const rest: PortRange[] = [];
  let i = 0;
  for (const range of set) {
    let from = range.from;
    while (i < less.length && less[i]!.to < from) i++;
    for (let j = i; j < less.length && less[j]!.from <= range.to; j++) {
      if (less[j]!.from > from) rest.push({ from, to: less[j]!.from - 1 });
      from = less[j]!.to + 1;
    }
    if (from <= range.to) rest.push({ from, to: range.to });
  }
  return rest;
}

/** The ports that are in both sets. */
export function intersectPorts(a: PortSet, b: PortSet): PortSet {
  return subtractPorts(a, subtractPorts(a, b));
}

export function countPorts(set: PortSet): number {
  return set.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}

export function hasPort(set: PortSet, port: number): boolean {
  return set.some(({ from, to }) => from <= port && port <= to);
}

export function* eachPort(set: PortSet): Generator<number> {
  for (const { from, to } of set) for (let port = from; port <= to; port++) yield port;
}

/** The ports of a set, ascending. A sweep has tens of thousands: a generator would cost as much as asking them. */
export function portNumbers(set: PortSet): Uint16Array {
  const ports = new Uint16Array(countPorts(set));
  let at = 0;
  for (const { from, to } of set) for (let port = from; port <= to; port++) ports[at++] = port;
  return ports;
}

/** "80,443,8000-8010"; an empty set is the empty string. */
export function formatPorts(set: PortSet): string {
  return set.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/**
 * Reads what `formatPorts` writes, and nothing laxer: no spaces, signs, hexadecimal or exponents;
 * ports 1 to 65535; ranges ascending and apart. Answers undefined for anything else.
 */
export function parsePorts(text: string): PortSet | undefined {
  if (text === '') return [];
  const ranges: PortRange[] = [];
  for (const part of text.split(',')) {
    const match = /^([1-9]\d{0,4})(?:-([1-9]\d{0,4}))?$/.exec(part);
    if (match === null) return undefined;
    const from = Number(match[1]);
    const to = match[2] === undefined ? from : Number(match[2]);
    if (to > lastPort || to < from || from <= (ranges.at(-1)?.to ?? 0)) return undefined;
    ranges.push({ from, to });
  }
  return normalise(ranges);
}
