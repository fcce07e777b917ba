import type { Reason } from '../model/reason.ts';
import type { QueueLook, SliceQueue } from './queue/slice-queue.ts';
import { SliceBook, type SliceCourse, type VantageOrder } from './slice-book.ts';

/** What surrounds the gathering. */
export interface GatherCourse extends SliceCourse {
  readonly nowMs: () => number;
  /** Ends early when the signal is aborted; never rejects. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Why the run ends; undefined: it goes on. */
  readonly stop: () => Reason | undefined;
  /** How long to wait where no worker, or no queue, answers. */
  readonly patienceMs: number;
  readonly onProgress: (attempts: number) => void;
}

const lookEveryMs = 100;
const aliveEveryMs = 5000;
/** After a stop workers answer with what they saw, within that time. */
const stopGraceMs = 10_000;
/** A queue that is silent is not waited for when all is over. */
const tidyWithinMs = 2000;
/** So long nobody is told that no worker is there: it may be about to start. */
const tellNobodyAfterMs = 10_000;

/**
 * Leaves the slices of one vantage in its queue and gathers what workers answer, until every address has been told
 * of: seen, or by name why not. Never rejects for what the queue or a worker does.
 */
export async function gatherVantage(
  order: VantageOrder,
  queue: SliceQueue,
  course: GatherCourse,
): Promise<void> {
  const book = new SliceBook(order, queue, course);
  const { run, session } = order.ordering;
  const life = new Life(order.vantage, course);
  let [cleared, aliveAtMs] = [false, -Infinity];
  let stop: { readonly why: Reason; readonly atMs: number } | undefined;

  const step = async (): Promise<void> => {
    if (!cleared) await queue.clear(run);
    cleared = true;
    if (course.nowMs() - aliveAtMs >= aliveEveryMs || aliveAtMs < (stop?.atMs ?? -Infinity)) {
      await queue.keepAlive(run, session, stop?.why ?? null);
      aliveAtMs = course.nowMs();
    }
    if (stop === undefined) await book.orderMore();
    const look = await queue.look(book.waitedFor);
    if (await book.follow(look, stop?.why)) life.lived();
    else if (book.waitedFor.length > 0) life.watch(look);
    course.onProgress(book.attempts + [...look.progress.values()].reduce((sum, made) => sum + made, 0));
  };
  const isOver = (): boolean => book.waitedFor.length === 0 && (book.allOrdered || stop !== undefined);

  while (life.givenUp === undefined && (stop === undefined || course.nowMs() - stop.atMs <= stopGraceMs)) {
    const why = stop === undefined ? course.stop() : undefined;
    if (why !== undefined) stop = { why, atMs: course.nowMs() };
    try {
      await step();
      life.heard();
      if (isOver()) break;
    } catch (error) {
      life.unheard(error);
    }
    await course.sleep(lookEveryMs);
  }

  const why = stop?.why ?? life.givenUp;
  const left = book.waitedFor;
  if (why !== undefined) book.abandon(why);
  // whatever still works at this run ends now
  const tidy = async (): Promise<void> => {
    await queue.keepAlive(run, session, why ?? { code: 'runInterrupted', values: {} });
    for (const id of left) await queue.forget(id);
  };
  const tidied = new AbortController();
  const waited = course.sleep(tidyWithinMs, tidied.signal);
  await Promise.race([tidy().catch(() => undefined), waited]);
  tidied.abort();
}

/** Whether the queue answers, and whether anybody works there; tells a person who waits, and ends the waiting. */
class Life {
  readonly #vantage: string;
  readonly #course: GatherCourse;
  #heardAtMs: number;
  #livedAtMs: number;
  #silent = false;
  #toldNobody = false;
  /** Why waiting longer makes no sense. */
  givenUp: Reason | undefined;

  constructor(vantage: string, course: GatherCourse) {
    this.#vantage = vantage;
    this.#course = course;
    this.#heardAtMs = this.#livedAtMs = course.nowMs();
  }

  lived(): void {
    this.#livedAtMs = this.#course.nowMs();
  }

  watch({ active, workers }: QueueLook): void {
    if (active > 0 || workers > 0) this.lived();
    const lonelyMs = this.#course.nowMs() - this.#livedAtMs;
    const values = { vantage: this.#vantage };
    if (lonelyMs >= tellNobodyAfterMs && !this.#toldNobody)
      this.#course.tell({ code: 'fleetNobody', values });
    this.#toldNobody = lonelyMs >= tellNobodyAfterMs;
    if (lonelyMs >= this.#course.patienceMs) this.givenUp = { code: 'fleetWithoutWorker', values };
  }

  heard(): void {
    this.#heardAtMs = this.#course.nowMs();
    if (this.#silent) this.#course.tell({ code: 'fleetQueueAgain', values: { vantage: this.#vantage } });
    this.#silent = false;
  }

  unheard(error: unknown): void {
    const problem = error instanceof Error ? error.message : String(error);
    const values = { vantage: this.#vantage, problem };
    if (!this.#silent) this.#course.tell({ code: 'fleetQueueSilent', values });
    this.#silent = true;
    // what a worker does meanwhile can't be seen
    this.lived();
    if (this.#course.nowMs() - this.#heardAtMs >= this.#course.patienceMs)
      this.givenUp = { code: 'fleetQueueLost', values };
  }
}
