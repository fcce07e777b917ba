import type { SliceQueue } from './queue/slice-queue.ts';
import type { Gathered, VantageOrder } from './slice-book.ts';
import { gatherVantage, type GatherCourse } from './vantage-slices.ts';

/** Addresses told of that nobody has taken yet: more would only fill the memory. */
const mostReady = 2000;

/** Everything outside that the gathering touches. */
export interface GatherWorld extends Omit<GatherCourse, 'emit' | 'busy' | 'onProgress'> {
  readonly openQueue: (vantage: string) => SliceQueue;
  /** Attempts started so far, over all vantages. */
  readonly onProgress: (attempts: number) => void;
}

/**
 * Has the workers of several vantages carry out their parts of a plan. What they saw comes as it arrives, all of one
 * address together, in no order that means anything.
 */
export async function* gather(orders: readonly VantageOrder[], world: GatherWorld): AsyncGenerator<Gathered> {
  const ready: Gathered[] = [];
  const attempts = new Map<string, number>();
  const state: { left: number; defect?: { readonly error: unknown }; wake?: () => void } = {
    left: orders.length,
  };
  const queues = orders.map(({ vantage }) => world.openQueue(vantage));

  for (const [i, order] of orders.entries()) {
    const course: GatherCourse = {
      ...world,
      emit: (gathered) => {
        ready.push(gathered);
        state.wake?.();
      },
      busy: () => ready.length >= mostReady,
      onProgress: (count) => {
        attempts.set(order.vantage, count);
        world.onProgress([...attempts.values()].reduce((sum, made) => sum + made, 0));
      },
    };
    void gatherVantage(order, queues[i]!, course)
      .catch((error: unknown) => {
        state.defect = { error };
      })
      .finally(() => {
        state.left--;
        state.wake?.();
      });
  }

  try {
    for (;;) {
      yield* ready.splice(0);
      if (state.defect !== undefined) throw state.defect.error;
      if (state.left === 0 && ready.length === 0) return;
      await new Promise<void>((resolve) => {
        state.wake = resolve;
        if (ready.length > 0 || state.left === 0 || state.defect !== undefined) resolve();
      });
    }
  } finally {
    await Promise.all(queues.map(async (queue) => queue.close()));
  }
}
