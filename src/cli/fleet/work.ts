import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { carryOutSlice, type WorkerPlace } from '../../fleet/carry-out-slice.ts';
import { LeasedPace } from '../../fleet/leased-pace.ts';
import { openSliceWorker, type SliceInHand, type SliceWorker } from '../../fleet/queue/slice-worker.ts';
import { readSlice, type Slice } from '../../fleet/slice.ts';
import { readSliceResult } from '../../fleet/slice-result.ts';
import { watchRun } from '../../fleet/watch-run.ts';
import { loadWorkerSettings } from '../../fleet/worker-settings.ts';
import type { SignedText } from '../../evidence/signature/signed-text.ts';
import { TokenBucket } from '../../run/allowance.ts';
import { cleanTerminal } from '../../report/clean.ts';
import { machineAddresses } from '../../vantage/local/route.ts';
import { openLocalVantage } from '../../vantage/local/local-vantage.ts';
import { loadRawSenders } from '../../vantage/local/raw/raw-senders.ts';
import { badUsage } from '../bad-usage.ts';
import { exitStatus, type ExitStatus } from '../exit-status.ts';
import { runWorld } from '../run-world.ts';
import type { Session } from '../session.ts';
import { programVersion } from '../version.ts';
import { queuePackages, readQueueAccess, readSigningKeyFile } from './queue-files.ts';
import { withProvidedAnchors } from './provided-anchors.ts';

export interface WorkRequest {
  readonly vantage?: string | undefined;
  readonly settings?: string | undefined;
  readonly queue?: string | undefined;
}

const usualSettings = 'worker.yaml';
/** So much of a shared pace is held for all workers together: bursts stay short. */
const burstMs = 100;
/** Slices that are given back need no longer; then the program ends all the same. */
const endWithinMs = 8000;

/** Works at a vantage until it is interrupted: takes slices from its queue, carries them out, gives back what it saw. */
export async function work(
  { vantage, settings: file = usualSettings, queue }: WorkRequest,
  session: Session,
): Promise<ExitStatus> {
  const { world } = session;
  if (vantage === undefined) throw badUsage({ code: 'workerVantageMissing', values: {} });
  const settings = await loadWorkerSettings(resolve(world.cwd, file), file);
  const url = queue ?? settings.queue.url;
  if (url === undefined) throw badUsage({ code: 'workerQueueMissing', values: {} });
  const key = await readSigningKeyFile(settings.signingKey, file, world.cwd);
  const access = await readQueueAccess(settings.queue, url, file, session);
  const packages = await queuePackages();
  const raw = await loadRawSenders();

  const place: WorkerPlace = {
    vantage,
    coordinators: settings.coordinators,
    blackouts: settings.blackouts,
    key,
    host: hostname(),
    version: programVersion(),
    scope: settings.scope,
    ceiling: {
      rate: new TokenBucket(settings.pace.rate, () => performance.now()),
      perHost: settings.pace.perHost,
    },
    addresses: machineAddresses,
    open: async ({ source }, guard) => ({
      vantage: openLocalVantage({
        name: vantage,
        source,
        guard,
        senders: { syn: raw.syn, connect: raw.connect },
      }),
      close: async () => {},
    }),
    worldOf: (slice, vantages) =>
      withProvidedAnchors(
        runWorld(vantages, slice.sweeper, slice.method.pace.timeoutMs, world.interrupted, () => undefined),
        slice.anchors,
      ),
    now: world.now,
  };
  const log = logTo(session);
  const worker: SliceWorker = openSliceWorker(
    {
      vantage,
      name: `${place.host}.${process.pid}.${key.text.slice(8, 16)}`,
      slicesAtOnce: settings.slicesAtOnce,
      leaseMs: settings.leaseMs,
      carry: async (inHand) => carryInHand(inHand, place, sharedPace, worker, session),
      onTrouble: log.trouble,
      onReady: log.ready,
    },
    access,
    packages,
  );
  const sharedPace = pacesOf(worker);
  world.stderr.write(
    `${session.say('workerReady', { vantage, where: `${access.url.host}:${access.url.port}`, key: key.text })}\n`,
  );
  await interrupted(world.interrupted);
  world.stderr.write(`${session.say('workerStops')}\n`);
  await Promise.race([worker.close(), sleep(endWithinMs, undefined, { ref: false })]);
  raw.close();
  return exitStatus.compliant;
}

/** null: nobody waits for the slice any more. Throws where it is given back to the queue. */
async function carryInHand(
  { order, signal, onProgress }: SliceInHand,
  place: WorkerPlace,
  paceOf: (slice: Slice) => LeasedPace | undefined,
  worker: SliceWorker,
  session: Session,
): Promise<SignedText | null> {
  const say = (code: string, values: Record<string, string | number>): void => {
    session.world.stderr.write(`${place.now().toISOString()} ${cleanTerminal(session.say(code, values))}\n`);
  };
  // what is not signed has no run to look after: it is refused below
  const slice = readSlice(order.text);
  const watch = slice === undefined ? undefined : watchRun(slice, worker.beaconOf);
  const { run = '?', slice: number = 0, targets = [] } = slice ?? {};
  say('workerTook', { run, slice: number, targets: targets.length });
  try {
    const signals = watch === undefined ? [] : [watch.stopped, watch.over];
    const all = AbortSignal.any([signal, session.world.interrupted, ...signals]);
    const result = await carryOutSlice(order, place, { signal: all, paceOf, onProgress });
    if (session.world.interrupted.aborted) throw new Error('the worker ends');
    if (watch?.over.aborted === true) {
      say('workerGaveUp', { run, slice: number });
      return null;
    }
    const { refused, attempts } = readSliceResult(result.text)!;
    if (refused === null) say('workerDid', { run, slice: number, attempts });
    else say('workerRefused', { why: session.say(refused.code, refused.values) });
    return result;
  } finally {
    watch?.end();
  }
}

/** One share of each run's pace, whatever number of its slices this worker has in hand. */
function pacesOf(worker: SliceWorker): (slice: Slice) => LeasedPace | undefined {
  const paces = new Map<string, LeasedPace>();
  return ({ run, session, method }) => {
    const { rate } = method.pace;
    if (!Number.isFinite(rate)) return undefined;
    const id = `${run}.${session}`;
    const known =
      paces.get(id) ??
      new LeasedPace(rate, worker.leaseOf(id, rate, Math.max(1, (rate * burstMs) / 1000)), () =>
        performance.now(),
      );
    paces.delete(id);
    paces.set(id, known);
    // runs come and go; the few that go on side by side are the last ones
    if (paces.size > 32) paces.delete(paces.keys().next().value!);
    return known;
  };
}

/** Trouble is told once, until the queue answers again. */
function logTo(session: Session) {
  let told = false;
  return {
    trouble: (error: Error): void => {
      if (told || session.world.interrupted.aborted) return;
      told = true;
      const { code } = error as NodeJS.ErrnoException;
      const problem = error.message === '' ? (code ?? '?') : error.message;
      session.world.stderr.write(`${cleanTerminal(session.say('workerTrouble', { problem }))}\n`);
    },
    ready: (): void => {
      if (told) session.world.stderr.write(`${session.say('workerQueueAgain')}\n`);
      told = false;
    },
  };
}

async function interrupted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
}
