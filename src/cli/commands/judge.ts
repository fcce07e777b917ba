import { anyText } from '../argument-values.ts';
import { command, operand } from '../command.ts';
import { statusOfRun } from '../exit-status.ts';
import { formatOption } from '../format-option.ts';
import { parseOutputs } from '../output-requests.ts';

export const judge = command({
  name: 'judge',
  summary: 'commandJudge',
  operands: { run: operand('operandRunFolder', anyText, 'file') },
  options: { format: formatOption },
  examples: [
    { line: 'judge runs/today', says: 'exampleJudge' },
    { line: 'judge runs/today --format html=again.html', says: 'exampleJudgeHtml' },
  ],
  run: async (args, session) => {
    const requests = parseOutputs(args.format, session.world.cwd, 'table');
    const { checkOutputs, writeReport } = await import('../output.ts');
    checkOutputs(requests, session);
    const { readRun } = await import('../../evidence/read-run.ts');
    const { judgeAgain } = await import('../judge-again.ts');
    const report = judgeAgain(await readRun(args.run), session.language);
    await writeReport(report, requests, session);
    return statusOfRun(report);
  },
});
