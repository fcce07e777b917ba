import { InputError } from '../model/mistake.ts';
import type { Observation } from '../model/observation.ts';
import type { Reason } from '../model/reason.ts';
import type { Report } from '../model/report.ts';
import { openRunFolder, type RunFolder } from '../evidence/run-folder.ts';
import { judge } from '../judge/judge.ts';
import { estimatePlan } from '../plan/estimate.ts';
import { assembleReport } from '../report/assemble.ts';
import { carryOut } from '../run/carry-out.ts';
import type { RunWorld } from '../run/world.ts';
import { closingTime, permissionAt } from '../site/authorization.ts';
import { formatNumber } from '../text/number.ts';
import { openVantages } from './open-vantages.ts';
import { outputReason } from './output-failure.ts';
import { badUsage, type Prepared } from './prepare.ts';
import { openProgress } from './progress.ts';
import { runWorld } from './run-world.ts';
import type { RawSenders } from '../vantage/local/raw/raw-senders.ts';
import type { Session } from './session.ts';
import { newRunId, toolFacts } from './tool.ts';

export interface AuditSettings {
  readonly sweeper: RunWorld['sweeper'];
  /** Folder to keep the run in. */
  readonly out?: string | undefined;
  readonly quiet: boolean;
  /** The senders in a process of their own, where they were started already. */
  readonly rawSenders?: Promise<RawSenders>;
  /** A large plan was confirmed. */
  readonly yes: boolean;
}

export interface AuditResult {
  readonly report: Report;
  /** Why the run's folder is not whole; null: it is, or none was wanted. */
  readonly unkept: Reason | null;
}

/**
 * Carries a plan out, judges what came back, and answers the report. Refuses before the first packet: outside
 * the authorization's window, or when the plan is larger than the site allows without a confirmation. An
 * interruption ends the asking, not the report: what was seen is judged, the rest is inconclusive. So does a
 * disk that is full after the first packet: the report is still made.
 */
export async function audit(
  prepared: Prepared,
  settings: AuditSettings,
  session: Session,
): Promise<AuditResult> {
  const { site, profiles, plan } = prepared;
  const { world } = session;
  const startedAt = world.now();
  const permission = permissionAt(site.authorization, startedAt);
  if (!permission.open) throw badUsage(permission.reason);
  const estimate = estimatePlan(plan);
  const attempts = estimate.attempts.most + estimate.controls.most;
  if (attempts > site.limits.attempts && !settings.yes)
    throw tooLarge(attempts, site.limits.attempts, session);

  const keeper = await openKeeper(settings.out, plan);
  const stop = stopSignal(site.authorization, startedAt, world.interrupted);
  const { vantages, close } = await openVantages(prepared, settings.rawSenders);
  const progress = openProgress(estimate, session, settings.quiet);
  const observations: Observation[] = [];
  try {
    const run = runWorld(vantages, settings.sweeper, site.pace.timeoutMs, stop.signal, progress.show);
    for await (const observation of carryOut(plan, run)) {
      observations.push(observation);
      await keeper.keep((folder) => folder.addObservation(observation));
    }
  } finally {
    progress.end();
    stop.end();
    await close();
  }

  const finishedAt = world.now();
  const report = assembleReport({
    tool: toolFacts(),
    run: {
      id: newRunId(startedAt),
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
      complete: !stop.signal.aborted,
    },
    site,
    profiles,
    vantages: [...vantages].map(([name, vantage]) => ({
      name,
      standsFor: site.vantages[name]!.standsFor,
      transport: 'close' in vantage ? vantage.transport : 'local',
      source: 'close' in vantage ? vantage.source : site.vantages[name]!.source,
    })),
    method: plan.method,
    notCovered: plan.notCovered,
    verdicts: judge(plan, observations, { now: startedAt }),
    // A part of a site must not look like the whole.
    warnings: prepared.only.length === 0 ? [] : [{ code: 'onlyAsked', values: { only: [...prepared.only] } }],
    language: session.language,
    now: startedAt,
  });
  await keeper.keep((folder) => folder.finish(report));
  return { report, unkept: keeper.failure() };
}

interface Keeper {
  readonly keep: (write: (folder: RunFolder) => Promise<void>) => Promise<void>;
  readonly failure: () => Reason | null;
}

/** Keeps a run in its folder until a write fails; then the run goes on without it, and the failure is told. */
async function openKeeper(path: string | undefined, plan: Prepared['plan']): Promise<Keeper> {
  if (path === undefined) return { keep: async () => {}, failure: () => null };
  const folder = await openRunFolder(path, plan);
  let failure: Reason | null = null;
  return {
    keep: async (write) => {
      if (failure !== null) return;
      await write(folder).catch((error: unknown) => {
        failure = outputReason(error, path);
      });
    },
    failure: () => failure,
  };
}

function tooLarge(attempts: number, limit: number, { language }: Session): InputError {
  const values = { attempts: formatNumber(language, attempts), limit: formatNumber(language, limit) };
  return badUsage({ code: 'planTooLarge', values });
}

/** A longer timer fires at once; no run lasts the 24 days that this is. */
const longestTimerMs = 2 ** 31 - 1;

/** Aborts when the person interrupts, or when the authorization ends. */
function stopSignal(
  authorization: Prepared['site']['authorization'],
  now: Date,
  interrupted: AbortSignal,
): { readonly signal: AbortSignal; readonly end: () => void } {
  const until = closingTime(authorization);
  const waitMs = until === undefined ? Infinity : until.getTime() - now.getTime();
  if (until === undefined || waitMs > longestTimerMs) return { signal: interrupted, end: () => {} };
  const closing = new AbortController();
  const reason = {
    code: 'authorizationOver',
    values: { until: until.toISOString(), at: until.toISOString() },
  };
  const timer = setTimeout(() => closing.abort(reason), waitMs);
  return { signal: AbortSignal.any([interrupted, closing.signal]), end: () => clearTimeout(timer) };
}
