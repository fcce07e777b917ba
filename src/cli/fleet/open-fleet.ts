import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { planHash } from '../../evidence/plan-lines.ts';
import type { WorkerProof } from '../../evidence/journal.ts';
import type { SliceRecord } from '../../evidence/slice-record.ts';
import { shareOfRate } from '../../fleet/cut.ts';
import { gather } from '../../fleet/gather.ts';
import { orderingOf } from '../../fleet/order-slice.ts';
import { openSliceQueue } from '../../fleet/queue/slice-queue.ts';
import type { Slice } from '../../fleet/slice.ts';
import type { SliceResult } from '../../fleet/slice-result.ts';
import type { Gathered, VantageOrder } from '../../fleet/slice-book.ts';
import type { Plan, Target } from '../../model/plan.ts';
import type { Reason } from '../../model/reason.ts';
import type { Report } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import { cleanTerminal } from '../../report/clean.ts';
import { systemClock } from '../../run/clock.ts';
import { interruptionOf } from '../../run/interruption.ts';
import type { RunWorld } from '../../run/world.ts';
import { badUsage } from '../bad-usage.ts';
import type { Prepared } from '../prepare.ts';
import type { Session } from '../session.ts';
import { queuePackages, readQueueAccess, readSigningKeyFile } from './queue-files.ts';
import { anchorFiles } from './anchor-files.ts';
import { ClockWatch } from './clock-watch.ts';
import { queueUrlOf } from './queue-url-of.ts';

/** A run's vantages that are asked by workers. */
export interface Fleet {
  readonly vantages: ReadonlySet<string>;
  readonly ask: (run: FleetRun) => AsyncGenerator<Gathered>;
  /** What the report must say of it, once the asking has ended. */
  readonly warnings: () => Reason[];
  readonly facts: () => Report['vantages'];
}

export interface FleetRun {
  readonly id: string;
  /** The run's whole plan: slices are bound to it. */
  readonly plan: Plan;
  /** What of it is left to ask. */
  readonly left: Plan;
  readonly sweeper: RunWorld['sweeper'];
  /** When nothing may be sent any more. */
  readonly notAfter: Date | undefined;
  readonly signal: AbortSignal;
  readonly keepSlice: (record: SliceRecord) => void;
  readonly keepWorker: (proof: WorkerProof) => void;
  readonly onAttempts: (count: number) => void;
}

/** An unhelped queue or an absent worker is waited for so long, unless the site says otherwise. */
const usualPatienceMs = 5 * 60_000;

/**
 * What is needed to have workers ask: read, and refused where it is not whole, before the first packet. Undefined: this
 * run needs no workers. Throws InputError.
 */
export async function openFleet(
  url: string | undefined,
  { site, siteFile, plan }: Prepared,
  { farSide, quiet }: { readonly farSide: boolean; readonly quiet: boolean },
  session: Session,
): Promise<Fleet | undefined> {
  const vantages = new Set(
    [...targetsOf(plan)].map(({ vantage }) => vantage).filter((name) => hasWorkers(site, name)),
  );
  const there = queueUrlOf(url, site);
  if (url !== undefined && !Object.keys(site.vantages).some((name) => hasWorkers(site, name)))
    throw badUsage({ code: 'queueWithoutWorkers', values: {} });
  if (vantages.size === 0) return undefined;
  if (there === undefined) throw badUsage({ code: 'queueUrlMissing', values: {} });
  if (farSide) throw badUsage({ code: 'farSideWithWorkers', values: { vantages: [...vantages] } });
  const { queue = {} } = site;
  if (queue.signingKey === undefined) throw badUsage({ code: 'sliceKeyMissing', values: {} });
  const key = await readSigningKeyFile(queue.signingKey, siteFile, session.world.cwd);
  const access = await readQueueAccess(queue, there, siteFile, session);
  const packages = await queuePackages();
  const anchors = anchorFiles(async (file) => readFile(file, 'latin1'));

  const clocks = new ClockWatch();
  const notBelieved = new Map<string, number>();
  const workers = new Map<
    string,
    { readonly vantage: string; readonly key: string; readonly host: string }
  >();
  const tell = (reason: Reason): void => {
    if (reason.code === 'fleetNotBelieved') {
      const vantage = String(reason.values['vantage']);
      notBelieved.set(vantage, (notBelieved.get(vantage) ?? 0) + 1);
    }
    if (!quiet) session.world.stderr.write(`${cleanTerminal(session.say(reason.code, reason.values))}\n`);
  };

  const ordersOf = ({ id, plan, left, sweeper, notAfter }: FleetRun): VantageOrder[] => {
    const shares = shareOfRate(left);
    const run = {
      run: id,
      session: randomBytes(8).toString('hex'),
      plan: planHash(plan),
      site: site.name,
      notAfter: notAfter?.toISOString() ?? null,
      sweeper,
    };
    return [...vantages].map((vantage) => {
      const settings = site.vantages[vantage]!;
      const { method } = left;
      const paced = { ...method, pace: { ...method.pace, rate: shares.get(vantage) ?? method.pace.rate } };
      return {
        vantage,
        plan: { ...left, method: paced },
        ordering: orderingOf(run, vantage, settings, paced),
        workers: settings.workers!,
        key,
        anchorsOf: async (targets: readonly Target[]): Promise<Slice['anchors']> => anchors(targets),
      };
    });
  };

  return {
    vantages,
    ask: (run) =>
      gather(ordersOf(run), {
        openQueue: (vantage) => openSliceQueue(vantage, access, packages),
        now: session.world.now,
        nowMs: () => performance.now(),
        sleep: systemClock.sleep,
        stop: () => interruptionOf(run.signal)[0],
        patienceMs: queue.patienceMs ?? usualPatienceMs,
        keep: run.keepSlice,
        tell,
        onProgress: run.onAttempts,
        onResult: (result, by, issuedAt) => {
          clocks.note(result, issuedAt, session.world.now());
          const id = `${result.vantage} ${by}`;
          if (workers.has(id)) return;
          workers.set(id, { vantage: result.vantage, key: by, host: result.host });
          run.keepWorker(workerProof(result, by));
        },
      }),
    warnings: () => [
      ...[...notBelieved].map(([vantage, count]) => ({
        code: 'answersNotBelieved',
        values: { vantage, count },
      })),
      ...clocks.warnings(),
    ],
    facts: () =>
      [...vantages].map((name) => {
        const { standsFor, source } = site.vantages[name]!;
        const mine = [...workers.values()].filter(({ vantage }) => vantage === name);
        const known = mine.map(({ key, host }) => ({ key, host }));
        return {
          name,
          standsFor,
          transport: 'queue',
          source,
          ...(known.length === 0 ? {} : { workers: known }),
        };
      }),
  };
}

function workerProof({ vantage, host, version, proof }: SliceResult, key: string): WorkerProof {
  return { kind: 'worker', vantage, key, host, version, proof };
}

function hasWorkers(site: Site, vantage: string): boolean {
  return site.vantages[vantage]?.workers !== undefined;
}

function* targetsOf(plan: Plan): Generator<Target> {
  for (const part of plan.parts()) if (part.kind === 'target') yield part.target;
}
