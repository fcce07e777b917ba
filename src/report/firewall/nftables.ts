import { familyOf } from '../../model/address.ts';
import type { AllowRule } from '../../plan/allow-rules.ts';
import { citeText } from './cite-text.ts';
import type { FirewallFormat } from './format.ts';
import { heading } from './heading.ts';

/**
 * A table for the firewall between the roles (`nft -f`): what no rule lets pass is dropped. ICMP passes, since
 * paths need it for their packet sizes, and IPv6 for finding neighbours.
 */
export const nftables: FirewallFormat = {
  name: 'nftables',
  render: (allowances, options) =>
    [
      ...heading(allowances, options),
      'table inet portwitness {',
      '  chain allowed {',
      ...allowances.rules.map((rule) => `    ${rule.need === 'optional' ? '# ' : ''}${line(rule)}`),
      '  }',
      '',
      '  chain forward {',
      '    type filter hook forward priority filter; policy drop;',
      '    ct state established,related accept',
      '    meta l4proto { icmp, ipv6-icmp } accept',
      '    jump allowed',
      '  }',
      '}',
      '',
    ].join('\n'),
};

function line(rule: AllowRule): string {
  const ip = familyOf(rule.destinations[0]!) === 6 ? 'ip6' : 'ip';
  const source = rule.sources.length === 0 ? '' : `${ip} saddr ${set(rule.sources)} `;
  const cite = citeText(rule);
  return `${source}${ip} daddr ${set(rule.destinations)} ${rule.protocol} dport ${rule.ports} accept comment "${cite}"`;
}

/** Zones of link-local addresses are the machine's own business. */
function set(addresses: readonly string[]): string {
  return `{ ${addresses.map((address) => address.split('%', 1)[0]!).join(', ')} }`;
}
