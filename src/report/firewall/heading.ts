import type { Allowances } from '../../plan/allow-rules.ts';
import { makeVisible } from '../clean.ts';
import type { FirewallOptions } from './format.ts';

/** What every format says first, as comment lines: of which site, what is left out, and what has no rule. */
export function heading({ missing }: Allowances, { site, say }: FirewallOptions): string[] {
  return [
    say('firewallHeading', { site }),
    say('firewallOptional'),
    ...(missing.length === 0 ? [] : [say('firewallMissing', { missing: missing.join(', ') })]),
  ].map((line) => `# ${makeVisible(line)}`);
}
