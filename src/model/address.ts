import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type Family = 4 | 6;

/** A network: every address whose first `prefix` bits are those of `bytes`. */
export interface Cidr {
  readonly text: string;
  readonly bytes: readonly number[];
  readonly prefix: number;
}

/**
 * The canonical text of a literal address, or undefined when it is none. Strict: no leading zeros, short
 * forms, hexadecimal or decimal IPv4 (`127.1`, `0x7f.1`), no IPv4-mapped IPv6 (it would reach an IPv4
 * address under another name), no brackets. A link-local IPv6 address keeps its zone.
 */
export function parseAddress(text: string): string | undefined {
  const [literal = '', zone] = text.split('%', 2);
  if (isIP(text) === 0 || isIP(literal) === 0) return undefined;
  const parsed = ipaddr.parse(literal);
  if (parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress()) return undefined;
  const canonical = parsed instanceof ipaddr.IPv6 ? parsed.toRFC5952String() : parsed.toString();
  return zone === undefined ? canonical : `${canonical}%${zone}`;
}

export function familyOf(address: string): Family {
  return address.includes(':') ? 6 : 4;
}

/** 4 or 16 bytes of an address that `parseAddress` accepted; the zone is left out. */
export function addressBytes(address: string): number[] {
  return ipaddr.parse(address.split('%', 1)[0]!).toByteArray();
}

/** Reads `10.0.0.0/8`, or a single address as a network of one. Undefined: not a network, or host bits set. */
export function parseCidr(text: string): Cidr | undefined {
  const [literal = '', bits, ...more] = text.split('/');
  const address = parseAddress(literal);
  if (address === undefined || more.length > 0) return undefined;
  const bytes = addressBytes(address);
  if (bits !== undefined && !/^(0|[1-9]\d{0,2})$/.test(bits)) return undefined;
  const prefix = bits === undefined ? bytes.length * 8 : Number(bits);
  if (prefix > bytes.length * 8) return undefined;
  const hostBits = bytes.some((byte, i) => (byte & (0xff >> Math.min(8, Math.max(0, prefix - i * 8)))) !== 0);
  return hostBits ? undefined : { text, bytes, prefix };
}

export function cidrContains({ bytes, prefix }: Cidr, address: readonly number[]): boolean {
  if (bytes.length !== address.length) return false;
  for (let i = 0; i * 8 < prefix; i++) {
    const mask = 0xff & ~(0xff >> Math.min(8, prefix - i * 8));
    if ((bytes[i]! & mask) !== (address[i]! & mask)) return false;
  }
  return true;
}

/** IPv4 before IPv6, then by value. */
export function compareAddresses(a: string, b: string): number {
  const [x, y] = [addressBytes(a), addressBytes(b)];
  if (x.length !== y.length) return x.length - y.length;
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return x[i]! - y[i]!;
  return a < b ? -1 : a > b ? 1 : 0;
}
