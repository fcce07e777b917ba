import { addressBytes } from '../model/address.ts';

const mappedPrefix = Buffer.from('00000000000000000000ffff', 'hex');

/** 16 bytes for an address of either family: IPv4 in its mapped form (RFC 4291, 2.5.5.2). The zone is left out. */
export function sixteenBytes(address: string): Buffer {
  const bytes = Buffer.from(addressBytes(address));
  return bytes.length === 16 ? bytes : Buffer.concat([mappedPrefix, bytes]);
}

/** The address that `sixteenBytes` was given, in canonical text. */
export function addressOfSixteen(bytes: Uint8Array): string {
  const whole = Buffer.from(bytes);
  if (whole.subarray(0, 12).equals(mappedPrefix)) return whole.subarray(12).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => whole.readUInt16BE(i * 2).toString(16));
  // RFC 5952, 4.2: the longest run of two or more zero groups, the first of equals, becomes "::".
  let best = { from: 0, length: 1 };
  for (let from = 0; from < 8; from++) {
    let length = 0;
    while (groups[from + length] === '0') length++;
    if (length > best.length) best = { from, length };
  }
  if (best.length < 2) return groups.join(':');
  return `${groups.slice(0, best.from).join(':')}::${groups.slice(best.from + best.length).join(':')}`;
}

/** Sockets of both families tell IPv4 peers in mapped form. */
export function plainAddress(text: string): string {
  const bare = text.split('%', 1)[0]!;
  return bare.startsWith('::ffff:') && bare.includes('.') ? bare.slice('::ffff:'.length) : bare;
}
