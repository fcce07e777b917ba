import { oneOf } from '../argument-values.ts';
import { command, flag, value } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { planOperands, planOptions } from '../plan-options.ts';

const planFormats = ['table', 'json'] as const;

export const plan = command({
  name: 'plan',
  summary: 'commandPlan',
  operands: planOperands,
  options: {
    ...planOptions,
    'no-resolve': flag('optionNoResolve'),
    format: value('optionPlanFormat', oneOf(planFormats), planFormats),
  },
  examples: [
    { line: 'plan site.yaml', says: 'examplePlan' },
    { line: 'plan site.yaml --no-resolve --format json', says: 'examplePlanJson' },
  ],
  run: async (args, session) => {
    const { prepare } = await import('../prepare.ts');
    const { leaveNamesAlone, systemLookup } = await import('../system-lookup.ts');
    const { planJson, renderPlanTable } = await import('../plan-text.ts');
    const { writeText } = await import('../output.ts');
    const prepared = await prepare(args, args['no-resolve'] ? leaveNamesAlone : systemLookup);
    const pieces = args.format === 'json' ? planJson(prepared) : [renderPlanTable(prepared, session)];
    for (const piece of pieces) await writeText(piece, session);
    return exitStatus.compliant;
  },
});
