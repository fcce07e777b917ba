import type { AllowRule } from '../../plan/allow-rules.ts';
import { makeVisible } from '../clean.ts';
import { citeText } from './cite-text.ts';
import type { FirewallFormat, FirewallOptions } from './format.ts';
import { heading } from './heading.ts';

/** PowerShell for the hosts that listen: inbound rules, each bound to its local addresses; optional ones disabled. */
export const windowsFirewall: FirewallFormat = {
  name: 'windows-firewall',
  render: (allowances, options) =>
    [...heading(allowances, options), ...allowances.rules.map((rule) => command(rule, options)), ''].join(
      '\n',
    ),
};

function command(rule: AllowRule, { language }: FirewallOptions): string {
  const words = [
    'New-NetFirewallRule',
    `-DisplayName ${quoted(`${rule.title?.[language] ?? rule.rule} (${rule.rule})`)}`,
    `-Description ${quoted(citeText(rule))}`,
    "-Group 'portwitness'",
    '-Direction Inbound -Action Allow',
    `-Enabled ${rule.need === 'required' ? 'True' : 'False'}`,
    `-Protocol ${rule.protocol.toUpperCase()} -LocalPort ${rule.ports}`,
    `-LocalAddress ${rule.destinations.map(quoted).join(',')}`,
    `-RemoteAddress ${rule.sources.length === 0 ? 'Any' : rule.sources.map(quoted).join(',')}`,
  ];
  return words.join(' ');
}

/** PowerShell takes four typographic quotes for the plain one: each is doubled. */
function quoted(text: string): string {
  return `'${makeVisible(text).replaceAll(/['‘’‚‛]/g, '$&$&')}'`;
}
