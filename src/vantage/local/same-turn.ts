/** Tells whether code runs in the same turn of the event loop as a marked moment, before any socket is read. */
export interface SameTurn {
  readonly mark: () => void;
  readonly holds: () => boolean;
}

/** Node passes an error through two or three ticks before it is heard. */
const ticks = 6;

/**
 * A socket that fails in the turn in which it was started failed on our own machine: no answer from outside is
 * read before the turn ends. Node gives no other sign of it.
 */
export function sameTurn(): SameTurn {
  let marked = 0;
  const end = (left: number, mark: number) => {
    if (left > 0) process.nextTick(end, left - 1, mark);
    else if (mark === marked) marked = -mark;
  };
  return {
    mark: () => {
      marked = Math.abs(marked) + 1;
      process.nextTick(end, ticks, marked);
    },
    holds: () => marked > 0,
  };
}
