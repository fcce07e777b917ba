import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { cidrContains } from '../model/address.ts';
import type { Scope } from '../model/site.ts';

/**
 * May this address be sent a packet? Decided on its bytes, whatever way it is written; an IPv4-mapped IPv6
 * address is the IPv4 address that it reaches. Deny wins; what is no address is out of scope.
 */
export function inScope({ allow, deny }: Scope, address: string): boolean {
  const bytes = reachedBytes(address);
  if (bytes === undefined) return false;
  const within = (network: Scope['allow'][number]): boolean => cidrContains(network, bytes);
  return allow.some(within) && !deny.some(within);
}

function reachedBytes(address: string): number[] | undefined {
  const literal = address.split('%', 1)[0]!;
  if (isIP(literal) === 0) return undefined;
  return ipaddr.process(literal).toByteArray();
}
