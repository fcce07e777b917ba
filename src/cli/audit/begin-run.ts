import { join, resolve } from 'node:path';
import { clockMoved, readClock, type ClockReading } from '../../evidence/clock.ts';
import { baseOf, headsOf, runsIn, siteOf, type RunBeside } from '../../evidence/links.ts';
import { machineFacts } from '../../evidence/machine.ts';
import type { TargetShown } from '../../evidence/shown-so-far.ts';
import { openRunFolder, type RunFolder, type RunStart } from '../../evidence/run-folder.ts';
import { settingsSchemaId, type RunLink, type RunSettings } from '../../evidence/settings.ts';
import { proveVantage } from '../../evidence/vantage-proof.ts';
import type { Ended, JournalEntry } from '../../evidence/journal.ts';
import type { SliceRecord } from '../../evidence/slice-record.ts';
import type { Observation } from '../../model/observation.ts';
import type { Plan } from '../../model/plan.ts';
import type { Reason } from '../../model/reason.ts';
import type { Report } from '../../model/report.ts';
import type { Drift } from '../../report/drift/drift.ts';
import type { RunWorld } from '../../run/world.ts';
import type { AuditSettings } from '../audit.ts';
import type { Prepared } from '../prepare.ts';
import type { Session } from '../session.ts';
import { newRunId, toolFacts } from '../tool.ts';
import { processes } from '../processes.ts';
import { openKeeper, type Keeper } from './keeper.ts';
import { vantageFacts } from './run-report.ts';

/** A run that has begun: who it is, what of it was seen before, and where what comes is kept. */
export interface BegunRun {
  readonly id: string;
  readonly startedAt: Date;
  /** What was asked wholly before the run was cut short, and what it showed. */
  readonly asked: readonly TargetShown[];
  /** What targets showed before that are asked again. */
  readonly before: readonly (readonly Observation[])[];
  readonly keep: (shown: readonly Observation[], whole: boolean) => Promise<void>;
  readonly keepSlice: (record: SliceRecord) => void;
  readonly note: (entry: JournalEntry) => void;
  readonly prove: (vantages: RunWorld['vantages'], plan: Plan) => Promise<void>;
  /** Vantages that are not this machine's to prove. */
  readonly noteVantages: (facts: Report['vantages']) => Promise<void>;
  /**
   * Reads the clock at the end of the asking, and tells what the report must say of the run itself: `more` is what
   * came up meanwhile.
   */
  readonly end: (
    more: readonly Reason[],
  ) => Promise<{ readonly finishedAt: Date; readonly warnings: readonly Reason[] }>;
  readonly keepDrift: (drift: Drift) => Promise<void>;
  /** Answers why the folder is not whole. */
  readonly finish: (report: Report) => Promise<Reason[]>;
}

/** Begins a run without a folder, or in a new one, before its first packet. */
export async function beginRun(
  prepared: Prepared,
  settings: Pick<AuditSettings, 'out' | 'sweeper' | 'sealing'>,
  session: Session,
  startedAt: Date,
): Promise<BegunRun> {
  const id = newRunId(startedAt);
  const { out } = settings;
  if (out === undefined) {
    return {
      id,
      startedAt,
      asked: [],
      before: [],
      keep: async () => {},
      keepSlice: () => {},
      note: () => {},
      prove: async () => {},
      noteVantages: async () => {},
      end: async (more) => ({ finishedAt: session.world.now(), warnings: more }),
      keepDrift: async () => {},
      finish: async () => [],
    };
  }
  const named = /[/\\]$/.test(out) ? join(out, id) : out;
  const path = resolve(session.world.cwd, named);
  const beside = await runsIn(baseOf(path));
  const { now } = session.world;
  const clock = await readClock(now);
  const start: RunStart = {
    settings: settingsOf(prepared, settings, session, {
      id,
      startedAt,
      // a run whose follower goes is followed anew
      beside: withoutRetired(beside, settings.sealing?.retired),
    }),
    site: prepared.site,
    profiles: prepared.profiles,
    plan: prepared.plan,
    inputs: prepared.inputs,
    begun: { kind: 'begun', clock, tool: toolFacts(), machine: await machineFacts() },
  };
  const keeper = await openKeeper({
    path: named,
    open: () => openRunFolder(path, start, processes),
    start,
    earlier: [],
    sealing: { now, ...settings.sealing },
  });
  const behind = clockBehind(beside, prepared.site.name, startedAt);
  return keptRun({ id, startedAt, asked: [], before: [], keeper, clock, warnings: behind }, prepared, now);
}

interface KeptRun {
  readonly id: string;
  readonly startedAt: Date;
  readonly asked: readonly TargetShown[];
  readonly before: readonly (readonly Observation[])[];
  readonly keeper: Keeper;
  /** At the beginning, or when the run was resumed. */
  readonly clock: ClockReading;
  readonly warnings: readonly Reason[];
}

/** A run whose folder stands. */
export function keptRun(
  { id, startedAt, asked, before, keeper, clock, warnings }: KeptRun,
  { site }: Pick<Prepared, 'site'>,
  now: () => Date,
): BegunRun {
  const inFolder = (write: (folder: RunFolder) => Promise<void>) => keeper.keep(write);
  let ended: Ended = { kind: 'ended', clock, complete: false, clockMovedMs: 0, warnings };
  return {
    id,
    startedAt,
    asked,
    before,
    keep: (shown, whole) => inFolder(({ addObservations }) => addObservations(shown, whole)),
    // kept in the order of their coming, each after the one before
    keepSlice: (record) => void inFolder(({ addSlice }) => addSlice(record)),
    note: (entry) => void inFolder(({ note }) => note(entry)),
    noteVantages: async (facts) => {
      const elsewhere = { interfaces: [], routes: [], routesLeft: 0 };
      for (const { name, standsFor, transport, source } of facts)
        await inFolder(({ note }) =>
          note({ kind: 'vantage', name, standsFor, transport, source, ...elsewhere }),
        );
    },
    prove: async (vantages, plan) => {
      for (const facts of vantageFacts(site, vantages)) {
        const vantage = vantages.get(facts.name)!;
        const failed = 'close' in vantage ? {} : { failed: vantage.failed };
        const proof = await proveVantage({ ...facts, ...failed }, plan);
        await inFolder(({ note }) => note(proof));
      }
    },
    end: async (more) => {
      const clockNow = await readClock(now);
      const movedMs = clockMoved(clock, clockNow);
      ended = {
        ...ended,
        clock: clockNow,
        clockMovedMs: movedMs,
        warnings: [...warnings, ...more, ...moved(movedMs)],
      };
      return { finishedAt: new Date(clockNow.utc), warnings: ended.warnings };
    },
    keepDrift: (drift) => inFolder(({ keepDrift }) => keepDrift(drift)),
    finish: (report) => keeper.finish(report, { ...ended, complete: report.run.complete }),
  };
}

function moved(ms: number): Reason[] {
  const seconds = Math.round(Math.abs(ms) / 1000);
  return ms === 0 ? [] : [{ code: ms < 0 ? 'clockSetBack' : 'clockSetForward', values: { seconds } }];
}

function settingsOf(
  { site, siteFile, chosen, only, names }: Prepared,
  { sweeper }: Pick<AuditSettings, 'sweeper'>,
  { language }: Session,
  {
    id,
    startedAt,
    beside,
  }: { readonly id: string; readonly startedAt: Date; readonly beside: readonly RunBeside[] },
): Omit<RunSettings, 'inputs'> {
  return {
    schema: settingsSchemaId,
    run: id,
    startedAt: startedAt.toISOString(),
    site: siteFile,
    siteName: site.name,
    language,
    options: { vantages: [...chosen], only: [...only], sweeper },
    authorization: { ...site.authorization },
    names: Object.fromEntries(
      [...names].map(([name, answer]) => [
        name,
        answer.status === 'resolved' ? { ...answer, addresses: [...answer.addresses] } : answer,
      ]),
    ),
    before: headsOf(beside, site.name),
  };
}

function withoutRetired(beside: readonly RunBeside[], retired: readonly RunLink[] = []): RunBeside[] {
  const going = new Set(retired.map(({ folder }) => folder));
  return beside.filter(({ folder }) => !going.has(folder));
}

/** A run that ended after this one began: the clock was set back between them, or they go on side by side. */
function clockBehind(beside: readonly RunBeside[], site: string, startedAt: Date): Reason[] {
  const late = beside
    .filter((run) => siteOf(run) === site)
    .flatMap(({ manifest }) => manifest?.content.run ?? [])
    .filter(({ finishedAt }) => Date.parse(finishedAt) > startedAt.getTime())
    .toSorted((a, b) => Date.parse(b.finishedAt) - Date.parse(a.finishedAt))[0];
  if (late === undefined) return [];
  return [{ code: 'clockBehindRun', values: { run: late.id, finishedAt: late.finishedAt } }];
}
