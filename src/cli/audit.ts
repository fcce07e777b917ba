import type { Observation } from '../model/observation.ts';
import type { Reason } from '../model/reason.ts';
import type { Report } from '../model/report.ts';
import { estimatePlan } from '../plan/estimate.ts';
import { carryOut } from '../run/carry-out.ts';
import type { RunWorld } from '../run/world.ts';
import type { RawSenders } from '../vantage/local/raw/raw-senders.ts';
import { openKeeper } from './audit/keeper.ts';
import { refuseUnlessPermitted } from './audit/permit.ts';
import { reportOf } from './audit/run-report.ts';
import { plannedEnds, stopSignal } from './audit/stop-signal.ts';
import { openVantages } from './open-vantages.ts';
import type { Prepared } from './prepare.ts';
import { openProgress } from './progress.ts';
import { runWorld } from './run-world.ts';
import type { Session } from './session.ts';

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
 * Carries a plan out, judges what came back, and answers the report. Refuses before the first packet what is
 * not permitted. An interruption ends the asking, not the report: what was seen is judged, the rest is
 * inconclusive. So does a disk that is full after the first packet: the report is still made.
 */
export async function audit(
  prepared: Prepared,
  settings: AuditSettings,
  session: Session,
): Promise<AuditResult> {
  const { site, plan } = prepared;
  const { world } = session;
  const startedAt = world.now();
  const estimate = estimatePlan(plan);
  refuseUnlessPermitted(prepared, estimate, settings.yes, startedAt, session);

  const keeper = await openKeeper(settings.out, plan);
  const stop = stopSignal(plannedEnds(site.authorization), startedAt, world.interrupted);
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

  const course = { startedAt, finishedAt: world.now(), complete: !stop.signal.aborted, vantages };
  const report = reportOf(prepared, observations, course, session);
  await keeper.keep((folder) => folder.finish(report));
  return { report, unkept: keeper.failure() };
}
