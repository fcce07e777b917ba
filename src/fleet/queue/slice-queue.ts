import type { SignedText } from '../../evidence/signature/signed-text.ts';
import type { Reason } from '../../model/reason.ts';
import type { QueuePackages } from './load-queue-packages.ts';
import { redisOptions, type QueueAccess } from './queue-access.ts';
import { ownKey, queueName, queuePrefix } from './queue-names.ts';

/** How a job stands. `gone`: the queue knows nothing of it. */
export type JobState = 'waiting' | 'done' | 'failed' | 'gone';

export interface QueueLook {
  readonly states: ReadonlyMap<string, JobState>;
  /** Attempts that workers say they have started, by job. Nobody vouches for it. */
  readonly progress: ReadonlyMap<string, number>;
  /** Slices that a worker has in hand. */
  readonly active: number;
  /** Workers that showed themselves lately. Nobody vouches for it. */
  readonly workers: number;
  /** The first jobs that are done, whoever made them. */
  readonly done: readonly string[];
}

/** The queue of one vantage, as the coordinator uses it. Every call may reject: the server is not always there. */
export interface SliceQueue {
  readonly vantage: string;
  readonly order: (id: string, order: SignedText) => Promise<void>;
  readonly look: (ids: readonly string[]) => Promise<QueueLook>;
  /** What a job answered, as far as it can be read; whoever can write to the queue could have written it. */
  readonly answerOf: (id: string) => Promise<unknown>;
  readonly forget: (id: string) => Promise<void>;
  /** That the run goes on, or why it ends: workers look at it while they work. */
  readonly keepAlive: (run: string, session: string, stop: Reason | null) => Promise<void>;
  /** Takes away what an earlier session of a run left. */
  readonly clear: (run: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Workers stop when nothing was heard of the run for so long. */
export const aliveMs = 30_000;

/** A command that has no answer by then has none. */
const answerWithinMs = 5000;
/** What a worker answers is far smaller: an address takes some kilobytes. */
const largestAnswer = 64 << 20;
const strangersShown = 64;
const mostCleared = 10_000;
/** Results that nobody fetched go after two days. */
const keptS = 2 * 24 * 3600;

export function openSliceQueue(
  vantage: string,
  access: QueueAccess,
  { bullmq, Redis }: QueuePackages,
): SliceQueue {
  const connection = { ...redisOptions(access), commandTimeout: answerWithinMs };
  const client = new Redis(connection);
  const queue = new bullmq.Queue(queueName(vantage), { connection, prefix: queuePrefix });
  // told by the calls that fail; without a listener it would end the program
  let trouble: Error | undefined;
  client.on('error', (error) => {
    trouble = error;
  });
  client.on('ready', () => {
    trouble = undefined;
  });
  queue.on('error', ignored);
  // that a command had no answer in time says less than why there is no connection
  const explained = async <T>(answer: Promise<T>): Promise<T> =>
    answer.catch((error: unknown) => {
      throw trouble ?? error;
    });
  const key = (name: string): string => queue.toKey(name);

  const look = async (ids: readonly string[]): Promise<QueueLook> => {
    const asked = client.pipeline();
    asked.llen(key('active'));
    asked.zcount(ownKey(vantage, 'workers'), String(Date.now() - workerSeenMs), '+inf');
    asked.zrange(key('completed'), '0', String(strangersShown - 1));
    for (const id of ids) {
      asked.zscore(key('completed'), id);
      asked.zscore(key('failed'), id);
      asked.exists(key(id));
      asked.hstrlen(key(id), 'progress');
    }
    const [active, workers, done, ...perJob] = await answersOf(asked);
    const states = new Map<string, JobState>();
    const moving: string[] = [];
    for (const [i, id] of ids.entries()) {
      const [completed, failed, exists, progress] = perJob.slice(4 * i, 4 * i + 4);
      states.set(
        id,
        completed !== null ? 'done' : failed !== null ? 'failed' : exists === 1 ? 'waiting' : 'gone',
      );
      if (Number(progress) > 0 && Number(progress) < 20) moving.push(id);
    }
    return {
      states,
      progress: await progressOf(moving),
      active: Number(active),
      workers: Number(workers),
      done: done as string[],
    };
  };

  const progressOf = async (ids: readonly string[]): Promise<Map<string, number>> => {
    const asked = client.pipeline();
    for (const id of ids) asked.hget(key(id), 'progress');
    const answers = ids.length === 0 ? [] : await answersOf(asked);
    return new Map(ids.map((id, i) => [id, Math.max(0, Number(answers[i]) || 0)]));
  };

  return {
    vantage,
    order: async (id, order) => {
      await explained(
        queue.add('slice', order, {
          jobId: id,
          attempts: 5,
          backoff: { type: 'fixed', delay: 500 },
          removeOnComplete: { age: keptS },
          removeOnFail: { age: keptS },
        }),
      );
    },
    look: async (ids) => explained(look(ids)),
    answerOf: async (id) => {
      if ((await client.hstrlen(key(id), 'returnvalue')) > largestAnswer) return undefined;
      const text = await client.hget(key(id), 'returnvalue');
      try {
        return JSON.parse(text ?? 'null');
      } catch {
        return undefined;
      }
    },
    forget: async (id) => {
      await queue.remove(id);
    },
    keepAlive: async (run, session, stop) => {
      const beacon = ownKey(vantage, 'run', run);
      const said = client
        .multi()
        .hset(beacon, { session, stop: stop === null ? '' : JSON.stringify(stop) })
        .pexpire(beacon, aliveMs)
        .exec();
      await explained(said);
    },
    clear: async (run) => {
      for (const list of ['completed', 'failed', 'delayed', 'prioritized'])
        for (const id of await client.zrange(key(list), '0', String(mostCleared)))
          if (id.startsWith(`${run}.`)) await queue.remove(id);
      for (const id of await client.lrange(key('wait'), 0, mostCleared))
        if (id.startsWith(`${run}.`)) await queue.remove(id);
    },
    close: async () => {
      await Promise.race([queue.close().catch(ignored), pauseMs(1000)]);
      client.disconnect();
    },
  };
}

/** A worker shows itself every five seconds. */
const workerSeenMs = 15_000;

async function answersOf(asked: {
  exec: () => Promise<[Error | null, unknown][] | null>;
}): Promise<unknown[]> {
  return ((await asked.exec()) ?? []).map(([error, answer]) => {
    if (error !== null) throw error;
    return answer;
  });
}

async function pauseMs(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function ignored(): void {}
