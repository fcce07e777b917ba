import { basename } from 'node:path';
import { oneOf } from '../argument-values.ts';
import { command, flag, value } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { planOperands } from '../plan-options.ts';

const formats = ['csv', 'nftables', 'windows-firewall', 'terraform'] as const;

export const exportRules = command({
  name: 'export',
  summary: 'commandExport',
  operands: planOperands,
  options: {
    format: value('optionFirewallFormat', oneOf(formats), formats),
    'no-resolve': flag('optionNoResolve'),
  },
  examples: [{ line: 'export site.yaml --format nftables', says: 'exampleExport' }],
  run: async ({ site: file, format = 'csv', 'no-resolve': alone }, session) => {
    const { loadSite } = await import('../../site/load.ts');
    const { resolveNames } = await import('../../site/resolve.ts');
    const { allowRules } = await import('../../plan/allow-rules.ts');
    const { firewallFormats } = await import('../../report/firewall/registry.ts');
    const { leaveNamesAlone, systemLookup } = await import('../system-lookup.ts');
    const { writeText } = await import('../output.ts');
    const { site, profiles } = await loadSite(file);
    const resolved = await resolveNames(site, alone ? leaveNamesAlone : systemLookup);
    const allowances = allowRules(site, profiles, resolved);
    const { render } = firewallFormats.find(({ name }) => name === format)!;
    const options = { site: site.name || basename(file), language: session.language, say: session.say };
    await writeText(render(allowances, options), session);
    return exitStatus.compliant;
  },
});
