import type { PortState } from '../../../../model/observation.ts';

export interface IcmpMeaning {
  readonly state: Extract<PortState, 'rejected' | 'unknown'>;
  readonly code: string;
}

// RFC 792, RFC 1122 3.2.2.1, RFC 1812 5.2.7.1.
const unreachable4: Readonly<Record<number, string>> = {
  0: 'net-unreachable',
  1: 'host-unreachable',
  2: 'protocol-unreachable',
  3: 'port-unreachable',
  6: 'net-unknown',
  7: 'host-unknown',
  9: 'net-prohibited',
  10: 'host-prohibited',
  13: 'admin-prohibited',
};

// RFC 4443 3.1.
const unreachable6: Readonly<Record<number, string>> = {
  0: 'net-unreachable',
  1: 'admin-prohibited',
  2: 'beyond-scope',
  3: 'host-unreachable',
  4: 'port-unreachable',
  5: 'policy-failed',
  6: 'reject-route',
};

/**
 * What an ICMP error says of the port. Undefined: not an error that ends an attempt. A packet whose hops ran
 * out went round in a loop: that is no answer about a port, so the port stays unknown. So does a code that
 * nobody mapped.
 */
export function meaningOfIcmp(family: 4 | 6, type: number, code: number): IcmpMeaning | undefined {
  if (type === (family === 4 ? 11 : 3)) return { state: 'unknown', code: 'hops-exceeded' };
  if (type !== (family === 4 ? 3 : 1)) return undefined;
  const known = (family === 4 ? unreachable4 : unreachable6)[code];
  if (known !== undefined) return { state: 'rejected', code: known };
  return { state: 'unknown', code: `icmp-unreachable-${code}` };
}
