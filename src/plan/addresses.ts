import { addressBytes, parseAddress } from '../model/address.ts';
import type { ResolvedNames } from '../model/resolved-names.ts';

/** An address that a role stands for, under the name that led there; host = address for a literal. */
export interface Place {
  readonly address: string;
  readonly host: string;
  readonly roles: readonly string[];
}

/** A name that led nowhere. */
export interface LostName {
  readonly host: string;
  readonly code: string;
  readonly role: string;
}

/**
 * Where the roles are: every address once, with all the roles that share it, IPv4 before IPv6, by value;
 * and the names without an address. A literal wins over a name for the same address.
 */
export function placesOf(
  roles: Readonly<Record<string, readonly string[]>>,
  wanted: ReadonlySet<string>,
  resolved: ResolvedNames,
): { places: () => Generator<Place>; lost: readonly LostName[] } {
  // IPv4 addresses are kept as numbers, and role lists are shared: a million addresses stay small.
  const v4 = new Map<number, number>();
  const v6 = new Map<string, number>();
  const hosts = new Map<string, string>();
  const combinations: string[][] = [];
  const combinationOf = new Map<string, number>();
  const lost: LostName[] = [];

  const combine = (before: number | undefined, role: string): number => {
    const roles = before === undefined ? [] : combinations[before]!;
    if (roles.includes(role)) return before!;
    const key = [...roles, role].join(' ');
    const known = combinationOf.get(key);
    if (known !== undefined) return known;
    combinationOf.set(key, combinations.length);
    return combinations.push([...roles, role]) - 1;
  };
  const add = (address: string, role: string): void => {
    if (address.includes(':')) v6.set(address, combine(v6.get(address), role));
    else v4.set(toNumber(address), combine(v4.get(toNumber(address)), role));
  };

  for (const role of [...wanted].toSorted()) {
    for (const entry of roles[role] ?? []) {
      const literal = parseAddress(entry);
      if (literal !== undefined) {
        add(literal, role);
        hosts.delete(literal);
        continue;
      }
      const answer = resolved.get(entry) ?? { status: 'failed', code: 'notResolved' };
      if (answer.status === 'failed' || answer.addresses.length === 0) {
        lost.push({ host: entry, role, code: answer.status === 'failed' ? answer.code : 'ENODATA' });
        continue;
      }
      for (const address of answer.addresses) {
        const isNew = address.includes(':') ? !v6.has(address) : !v4.has(toNumber(address));
        if (isNew) hosts.set(address, entry);
        add(address, role);
      }
    }
  }

  function* places(): Generator<Place> {
    for (const number of Float64Array.from(v4.keys()).toSorted()) {
      const address = fromNumber(number);
      yield { address, host: hosts.get(address) ?? address, roles: combinations[v4.get(number)!]! };
    }
    for (const address of [...v6.keys()].toSorted(compareV6)) {
      yield { address, host: hosts.get(address) ?? address, roles: combinations[v6.get(address)!]! };
    }
  }
  return { places, lost };
}

function toNumber(address: string): number {
  const [a, b, c, d] = address.split('.').map(Number) as [number, number, number, number];
  return ((a * 256 + b) * 256 + c) * 256 + d;
}

function fromNumber(number: number): string {
  return [number / 2 ** 24, (number / 2 ** 16) % 256, (number / 256) % 256, number % 256]
    .map(Math.floor)
    .join('.');
}

function compareV6(a: string, b: string): number {
  const [x, y] = [addressBytes(a), addressBytes(b)];
  for (let i = 0; i < 16; i++) if (x[i] !== y[i]) return x[i]! - y[i]!;
  return a < b ? -1 : 1;
}
