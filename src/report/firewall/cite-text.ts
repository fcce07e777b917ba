import type { AllowRule } from '../../plan/allow-rules.ts';

/** Where a rule comes from, in a line: rule, document, table and row. Plain ASCII without quotes, for comments. */
export function citeText({ rule, cite }: AllowRule): string {
  const parts = [
    rule,
    ...(cite === undefined ? [] : [cite.document]),
    ...(cite?.table === undefined ? [] : [`table ${cite.table}`]),
    ...(cite?.row === undefined ? [] : [`row ${cite.row}`]),
  ];
  return parts
    .join(', ')
    .replaceAll(/[^A-Za-z0-9 .,/_-]/g, ' ')
    .slice(0, 120);
}

/** "50000-59999" as its two ends. */
export function portEnds(ports: string): { from: string; to: string } {
  const [from = '', to = from] = ports.split('-');
  return { from, to };
}
