import { signedText, type SignedText } from '../../evidence/signature/signed-text.ts';
import type { Lease } from '../leased-pace.ts';
import type { QueuePackages } from './load-queue-packages.ts';
import { redisOptions, type QueueAccess } from './queue-access.ts';
import { ownKey, queueName, queuePrefix } from './queue-names.ts';
import { leaseScript } from './lease-script.ts';
import type { RunBeacon } from '../watch-run.ts';

/** One slice that a worker has in hand. */
export interface SliceInHand {
  readonly order: SignedText;
  /** Aborted when another worker has the slice, or this one ends. */
  readonly signal: AbortSignal;
  readonly onProgress: (attempts: number) => void;
}

export interface SliceWorkerSettings {
  readonly vantage: string;
  /** Tells this worker from the others. */
  readonly name: string;
  readonly slicesAtOnce: number;
  /** A slice stays with a worker that says nothing for so long. */
  readonly leaseMs: number;
  /** Answers the signed result; null: the slice is given up, since nobody waits for it any more. */
  readonly carry: (slice: SliceInHand) => Promise<SignedText | null>;
  readonly onTrouble: (error: Error) => void;
  readonly onReady: () => void;
}

/** The queue of one vantage, as a worker uses it. */
export interface SliceWorker {
  readonly beaconOf: (run: string) => Promise<RunBeacon | null>;
  readonly leaseOf: (run: string, perSecond: number, burst: number) => Lease;
  /** Lets slices in hand end, where they do so in time. */
  readonly close: () => Promise<void>;
}

/** A slice that so many workers in turn died over is not tried again. */
const mostStalls = 5;
const showEveryMs = 5000;
const progressEveryMs = 1000;
/** Calls that nobody answers must not hold up a slice. */
const answerWithinMs = 5000;

export function openSliceWorker(
  settings: SliceWorkerSettings,
  access: QueueAccess,
  { bullmq, Redis }: QueuePackages,
): SliceWorker {
  const { vantage, name, leaseMs } = settings;
  const connection = redisOptions(access);
  const client = new Redis({ ...connection, commandTimeout: answerWithinMs });
  client.on('error', settings.onTrouble);
  const lostSlices = new Map<string, AbortController>();

  const worker = new bullmq.Worker<unknown, SignedText>(
    queueName(vantage),
    async (job, _token, signal) => {
      const order = signedText.safeParse(job.data);
      if (!order.success) throw new bullmq.UnrecoverableError('not a signed slice');
      const lost = new AbortController();
      lostSlices.set(job.id!, lost);
      let [attempts, told] = [0, 0];
      const teller = setInterval(() => {
        if (attempts === told) return;
        told = attempts;
        job.updateProgress(attempts).catch(settings.onTrouble);
      }, progressEveryMs);
      try {
        const result = await settings.carry({
          order: order.data,
          signal: AbortSignal.any([lost.signal, ...(signal === undefined ? [] : [signal])]),
          onProgress: (count) => (attempts = count),
        });
        if (lost.signal.aborted) throw new Error('another worker has the slice');
        if (result === null) throw new bullmq.UnrecoverableError('nobody waits for the slice');
        return result;
      } finally {
        clearInterval(teller);
        lostSlices.delete(job.id!);
      }
    },
    {
      connection,
      prefix: queuePrefix,
      concurrency: settings.slicesAtOnce,
      lockDuration: leaseMs,
      stalledInterval: Math.max(500, Math.ceil(leaseMs / 2)),
      maxStalledCount: mostStalls,
    },
  );
  worker.on('error', settings.onTrouble);
  worker.on('ready', settings.onReady);
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) lostSlices.get(id)?.abort();
  });

  const showSelf = (): void => {
    const shown = ownKey(vantage, 'workers');
    const now = Date.now();
    client
      .multi()
      .zadd(shown, now, name)
      .zremrangebyscore(shown, '-inf', now - 10 * showEveryMs)
      .pexpire(shown, 20 * showEveryMs)
      .exec()
      .catch(settings.onTrouble);
  };
  showSelf();
  const shower = setInterval(showSelf, showEveryMs);

  return {
    beaconOf: async (run) => {
      const [session, stop] = await client.hmget(ownKey(vantage, 'run', run), 'session', 'stop');
      return session === null || session === undefined ? null : { session, stop: stop ?? '' };
    },
    leaseOf: (run, perSecond, burst) => async (wanted) => {
      const keys = [ownKey(vantage, 'pace', run), ownKey(vantage, 'pace', run, 'sharers')];
      const answer = (await client.eval(leaseScript, 2, ...keys, perSecond, burst, wanted, name)) as number[];
      return { granted: Number(answer[0]), sharers: Number(answer[1]) };
    },
    close: async () => {
      clearInterval(shower);
      await worker.close();
      await client.zrem(ownKey(vantage, 'workers'), name).catch(settings.onTrouble);
      client.disconnect();
    },
  };
}
