import { closeSync, openSync, readSync } from 'node:fs';

/**
 * Counts packets that this machine dropped before any socket saw them, since its start, on all processors: the
 * second column of /proc/net/softnet_stat. They may have been anybody's.
 */
export interface BacklogCounter {
  readonly dropped: () => number;
  readonly close: () => void;
}

export function openBacklogCounter(): BacklogCounter {
  let fd: number;
  try {
    fd = openSync('/proc/net/softnet_stat', 'r');
  } catch (cause) {
    // Some containers hide it: the socket's own counter is then all that is known.
    return { dropped: () => 0, close: () => void cause };
  }
  const bytes = Buffer.alloc(64 * 1024);
  return {
    dropped: () => sumDropped(bytes.toString('latin1', 0, readSync(fd, bytes, 0, bytes.length, 0))),
    close: () => closeSync(fd),
  };
}

export function sumDropped(table: string): number {
  let sum = 0;
  for (const line of table.split('\n')) {
    const column = line.split(' ')[1];
    if (column !== undefined) sum += Number.parseInt(column, 16);
  }
  return sum;
}
