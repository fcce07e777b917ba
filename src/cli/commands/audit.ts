import { anyText, oneOf } from '../argument-values.ts';
import { command, flag, value } from '../command.ts';
import { planOperands, planOptions } from '../plan-options.ts';
import { sweepers } from '../../probe/sweeps/choose.ts';
import { formatOption } from '../format-option.ts';
import { parseOutputs } from '../output-requests.ts';

const sweeperWords = ['auto', ...sweepers] as const;

export const audit = command({
  name: 'audit',
  summary: 'commandAudit',
  operands: planOperands,
  options: {
    ...planOptions,
    format: formatOption,
    out: value('optionOut', anyText, 'file'),
    sweeper: value('optionSweeper', oneOf(sweeperWords), sweeperWords),
    quiet: flag('optionQuiet'),
    yes: flag('optionYes'),
  },
  examples: [
    { line: 'audit site.yaml', says: 'exampleAudit' },
    { line: 'audit site.yaml --out runs/today --format junit=ports.xml', says: 'exampleAuditOut' },
    { line: 'audit site.yaml --vantage dmz --only external-https', says: 'exampleAuditOnly' },
  ],
  run: async (args, session) => {
    const requests = parseOutputs(args.format, session.world.cwd, 'table');
    // Its process starts while the rest is read and loaded; until the audit it sends nothing.
    const { loadRawSenders } = await import('../../vantage/local/raw/raw-senders.ts');
    const rawSenders = loadRawSenders();
    const { checkOutputs } = await import('../output.ts');
    checkOutputs(requests, session);
    const { prepare } = await import('../prepare.ts');
    const { systemLookup } = await import('../system-lookup.ts');
    const prepared = await prepare(args, systemLookup);
    const { audit: runAudit } = await import('../audit.ts');
    const settings = { ...args, sweeper: args.sweeper ?? 'auto', rawSenders };
    const result = await runAudit(prepared, settings, session);
    const { concludeAudit } = await import('../audit/conclude.ts');
    return concludeAudit(result, { requests, quiet: args.quiet }, session);
  },
});
