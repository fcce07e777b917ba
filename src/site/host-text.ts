import { isIP } from 'node:net';
import { addressBytes, parseAddress } from '../model/address.ts';
import type { Reason } from '../model/reason.ts';
import { foreignLetter } from '../input/look-alike.ts';
import { shortened } from '../input/mistakes.ts';

/** What a text in the place of a host says. */
export type HostText =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'mistake'; readonly reason: Reason };

/**
 * Reads an address or a host name, strictly: other readers take `010.0.0.1` for 8.0.0.1, `127.1` and
 * `2130706433` for 127.0.0.1, and would send packets where nobody meant to.
 */
export function readHost(text: string): HostText {
  const address = parseAddress(text);
  if (address !== undefined) {
    const reason = unfitAddress(text, address);
    return reason === undefined ? { kind: 'address', address } : { kind: 'mistake', reason };
  }
  const code = brokenAddress(text) ?? brokenName(text);
  if (code === undefined) return { kind: 'name', name: text };
  return { kind: 'mistake', reason: { code, values: { value: shortened(text), ...foreignLetter(text) } } };
}

/** Reads an address alone. */
export function readAddress(text: string): HostText {
  const read = readHost(text);
  if (read.kind !== 'name') return read;
  return { kind: 'mistake', reason: { code: 'addressExpected', values: { value: shortened(text) } } };
}

/** Addresses that are well written, and name no one host. */
function unfitAddress(text: string, address: string): Reason | undefined {
  const bytes = addressBytes(address);
  const [first = 0, second = 0] = bytes;
  const values = { value: text };
  if (bytes.every((byte) => byte === 0)) return { code: 'addressUnspecified', values };
  if (bytes.length === 4) return first >= 224 ? { code: 'addressNotOneHost', values } : undefined;
  if (first === 0xff) return { code: 'addressNotOneHost', values };
  const linkLocal = first === 0xfe && (second & 0xc0) === 0x80;
  return linkLocal && !address.includes('%') ? { code: 'addressWithoutZone', values } : undefined;
}

/** What is wrong with a text that was meant as an address; undefined when it was not. */
function brokenAddress(text: string): string | undefined {
  if (text.includes('/') && isIP(text.split('/', 1)[0]!) !== 0) return 'hostIsNetwork';
  if (isIP(text) === 6) return 'addressMapped';
  if (/^\[.*\]/.test(text) || /^[\d.]+:\d+$/.test(text)) return 'hostWithPort';
  if (/^(?:0x[0-9a-f]+|\d+)$/i.test(text)) return 'addressOneNumber';
  if (/^(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?$/i.test(text)) {
    const parts = text.split('.');
    if (parts.some((part) => /^0x/i.test(part))) return 'addressHexadecimal';
    if (parts.some((part) => /^0\d/.test(part))) return 'addressLeadingZero';
    return parts.length < 4 ? 'addressShort' : 'hostForm';
  }
  return undefined;
}

/** What people write where there is no host; a machine of that name would be given with its domain. */
const words = new Set([
  'no',
  'yes',
  'off',
  'on',
  'none',
  'null',
  'nil',
  'false',
  'true',
  'n/a',
  'na',
  'tbd',
  'todo',
  '-',
]);

/** RFC 1123 letters, digits and hyphens; also underscores, which some internal names carry. */
function brokenName(text: string): string | undefined {
  if (words.has(text.toLowerCase())) return 'hostIsWord';
  if (text.includes('*')) return 'hostIsPattern';
  if (foreignLetter(text) !== undefined) return 'hostForeignLetter';
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return 'hostIsUrl';
  if (/^[\w.-]+:\d+$/.test(text)) return 'hostWithPort';
  const labels = text.replace(/\.$/, '').split('.');
  const good = text.length <= 253 && labels.every((label) => /^(?!-)[\w-]{1,63}(?<!-)$/.test(label));
  return good && !/^\d+$/.test(labels.at(-1)!) ? undefined : 'hostForm';
}
