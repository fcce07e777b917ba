import type { AllowRule } from '../../plan/allow-rules.ts';
import { cleanCsv } from '../clean.ts';
import type { FirewallFormat } from './format.ts';

const columns = [
  'need',
  'from',
  'sources',
  'to',
  'destinations',
  'protocol',
  'ports',
  'rule',
  'title',
  'document',
  'table',
  'row',
];

/** A sheet for a change request: a line a rule. An empty source means any. */
export const csv: FirewallFormat = {
  name: 'csv',
  render: ({ rules }, { language }) => {
    const line = (rule: AllowRule) => [
      rule.need,
      rule.from,
      rule.sources.join(' '),
      rule.to.join(' '),
      rule.destinations.join(' '),
      rule.protocol,
      rule.ports,
      rule.rule,
      rule.title?.[language] ?? '',
      rule.document?.title ?? rule.cite?.document ?? '',
      `${rule.cite?.table ?? ''}`,
      rule.cite?.row ?? null,
    ];
    return `${[columns, ...rules.map(line)].map((fields) => fields.map(cleanCsv).join(',')).join('\r\n')}\r\n`;
  },
};
