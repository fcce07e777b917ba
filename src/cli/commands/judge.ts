import * as z from 'zod';
import { anyText } from '../argument-values.ts';
import { command, operands, value, values } from '../command.ts';
import type { Report } from '../../model/report.ts';
import type { FarSideRequest } from '../audit/far-side.ts';
import { badUsage } from '../bad-usage.ts';
import { statusOfRun } from '../exit-status.ts';
import { formatOption } from '../format-option.ts';
import { parseOutputs } from '../output-requests.ts';
import type { Session } from '../session.ts';

export const judge = command({
  name: 'judge',
  summary: 'commandJudge',
  operands: { run: operands('operandRunFolders', z.array(anyText).min(1), 'file') },
  options: {
    format: formatOption,
    'far-side': values('optionFarSideAfter', anyText, 'file'),
    'far-side-key': value('optionFarSideKey', anyText, 'file'),
    nmap: values('optionJudgeNmap', anyText, 'file'),
    masscan: values('optionJudgeMasscan', anyText, 'file'),
    naabu: values('optionJudgeNaabu', anyText, 'file'),
    vantage: value('optionJudgeVantage', anyText),
  },
  examples: [
    { line: 'judge runs/today', says: 'exampleJudge' },
    { line: 'judge runs/today --format html=again.html', says: 'exampleJudgeHtml' },
    { line: 'judge runs/outside runs/dmz', says: 'exampleJudgeSeveral' },
    { line: 'judge runs/today --far-side far-side.jsonl', says: 'exampleJudgeFarSide' },
    { line: 'judge site.yaml --vantage dmz --nmap scan.xml', says: 'exampleJudgeNmap' },
  ],
  run: async (args, session) => {
    const requests = parseOutputs(args.format, session.world.cwd, 'table');
    const { checkOutputs, writeReport } = await import('../output.ts');
    checkOutputs(requests, session);
    const report = await judged(args, session);
    await writeReport(report, requests, session);
    return statusOfRun(report);
  },
});

type JudgeArguments = FarSideRequest & {
  readonly run: readonly string[];
  readonly nmap: readonly string[];
  readonly masscan: readonly string[];
  readonly naabu: readonly string[];
  readonly vantage?: string | undefined;
};

async function judged(args: JudgeArguments, session: Session): Promise<Report> {
  const files = (['nmap', 'masscan', 'naabu'] as const).flatMap((scanner) =>
    args[scanner].map((file) => ({ scanner, file })),
  );
  if (files.length === 0) {
    const { judgeRuns } = await import('../judge-runs.ts');
    return judgeRuns(args.run, args, session);
  }
  const [run, ...more] = args.run;
  if (more.length > 0) throw badUsage({ code: 'foreignOneRun', values: {} });
  const { judgeForeign } = await import('../judge-foreign.ts');
  return judgeForeign({ ...args, run: run! }, files, session);
}
