import * as z from 'zod';
import { anyText } from '../argument-values.ts';
import { command, flag, operands } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { formatOption } from '../format-option.ts';
import { parseOutputs } from '../output-requests.ts';

export const report = command({
  name: 'report',
  summary: 'commandReport',
  operands: { run: operands('operandRun', z.array(anyText).min(1), 'file') },
  options: { format: formatOption, join: flag('optionJoin') },
  examples: [
    { line: 'report runs/today', says: 'exampleReport' },
    { line: 'report runs/today --format markdown=ports.md --lang es', says: 'exampleReportMarkdown' },
    { line: 'report runs/monday runs/friday --format pdf=week.pdf', says: 'exampleReportSeveral' },
    { line: 'report runs --format html=index.html', says: 'exampleReportIndex' },
  ],
  run: async (args, session) => {
    const usual = args.format.length === 0 ? 'table' : undefined;
    const requests = parseOutputs(args.format, session.world.cwd, usual);
    const { checkOutputs } = await import('../output.ts');
    checkOutputs(requests, session);
    const { showRuns } = await import('../show-runs.ts');
    await showRuns(args.run, requests, session, args.join);
    return exitStatus.compliant;
  },
});
