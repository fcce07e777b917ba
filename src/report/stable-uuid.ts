import { createHash } from 'node:crypto';

/** Our own namespace: any fixed random one serves. */
const namespace = Buffer.from('5b0d6f9ac7e44f3a8a51d2e1c90b7f46', 'hex');

/** The same UUID for the same name, as RFC 9562 section 5.5 makes them (version 5): a report gives the same bytes again. */
export function stableUuid(...name: readonly string[]): string {
  const bytes = createHash('sha1')
    .update(namespace)
    .update(name.map((part) => `${part.length}:${part}`).join(' '))
    .digest()
    .subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
