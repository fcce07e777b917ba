import { readFileSync } from 'node:fs';
import type { Kernel } from './kernel.ts';
import { AF_INET, AF_INET6, encodeSocketAddress, putPort } from './socket-address.ts';

/** A row of source ports that are ours alone. */
export interface SourcePorts {
  readonly first: number;
  readonly last: number;
}

/**
 * How many: a control port is asked again and again, and a host that still answers the last SYN of a pair of
 * ports takes the next for a stray packet. So each control of a volley gets the next port of the row, and a
 * port comes again only after this many.
 */
export const sourcePortCount = 512;

const SOCK_STREAM_CLOEXEC = 1 | 0x80000;

/**
 * Reserves a row of ports by binding a socket to each, for both families: no connection of this machine will
 * be given one of them. Nothing listens there, so that the kernel resets what a SYN-ACK half opened, which
 * frees the target. The sockets stay open as long as the process. Undefined: no row was free.
 */
export function reserveSourcePorts(kernel: Kernel, random: () => number): SourcePorts | undefined {
  for (const first of candidateRows(readLocalRange(), random)) {
    if (reserveRow(kernel, first)) return { first, last: first + sourcePortCount - 1 };
  }
  return undefined;
}

const tries = 32;
const firstUnprivileged = 1024;
const lastPort = 65_535;

/** Rows above the machine's own range, then rows anywhere. */
export function* candidateRows(
  [, localLast]: readonly [number, number],
  random: () => number,
): Generator<number> {
  const pick = (from: number): number =>
    from + Math.floor(random() * (lastPort - sourcePortCount + 2 - from));
  const above = localLast + 1;
  const fits = above + sourcePortCount - 1 <= lastPort;
  for (let i = 0; i < tries; i++) yield pick(fits ? above : 16_384);
  for (let i = 0; i < tries; i++) yield pick(firstUnprivileged);
}

function readLocalRange(): readonly [number, number] {
  const [first, last] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').trim().split(/\s+/);
  return [Number(first), Number(last)];
}

function reserveRow(kernel: Kernel, first: number): boolean {
  const held: number[] = [];
  // a whole row is bound at every start: each address is laid out once, and only its port changes
  const places = unspecified.map(({ domain, address }) => ({
    domain,
    address: encodeSocketAddress(address, first),
  }));
  for (let port = first; port < first + sourcePortCount; port++) {
    const fd = holdPort(kernel, places, port);
    if (fd < 0) {
      for (const other of held) kernel.close(other);
      return false;
    }
    held.push(fd);
  }
  return true;
}

const unspecified = [
  { domain: AF_INET6, address: { family: 6, bytes: new Uint8Array(16), scope: 0 } },
  { domain: AF_INET, address: { family: 4, bytes: new Uint8Array(4), scope: 0 } },
] as const;

interface Place {
  readonly domain: number;
  readonly address: Uint8Array;
}

/** An IPv6 socket on the unspecified address holds the port for IPv4 too; without IPv6 an IPv4 one does. */
function holdPort(kernel: Kernel, places: readonly Place[], port: number): number {
  for (const { domain, address } of places) {
    const fd = kernel.socket(domain, SOCK_STREAM_CLOEXEC, 0);
    if (fd < 0) continue;
    putPort(address, port);
    if (kernel.bind(fd, address) === 0) return fd;
    kernel.close(fd);
  }
  return -1;
}
