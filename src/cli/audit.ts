import { planLeft } from '../evidence/resume.ts';
import { ShownSoFar } from '../evidence/shown-so-far.ts';
import type { Sealing } from '../evidence/seal.ts';
import type { Reason } from '../model/reason.ts';
import type { Report } from '../model/report.ts';
import { estimatePlan } from '../plan/estimate.ts';
import { driftBetween, type Drift } from '../report/drift/drift.ts';
import type { FarSideAsker, RunWorld } from '../run/world.ts';
import type { RawSenders } from '../vantage/local/raw/raw-senders.ts';
import { askEverywhere, partHere } from './audit/ask.ts';
import { beginRun } from './audit/begin-run.ts';
import { countTogether } from './audit/count-together.ts';
import { resumeRun, type Resumable } from './audit/resume-run.ts';
import { refuseUnlessPermitted } from './audit/permit.ts';
import { reportOf, vantageFacts } from './audit/run-report.ts';
import { plannedEnds, stopSignal } from './audit/stop-signal.ts';
import type { Fleet } from './fleet/open-fleet.ts';
import { openVantages } from './open-vantages.ts';
import type { Prepared } from './prepare.ts';
import { openProgress } from './progress.ts';
import { runWorld } from './run-world.ts';
import type { Session } from './session.ts';
import { openHops } from './ssh-hops.ts';

export interface AuditSettings {
  readonly sweeper: RunWorld['sweeper'];
  /** Folder to keep the run in; with a slash at its end, the run gets a folder of its own in it. */
  readonly out?: string | undefined;
  /** A run that is gone on with. */
  readonly resumable?: Resumable | undefined;
  /** Who signs the run's folder, and who stamps the time. */
  readonly sealing?: Omit<Sealing, 'now'> | undefined;
  readonly quiet: boolean;
  /** Milliseconds after which the run stops. */
  readonly deadline?: number | undefined;
  /** The senders in a process of their own, where they were started already. */
  readonly rawSenders?: Promise<RawSenders>;
  /** A listener on the far side, which is asked too. */
  readonly farSide?: FarSideAsker | undefined;
  /** Vantages that workers ask from. */
  readonly fleet?: Fleet | undefined;
  /** An earlier run to compare with. */
  readonly against?: Report | undefined;
  /** A large plan was confirmed. */
  readonly yes: boolean;
}

export interface AuditResult {
  readonly report: Report;
  /** What changed since the run that was named; null: none was. */
  readonly drift: Drift | null;
  /** Why the run's folder is not whole, and where else the run is kept; empty: it is, or none was wanted. */
  readonly unkept: readonly Reason[];
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
  refuseUnlessPermitted(prepared, estimatePlan(plan), settings.yes, startedAt, session);

  const { resumable } = settings;
  const begun =
    resumable === undefined
      ? await beginRun(prepared, settings, session, startedAt)
      : await resumeRun(resumable, prepared, settings, session);
  const left = planLeft(plan, begun.asked);
  const ends = plannedEnds(site, startedAt, settings.deadline);
  const stop = stopSignal(ends, world.now, world.interrupted);
  const { fleet } = settings;
  const here = partHere(left, fleet?.vantages ?? new Set());
  const { vantages, close } = await openVantages(
    { site, plan: here },
    openHops(prepared.siteFile, session),
    settings.rawSenders,
  );
  const progress = openProgress(estimatePlan(left), session, settings.quiet);
  const counted = countTogether(progress.show);
  const soFar = new ShownSoFar();
  for (const asked of begun.asked) soFar.add(asked);
  try {
    await begun.prove(vantages, plan);
    const run = runWorld(vantages, settings.sweeper, site.pace.timeoutMs, stop.signal, counted.here);
    const farSide = settings.farSide === undefined ? {} : { farSide: settings.farSide };
    const there = fleet?.ask({
      id: begun.id,
      plan,
      left,
      sweeper: settings.sweeper,
      notAfter: ends.map(({ at }) => at).toSorted((a, b) => a.getTime() - b.getTime())[0],
      signal: stop.signal,
      keepSlice: begun.keepSlice,
      keepWorker: begun.note,
      onAttempts: counted.there,
    });
    await begun.noteVantages(fleet?.facts() ?? []);
    for await (const { shown, whole } of askEverywhere(
      { plan: here, world: { ...run, ...farSide } },
      there,
    )) {
      const { vantage, address } = shown[0]!;
      soFar.add({ vantage, address, observations: shown, whole });
      counted.done(soFar.shown.length - begun.asked.length);
      await begun.keep(shown, whole);
    }
  } finally {
    progress.end();
    stop.end();
    await close();
  }

  const course = {
    ...begun,
    ...(await begun.end(fleet?.warnings() ?? [])),
    complete: !stop.signal.aborted,
    vantages: [...vantageFacts(site, vantages), ...(fleet?.facts() ?? [])],
    before: [...begun.before, ...soFar.replaced.map(({ observations }) => observations)],
  };
  const observations = soFar.shown.flatMap((shown) => shown.observations);
  const report = reportOf(prepared, observations, course, session.language);
  const { against } = settings;
  const drift = against === undefined ? null : driftBetween(against, report, session.language);
  if (drift !== null) await begun.keepDrift(drift);
  return { report, drift, unkept: await begun.finish(report) };
}
