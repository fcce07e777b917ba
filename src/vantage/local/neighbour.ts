import { execFile } from 'node:child_process';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import { promisify } from 'node:util';
import { addressBytes, cidrContains } from '../../model/address.ts';
import type { FirstHop } from '../../model/observation.ts';
import { readProc } from './machine-limits.ts';

/** Who has to take the packets on the first link, and whether it can't be found there. */
export interface NextHop {
  /** The target itself stands on this link. */
  readonly onLink: boolean;
  readonly unresolved: boolean;
}

const run = promisify(execFile);

/** Looks the next hop up in the kernel's tables. Undefined: this platform does not tell. */
export async function nextHopOf(address: string, source: string | null): Promise<NextHop | undefined> {
  const route = await ip('route', 'get', address, ...(source === null ? [] : ['from', source]));
  const gateway = route === undefined ? gatewayFromInterfaces(address) : textOf(route[0], 'gateway');
  if (gateway === undefined) return undefined;
  const hop = gateway ?? address.split('%', 1)[0]!;
  const neighbours = await ip('neigh', 'show', 'to', hop);
  const states = neighbours?.flatMap((entry) => statesOf(entry));
  return {
    onLink: gateway === null,
    unresolved: states === undefined ? isIncomplete(hop) : states.some((state) => unresolved.has(state)),
  };
}

/** The interface and the gateway that packets to an address take; undefined: on the link itself, or not known. */
export async function firstHopOf(address: string, source: string | null): Promise<FirstHop | undefined> {
  const route = await ip('route', 'get', address, ...(source === null ? [] : ['from', source]));
  const [device, gateway] = [textOf(route?.[0], 'dev'), textOf(route?.[0], 'gateway')];
  return device === null || gateway === null ? undefined : { interface: device, nextHop: gateway };
}

const unresolved: ReadonlySet<unknown> = new Set(['FAILED', 'INCOMPLETE']);

/** iproute2's answer in JSON; undefined where there is none. */
async function ip(...args: readonly string[]): Promise<readonly unknown[] | undefined> {
  try {
    const { stdout } = await run('ip', ['-j', ...args], { timeout: 2000 });
    const answer: unknown = stdout.trim() === '' ? [] : JSON.parse(stdout);
    return Array.isArray(answer) ? answer : undefined;
  } catch {
    return undefined; // No iproute2, or one that is too old for JSON: the caller has other ways.
  }
}

/** null: the entry has no such text. */
function textOf(entry: unknown, key: string): string | null {
  const value = (entry as Record<string, unknown> | undefined)?.[key];
  return typeof value === 'string' ? value : null;
}

function statesOf(entry: unknown): readonly unknown[] {
  const { state } = entry as { state?: unknown };
  return Array.isArray(state) ? state : [];
}

/** Without routing look-ups: null when the target stands on the network of an interface; undefined: not known. */
function gatewayFromInterfaces(address: string): null | undefined {
  const target = addressBytes(address);
  const onLink = interfaces().some(({ address: own, cidr }) => {
    const prefix = Number(cidr?.split('/')[1] ?? NaN);
    return !Number.isNaN(prefix) && cidrContains({ text: '', bytes: addressBytes(own), prefix }, target);
  });
  return onLink ? null : undefined;
}

function interfaces(): NetworkInterfaceInfo[] {
  try {
    return Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  } catch {
    return []; // Listing them takes a descriptor: without one, the link is not known.
  }
}

/** /proc/net/arp lists IPv4 neighbours; flags 0x0: nobody answered. */
function isIncomplete(address: string): boolean {
  const line = (readProc('/proc/net/arp') ?? '').split('\n').find((entry) => entry.startsWith(`${address} `));
  return line !== undefined && /\s0x0\s/.test(line);
}
