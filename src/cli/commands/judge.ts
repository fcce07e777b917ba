import { anyText } from '../argument-values.ts';
import { command, operand, value, values } from '../command.ts';
import { statusOfRun } from '../exit-status.ts';
import { formatOption } from '../format-option.ts';
import { parseOutputs } from '../output-requests.ts';

export const judge = command({
  name: 'judge',
  summary: 'commandJudge',
  operands: { run: operand('operandRunFolder', anyText, 'file') },
  options: {
    format: formatOption,
    'far-side': values('optionFarSideAfter', anyText, 'file'),
    'far-side-key': value('optionFarSideKey', anyText, 'file'),
  },
  examples: [
    { line: 'judge runs/today', says: 'exampleJudge' },
    { line: 'judge runs/today --format html=again.html', says: 'exampleJudgeHtml' },
    { line: 'judge runs/today --far-side far-side.jsonl', says: 'exampleJudgeFarSide' },
  ],
  run: async (args, session) => {
    const requests = parseOutputs(args.format, session.world.cwd, 'table');
    const { checkOutputs, writeReport } = await import('../output.ts');
    checkOutputs(requests, session);
    const { observationsOf, readRun } = await import('../../evidence/read-run.ts');
    const { withTestimonies } = await import('../audit/far-side.ts');
    const { judgeAgain } = await import('../judge-again.ts');
    const saved = await readRun(args.run);
    const observations = await withTestimonies(observationsOf(saved), args, session);
    const report = judgeAgain(saved, session.language, observations);
    await writeReport(report, requests, session);
    return statusOfRun(report);
  },
});
