import { anyText } from '../argument-values.ts';
import { command, operand } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { formatOptionOf } from '../format-option.ts';
import { parseRequests } from '../output-requests.ts';
import { driftFormats } from '../../report/drift/formats.ts';

export const diff = command({
  name: 'diff',
  summary: 'commandDiff',
  operands: {
    old: operand('operandOld', anyText, 'file'),
    new: operand('operandNew', anyText, 'file'),
  },
  options: { format: formatOptionOf([...driftFormats.keys()]) },
  examples: [
    { line: 'diff runs/monday runs/tuesday', says: 'exampleDiff' },
    { line: 'diff runs/monday runs/tuesday --format markdown=changes.md', says: 'exampleDiffMarkdown' },
  ],
  run: async (args, session) => {
    const usual = args.format.length === 0 ? 'table' : undefined;
    const requests = parseRequests(args.format, session.world.cwd, usual, driftFormats);
    const { readReport } = await import('../../report/read.ts');
    const { driftBetween } = await import('../../report/drift/drift.ts');
    const { writeEach } = await import('../output.ts');
    const { language } = session;
    const drift = driftBetween(await readReport(args.old), await readReport(args.new), language);
    await writeEach(requests, session, ({ format }) => Promise.resolve(format.render(drift, language)));
    return drift.changed ? exitStatus.nonCompliant : exitStatus.compliant;
  },
});
