import type { MachineLimits } from './machine-limits.ts';

/**
 * How many sockets may be held at a time, shared by everything in the process that opens many. It starts at
 * what the machine says it has, sinks when the machine turns out to have less, and recovers slowly.
 */
export interface SocketBudget {
  /** How many of `wanted` sockets may be opened now. */
  readonly take: (wanted: number) => number;
  readonly give: (count: number) => void;
  /** The machine refused a socket: no more than are held now, less a little. */
  readonly shrink: () => void;
  readonly capacity: () => number;
}

/** Answers between two steps up after a shrink: slow, since running dry costs other parts of the process. */
const answersPerStep = 64;

export function socketBudget({ descriptors, sourcePorts }: MachineLimits): SocketBudget {
  const most = Math.min(descriptors, sourcePorts);
  let capacity = most;
  let held = 0;
  let answers = 0;
  return {
    take: (wanted) => {
      const granted = Math.max(0, Math.min(wanted, capacity - held));
      held += granted;
      return granted;
    },
    give: (count) => {
      held -= count;
      answers += count;
      if (answers < answersPerStep) return;
      answers = 0;
      capacity = Math.min(most, capacity + 1);
    },
    shrink: () => {
      capacity = Math.max(1, Math.min(capacity, Math.floor(held * 0.9)));
      answers = 0;
    },
    capacity: () => capacity,
  };
}
