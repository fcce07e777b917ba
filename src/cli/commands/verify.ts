import { anyText } from '../argument-values.ts';
import { command, operand, value } from '../command.ts';

export const verify = command({
  name: 'verify',
  summary: 'commandVerify',
  operands: { run: operand('operandVerify', anyText, 'file') },
  options: { ca: value('optionCa', anyText, 'file') },
  examples: [
    { line: 'verify runs/today', says: 'exampleVerify' },
    { line: 'verify runs --ca authority.pem', says: 'exampleVerifyCa' },
  ],
  run: async (args, session) => {
    const { verifyRuns } = await import('../verify.ts');
    return verifyRuns(args.run, args.ca, session);
  },
});
