import { addressBytes, familyOf } from '../../../model/address.ts';
import type { Family } from '../../../model/address.ts';
import type { Kernel } from './kernel.ts';

/** An address as the kernel wants it. */
export interface NetworkAddress {
  readonly family: Family;
  /** 4 or 16 bytes. */
  readonly bytes: Uint8Array;
  /** Interface of a link-local IPv6 address; 0: none. */
  readonly scope: number;
}

/** Undefined: the zone names no interface of this machine. */
export function networkAddress(kernel: Kernel, text: string): NetworkAddress | undefined {
  const [, zone] = text.split('%', 2);
  const scope = zone === undefined ? 0 : /^\d+$/.test(zone) ? Number(zone) : kernel.interfaceIndex(zone);
  if (zone !== undefined && scope === 0) return undefined;
  return { family: familyOf(text), bytes: Uint8Array.from(addressBytes(text)), scope };
}

export const AF_INET = 2;
export const AF_INET6 = 10;

export function domainOf(family: Family): number {
  return family === 4 ? AF_INET : AF_INET6;
}

/** struct sockaddr_in or sockaddr_in6. Raw IPv6 sockets want port 0. */
export function encodeSocketAddress({ family, bytes, scope }: NetworkAddress, port: number): Buffer {
  const encoded = Buffer.alloc(family === 4 ? 16 : 28);
  encoded.writeUInt16LE(domainOf(family), 0);
  putPort(encoded, port);
  encoded.set(bytes, family === 4 ? 4 : 8);
  if (family === 6) encoded.writeUInt32LE(scope, 24);
  return encoded;
}

/** Changes the port of an encoded address. */
export function putPort(encoded: Uint8Array, port: number): void {
  encoded[2] = port >>> 8;
  encoded[3] = port & 0xff;
}

/** Whether this machine has the address: a socket can be bound to it. */
export function ownsSource(kernel: Kernel, source: NetworkAddress): boolean {
  const SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  const fd = kernel.socket(domainOf(source.family), SOCK_DGRAM_CLOEXEC, 0);
  if (fd < 0) return false;
  const bound = kernel.bind(fd, encodeSocketAddress(source, 0));
  kernel.close(fd);
  return bound === 0;
}

/** The text of 4 or 16 bytes; IPv6 without compressing zeros beyond what `parseAddress` would undo. */
export function addressText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups: string[] = [];
  for (let i = 0; i < 16; i += 2) groups.push(((bytes[i]! << 8) | bytes[i + 1]!).toString(16));
  return compressZeros(groups);
}

// RFC 5952, 4.2: the longest run of two or more zero groups, the first of equals, becomes "::".
function compressZeros(groups: readonly string[]): string {
  let best = { from: 0, length: 1 };
  for (let from = 0; from < groups.length; from++) {
    let length = 0;
    while (groups[from + length] === '0') length++;
    if (length > best.length) best = { from, length };
  }
  if (best.length < 2) return groups.join(':');
  return `${groups.slice(0, best.from).join(':')}::${groups.slice(best.from + best.length).join(':')}`;
}
