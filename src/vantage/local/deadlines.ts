/** Watches many attempts that wait equally long, with one timer. */
export interface Deadlines {
  /** To be called in the order of the starts. */
  readonly add: (position: number, startedMs: number) => void;
  readonly stop: () => void;
}

/**
 * Calls `expire` for every attempt once its time is over. All wait `timeoutMs`, so they expire in the order in
 * which they started: a queue does, where a timer for each of 65,535 sockets would cost more than the sockets.
 */
export function deadlines(
  timeoutMs: number,
  expire: (position: number, startedMs: number) => void,
  nowMs: () => number = () => performance.now(),
): Deadlines {
  let positions: number[] = [];
  let starts: number[] = [];
  let head = 0;
  let timer: NodeJS.Timeout | undefined;
  let turn: NodeJS.Immediate | undefined;

  const arm = () => {
    if (timer !== undefined || turn !== undefined || head === positions.length) return;
    timer = setTimeout(due, Math.max(0, Math.ceil(starts[head]! + timeoutMs - nowMs())));
  };
  const due = () => {
    timer = undefined;
    const until = nowMs() - timeoutMs;
    // Timers run before sockets are read. An answer that already waits in the kernel, behind a busy event
    // loop, came in time: it is taken in first.
    turn = setImmediate(() => {
      turn = undefined;
      while (head < positions.length && starts[head]! <= until) {
        expire(positions[head]!, starts[head]!);
        head++;
      }
      if (head > positions.length / 2) {
        positions = positions.slice(head);
        starts = starts.slice(head);
        head = 0;
      }
      arm();
    });
  };
  return {
    add: (position, startedMs) => {
      positions.push(position);
      starts.push(startedMs);
      arm();
    },
    stop: () => {
      clearTimeout(timer);
      clearImmediate(turn);
      positions = [];
      starts = [];
      head = 0;
    },
  };
}
