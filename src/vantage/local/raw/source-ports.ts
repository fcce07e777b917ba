import { readFileSync } from 'node:fs';
import type { Kernel } from './kernel.ts';
import { AF_INET, AF_INET6, encodeSocketAddress } from './socket-address.ts';

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
  for (let port = first; port < first + sourcePortCount; port++) {
    const fd = holdPort(kernel, port);
    if (fd < 0) {
      for (const other of held) kernel.close(other);
      return false;
    }
    held.push(fd);
  }
  return true;
}

/** An IPv6 socket on the unspecified address holds the port for IPv4 too; without IPv6 an IPv4 one does. */
function holdPort(kernel: Kernel, port: number): number {
  for (const [domain, family, bytes] of [
    [AF_INET6, 6, 16],
    [AF_INET, 4, 4],
  ] as const) {
    const fd = kernel.socket(domain, SOCK_STREAM_CLOEXEC, 0);
    if (fd < 0) continue;
    const bound = kernel.bind(
      fd,
      encodeSocketAddress({ family, bytes: new Uint8Array(bytes), scope: 0 }, port),
    );
    if (bound === 0) return fd;
    kernel.close(fd);
    if (family === 4) return bound;
  }
  return -1;
}
