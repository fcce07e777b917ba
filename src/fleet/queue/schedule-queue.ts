import * as z from 'zod';
import type { QueuePackages } from './load-queue-packages.ts';
import { redisOptions, type QueueAccess } from './queue-access.ts';
import { queuePrefix } from './queue-names.ts';
import { claimScript } from './claim-script.ts';

export const scheduleName = 'schedule';

/** A job of the schedule that a process has in hand. The queue says when; what is done is in the process' own file. */
export interface DueRun {
  readonly name: string;
  readonly dueMs: number;
  readonly heldUntilMs: number | undefined;
  /** Aborted when another process has the job. */
  readonly signal: AbortSignal;
  /** Before it begins: false where another turn of the run, begun after this one was due, stands for it. */
  readonly claim: (nowMs: number) => Promise<boolean>;
}

export type DueEnd =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'held'; readonly untilMs: number };

export interface ScheduleQueueSettings {
  readonly runs: readonly { readonly name: string; readonly at: string; readonly zone: string }[];
  readonly carry: (due: DueRun) => Promise<DueEnd>;
  readonly onTrouble: (error: Error) => void;
  readonly onReady: () => void;
  /** A run that is not in the file any more. */
  readonly onRemoved: (name: string) => void;
}

/** The schedule's queue, as one process uses it: one audit at a time. */
export interface ScheduleQueue {
  /** Resolves when the runs of the file are in the queue, and no others. */
  readonly settled: Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * A process that says nothing for so long loses its audit to another: longer than a restart of the server takes, so
 * that one audit is not made twice for it.
 */
const leaseMs = 5 * 60_000;
const keptDays = 90;
const kept = { age: keptDays * 86_400, count: 1000 };
/** So long an ending waits for a server that may be away. */
const endWithinMs = 3000;

/** Anybody who may write to the queue could have written it. */
const jobData = z.object({
  due: z.int().nonnegative().optional(),
  heldUntil: z.int().nonnegative().optional(),
});

export function openScheduleQueue(
  settings: ScheduleQueueSettings,
  access: QueueAccess,
  { bullmq, Redis }: QueuePackages,
): ScheduleQueue {
  const connection = redisOptions(access);
  const client = new Redis(connection);
  const queue = new bullmq.Queue(scheduleName, { connection, prefix: queuePrefix });
  const inHand = new Map<string, { readonly token: string; readonly lost: AbortController }>();
  // a job that comes again, since the server was away when it ended, is not done again
  const ends = new Map<string, Promise<DueEnd>>();

  const worker = new bullmq.Worker<unknown, unknown>(
    scheduleName,
    async (job, token = '') => {
      const id = job.id!;
      const lost = new AbortController();
      inHand.set(id, { token, lost });
      try {
        const data = jobData.safeParse(job.data).data ?? {};
        const dueMs = data.due ?? dueOf(id) ?? job.timestamp;
        const end = await remembered(ends, id, async () =>
          settings.carry({
            name: job.name,
            dueMs,
            heldUntilMs: data.heldUntil,
            signal: lost.signal,
            claim: async (nowMs) => {
              const args = [job.name, id, dueMs, nowMs];
              const key = queue.toKey('portwitness:begun');
              return Number(await client.eval(claimScript, 1, key, ...args)) === 1;
            },
          }),
        );
        if (end.kind === 'held') {
          ends.delete(id);
          await job.updateData({ due: dueMs, heldUntil: end.untilMs });
          await job.moveToDelayed(end.untilMs, token);
          throw new bullmq.DelayedError();
        }
        if (end.kind === 'failed') throw new bullmq.UnrecoverableError(end.why);
        return end.value;
      } finally {
        inHand.delete(id);
      }
    },
    {
      connection,
      prefix: queuePrefix,
      autorun: false,
      concurrency: 1,
      lockDuration: leaseMs,
      maxStalledCount: 3,
      removeOnComplete: kept,
      removeOnFail: kept,
    },
  );

  const stopLost = async (id: string): Promise<void> => {
    const mine = inHand.get(id);
    const holder = mine === undefined ? null : await client.get(`${queue.toKey(id)}:lock`);
    // a lease that nobody else took is still this one's
    if (holder !== null && holder !== mine?.token) mine?.lost.abort();
  };
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) void stopLost(id).catch(settings.onTrouble);
  });

  const settle = async (): Promise<void> => {
    const names = new Set(settings.runs.map(({ name }) => name));
    for (const { key } of await queue.getJobSchedulers()) {
      if (names.has(key)) continue;
      await queue.removeJobScheduler(key);
      settings.onRemoved(key);
    }
    for (const run of settings.runs) await settleRun(run);
  };

  /** A run that is as it was keeps its next time, even where that has passed: it was missed, and is due. */
  const settleRun = async ({ name, at, zone }: ScheduleQueueSettings['runs'][number]): Promise<void> => {
    const known = await queue.getJobScheduler(name);
    const next = typeof known?.next === 'number' ? known.next : undefined;
    const job = next === undefined ? undefined : await queue.getJob(`repeat:${name}:${next}`);
    const state = await job?.getState();
    const comes = state === 'delayed' || state === 'waiting' || state === 'active';
    if (known?.pattern === at && known.tz === zone && comes) return;
    await queue.upsertJobScheduler(
      name,
      { pattern: at, tz: zone },
      { name, opts: { removeOnComplete: kept, removeOnFail: kept } },
    );
    // the time changed while one had passed that nobody had taken: that one is still to be decided on
    if (next !== undefined && next <= Date.now() && (state === 'delayed' || state === 'waiting'))
      await queue.add(name, { due: next }, { jobId: `missed.${name}.${next}` });
  };

  let begun = false;
  let settled: Promise<void> | undefined;
  const begin = async (): Promise<void> => {
    await settle();
    if (begun) return;
    begun = true;
    void worker.run().catch(settings.onTrouble);
  };
  const beginAfter = async (earlier: Promise<void> | undefined): Promise<void> => {
    await earlier;
    await begin();
  };
  client.on('error', settings.onTrouble);
  queue.on('error', settings.onTrouble);
  worker.on('error', settings.onTrouble);
  const first = new Promise<void>((done) => {
    client.on('ready', () => {
      settings.onReady();
      // one after the other; a server that lost its memory is given the runs again
      settled = beginAfter(settled).catch(settings.onTrouble);
      void settled.finally(done);
    });
  });

  return {
    settled: first,
    close: async () => {
      await Promise.race([Promise.all([worker.close(), queue.close()]), passed(endWithinMs)]).catch(
        settings.onTrouble,
      );
      client.disconnect();
      await Promise.race([
        Promise.allSettled([worker.disconnect(), queue.disconnect()]),
        passed(endWithinMs),
      ]);
    },
  };
}

/** `repeat:NAME:MILLISECONDS`, as a job scheduler names its jobs. */
function dueOf(id: string): number | undefined {
  const [, digits] = /^repeat:.*:(\d{1,15})$/.exec(id) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

async function remembered(
  ends: Map<string, Promise<DueEnd>>,
  id: string,
  make: () => Promise<DueEnd>,
): Promise<DueEnd> {
  const known = ends.get(id);
  if (known !== undefined) return known;
  const end = make();
  ends.set(id, end);
  if (ends.size > 32) ends.delete(ends.keys().next().value!);
  return end.catch((error: unknown) => {
    ends.delete(id);
    throw error;
  });
}

async function passed(ms: number): Promise<void> {
  await new Promise<void>((done) => setTimeout(done, ms).unref());
}
