import { addressBytes, type Cidr, parseAddress, parseCidr } from '../model/address.ts';
import type { Reason } from '../model/reason.ts';
import { shortened } from '../input/mistakes.ts';
import { readHost } from './host-text.ts';

/** Reads a network of the scope: `10.0.2.0/24`, or an address alone. */
export function readNetwork(text: string): Cidr | Reason {
  const network = parseCidr(text);
  if (network !== undefined) return network;
  const values = { value: shortened(text) };
  const [literal = '', bits = ''] = text.split('/', 2);
  const read = readHost(literal);
  const address = parseAddress(literal);
  if (address === undefined) return read.kind === 'mistake' ? read.reason : { code: 'networkForm', values };
  const bytes = addressBytes(address);
  const prefix = /^(0|[1-9]\d{0,2})$/.test(bits) ? Number(bits) : Infinity;
  if (prefix > bytes.length * 8) return { code: 'networkForm', values };
  return {
    code: 'networkHostBits',
    values: { ...values, better: `${networkAddress(bytes, prefix)}/${prefix}` },
  };
}

/** The network's own address: every bit beyond the prefix zero. */
function networkAddress(bytes: readonly number[], prefix: number): string {
  const masked = bytes.map((byte, i) => byte & ~(0xff >> Math.min(8, Math.max(0, prefix - i * 8))) & 0xff);
  if (masked.length === 4) return masked.join('.');
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((masked[2 * i]! << 8) | masked[2 * i + 1]!).toString(16),
  );
  return parseAddress(groups.join(':')) ?? groups.join(':');
}

export function isNetwork(read: Cidr | Reason): read is Cidr {
  return 'bytes' in read;
}
