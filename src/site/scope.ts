import { addressBytes, cidrContains } from '../model/address.ts';
import type { Scope } from '../model/site.ts';

/** Whether packets may go to an address, judged on its bytes. Deny wins. */
export function inScope({ allow, deny }: Scope, address: string): boolean {
  const bytes = addressBytes(address);
  if (deny.some((network) => cidrContains(network, bytes))) return false;
  return allow.some((network) => cidrContains(network, bytes));
}
