import { familyOf } from '../../model/address.ts';
import type { AllowRule } from '../../plan/allow-rules.ts';
import { citeText, portEnds } from './cite-text.ts';
import type { FirewallFormat } from './format.ts';
import { heading } from './heading.ts';

/** Ingress rules of AWS security groups; a map variable gives the group of each role. Optional ones are comments. */
export const terraform: FirewallFormat = {
  name: 'terraform',
  render: (allowances, options) =>
    [
      ...heading(allowances, options),
      'variable "security_group_ids" {',
      '  description = "Security group of each role"',
      '  type        = map(string)',
      '}',
      ...allowances.rules.flatMap(resources),
      '',
    ].join('\n'),
};

/** One for each role that listens and each source. */
function resources(rule: AllowRule): string[] {
  const isV6 = familyOf(rule.destinations[0]!) === 6;
  const anywhere = isV6 ? '::/0' : '0.0.0.0/0';
  const sources =
    rule.sources.length === 0 ? [anywhere] : rule.sources.map((source) => `${source}/${isV6 ? 128 : 32}`);
  return rule.to.flatMap((role) =>
    sources.flatMap((source) => ['', ...resource(rule, role, source, isV6).map(optionally(rule))]),
  );
}

function resource(rule: AllowRule, role: string, source: string, isV6: boolean): string[] {
  const name = `${rule.rule}_${role}_${source}`.replaceAll(/[^A-Za-z0-9]+/g, '_').replace(/_$/, '');
  const { from, to } = portEnds(rule.ports);
  return [
    `resource "aws_vpc_security_group_ingress_rule" "${name}" {`,
    `  security_group_id = var.security_group_ids["${role}"]`,
    `  description       = "${citeText(rule)}"`,
    `  cidr_ipv${isV6 ? '6' : '4'}         = "${source}"`,
    `  ip_protocol       = "${rule.protocol}"`,
    `  from_port         = ${from}`,
    `  to_port           = ${to}`,
    '}',
  ];
}

function optionally({ need }: AllowRule): (line: string) => string {
  return (line) => (need === 'required' ? line : `# ${line}`);
}
