import { readdirSync, readFileSync } from 'node:fs';

/** How many sockets this process may hold at a time, as far as the machine tells; Infinity: it doesn't. */
export interface MachineLimits {
  readonly descriptors: number;
  readonly sourcePorts: number;
}

/** Reads one file of /proc; answers undefined where there is none. */
export type ReadProc = (path: string) => string | undefined;

export const readProc: ReadProc = (path) => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined; // Not Linux, or hidden from this process: what the file tells stays unknown.
  }
};

/** What the rest of the process needs to stay alive: journal, report, conversations, modules loaded late. */
const reserve = 64;

/** What is free of the descriptor limit and of the range of source ports, right now. */
export function machineLimits(
  read: ReadProc = readProc,
  heldDescriptors: () => number = countDescriptors,
): MachineLimits {
  const soft = /^Max open files\s+(\d+)/m.exec(read('/proc/self/limits') ?? '')?.[1];
  const range = /^(\d+)\s+(\d+)/.exec(read('/proc/sys/net/ipv4/ip_local_port_range') ?? '');
  const limit = soft === undefined ? Infinity : Number(soft);
  return {
    // On a small limit the reserve may take at most half of what is left.
    descriptors: withReserve(limit - heldDescriptors()),
    sourcePorts: range === null ? Infinity : Number(range[2]) - Number(range[1]) + 1,
  };
}

function withReserve(free: number): number {
  return Math.max(1, free - Math.min(reserve, Math.floor(free / 2)));
}

function countDescriptors(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0; // Without /proc the limit is not known either.
  }
}
