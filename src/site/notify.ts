import { isIP } from 'node:net';
import * as z from 'zod';

/** One address and no more: what would end a header, or begin another recipient, is none. */
export const mailAddress = z
  .string({ error: '#mailAddressForm' })
  .max(254, { error: '#mailAddressForm' })
  .regex(/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+$/, { error: '#mailAddressForm' });

/** https, without a name or a password in it; plain http only within this machine. */
export function isWebhookUrl(written: string): boolean {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

/** A loopback address as it is written, or localhost. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
