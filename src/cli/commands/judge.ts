import * as z from 'zod';
import { anyText } from '../argument-values.ts';
import { command, operands, value, values } from '../command.ts';
import { statusOfRun } from '../exit-status.ts';
import { formatOption } from '../format-option.ts';
import { parseOutputs } from '../output-requests.ts';

export const judge = command({
  name: 'judge',
  summary: 'commandJudge',
  operands: { run: operands('operandRunFolders', z.array(anyText).min(1), 'file') },
  options: {
    format: formatOption,
    'far-side': values('optionFarSideAfter', anyText, 'file'),
    'far-side-key': value('optionFarSideKey', anyText, 'file'),
  },
  examples: [
    { line: 'judge runs/today', says: 'exampleJudge' },
    { line: 'judge runs/today --format html=again.html', says: 'exampleJudgeHtml' },
    { line: 'judge runs/outside runs/dmz', says: 'exampleJudgeSeveral' },
    { line: 'judge runs/today --far-side far-side.jsonl', says: 'exampleJudgeFarSide' },
  ],
  run: async (args, session) => {
    const requests = parseOutputs(args.format, session.world.cwd, 'table');
    const { checkOutputs, writeReport } = await import('../output.ts');
    checkOutputs(requests, session);
    const { judgeRuns } = await import('../judge-runs.ts');
    const report = await judgeRuns(args.run, args, session);
    await writeReport(report, requests, session);
    return statusOfRun(report);
  },
});
