import { anyText, duration, oneOf, webAddress } from '../argument-values.ts';
import { command, flag, operandUnless, value, values } from '../command.ts';
import { planOptions } from '../plan-options.ts';
import { sweepers } from '../../probe/sweeps/choose.ts';
import { exitStatus } from '../exit-status.ts';
import { hasWorkers } from '../fleet/queue-url-of.ts';
import { formatOption } from '../format-option.ts';
import { parseOutputs } from '../output-requests.ts';

const sweeperWords = ['auto', ...sweepers] as const;

export const audit = command({
  name: 'audit',
  summary: 'commandAudit',
  operands: { site: operandUnless('resume', 'operandSite', anyText, 'file') },
  options: {
    ...planOptions,
    format: formatOption,
    out: value('optionOut', anyText, 'file'),
    resume: value('optionResume', anyText, 'file'),
    against: value('optionAgainst', anyText, 'file'),
    key: value('optionKey', anyText, 'file'),
    tsa: value('optionTsa', webAddress),
    sweeper: value('optionSweeper', oneOf(sweeperWords), sweeperWords),
    'far-side': values('optionFarSide', anyText, 'file'),
    'far-side-key': value('optionFarSideKey', anyText, 'file'),
    quiet: flag('optionQuiet'),
    keep: value('optionKeep', duration),
    jitter: value('optionJitter', duration),
    deadline: value('optionDeadline', duration),
    wait: value('optionWait', duration),
    yes: flag('optionYes'),
  },
  examples: [
    { line: 'audit site.yaml', says: 'exampleAudit' },
    { line: 'audit site.yaml --out runs/today --format junit=ports.xml', says: 'exampleAuditOut' },
    { line: 'audit site.yaml --vantage dmz --only external-https', says: 'exampleAuditOnly' },
    { line: 'audit --resume runs/today', says: 'exampleAuditResume' },
    { line: 'audit site.yaml --far-side far-side.jsonl', says: 'exampleAuditFarSide' },
    { line: 'audit site.yaml --queue rediss://centre@queue.contoso.example:6380', says: 'exampleAuditQueue' },
    {
      line: 'audit site.yaml --quiet --out runs/ --keep 90d --deadline 4h',
      says: 'exampleAuditNightly',
    },
  ],
  run: async (args, session) => {
    const requests = parseOutputs(args.format, session.world.cwd, 'table');
    const { loadRawSenders } = await import('../../vantage/local/raw/raw-senders.ts');
    const rawSenders = session.world.rawSenders ?? loadRawSenders();
    const { checkOutputs } = await import('../output.ts');
    checkOutputs(requests, session);
    const { refuseKeepWithoutRuns, waitJitter, watchRun } = await import('../unattended/begin.ts');
    refuseKeepWithoutRuns(args);
    const { openSealing } = await import('../audit/sealing.ts');
    const seal = await openSealing(args, session);
    const against =
      args.against === undefined
        ? undefined
        : await (await import('../../report/read.ts')).readReport(args.against);
    if (!(await waitJitter(args, session))) return exitStatus.interrupted;
    const { prepareAudit } = await import('../audit/prepare-audit.ts');
    const { prepared, resumable } = await prepareAudit(args);
    // loaded where they are wanted: the sweep waits for what is loaded before it
    const farSide =
      args['far-side'].length === 0 && args['far-side-key'] === undefined
        ? undefined
        : await (await import('../audit/far-side.ts')).farSideOf(args, prepared.site.pace, session);
    const fleet =
      args.queue === undefined && !hasWorkers(prepared.site)
        ? undefined
        : await (
            await import('../fleet/open-fleet.ts')
          ).openFleet(args.queue, prepared, { farSide: farSide !== undefined, quiet: args.quiet }, session);
    const watched = await watchRun(prepared, { ...args, out: args.resume ?? args.out, against }, session);
    if (watched === null) return exitStatus.interrupted;
    try {
      const { audit: runAudit } = await import('../audit.ts');
      const settings = {
        ...args,
        sweeper: args.sweeper ?? resumable?.saved.settings.options.sweeper ?? 'auto',
        rawSenders,
        farSide,
        fleet,
        resumable,
        against,
        sealing: { ...seal, retired: watched.retired },
        yes: args.yes || resumable !== undefined,
      };
      const result = await runAudit(prepared, settings, session);
      const { concludeAudit } = await import('../audit/conclude.ts');
      return await concludeAudit(result, { requests, quiet: args.quiet, watched }, session);
    } finally {
      await watched.release();
    }
  },
});
