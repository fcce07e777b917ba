/** Which of the suspected ports a cause holds for. */
export interface Isolated {
  readonly guilty: ReadonlySet<number>;
  /** Neither shown nor excluded: there was no means left to go on asking. */
  readonly untold: ReadonlySet<number>;
}

/** Asks the ports together, alone in their moment: how often the sign was seen. Undefined: could not be asked. */
export type AskForSign = (ports: readonly number[]) => Promise<number | undefined>;

export interface IsolationLimits {
  /** The most attempts that may be made. */
  readonly attempts: number;
  /** A sign that other traffic may have made must be seen so often at one port alone. */
  readonly confirmations: number;
  /**
   * No port brings the sign about twice, or it does no harm to suspect too many: as many signs as ports condemn
   * all of a large group.
   */
  readonly onceEach: boolean;
}

/** So many signs at once, one for each port, are no chance. */
const surelyAll = 8;

/**
 * Finds the ports that bring a sign about, by halving groups. The sign has false alarms, from other traffic of
 * the machine, but it is never missing: a group without it is cleared.
 */
export async function isolate(
  groups: Iterable<readonly number[]>,
  { attempts, confirmations, onceEach }: IsolationLimits,
  ask: AskForSign,
): Promise<Isolated> {
  const guilty = new Set<number>();
  const untold = new Set<number>();
  const waiting = [...groups].filter((group) => group.length > 0);
  for (let group = waiting.pop(); group !== undefined; group = waiting.pop()) {
    const signs = attempts < group.length ? undefined : await ask(group);
    attempts -= group.length;
    if (signs === undefined) group.forEach((port) => untold.add(port));
    else if (onceEach && signs >= group.length && group.length >= surelyAll)
      group.forEach((port) => guilty.add(port));
    else if (signs > 0 && group.length > 1) {
      const middle = group.length >> 1;
      waiting.push(group.slice(0, middle), group.slice(middle));
    } else if (signs > 0) {
      attempts -= confirmations;
      if (await isConfirmed(group, confirmations, ask)) guilty.add(group[0]!);
    }
  }
  return { guilty, untold };
}

async function isConfirmed(
  port: readonly number[],
  confirmations: number,
  ask: AskForSign,
): Promise<boolean> {
  for (let seen = 1; seen < confirmations; seen++) if ((await ask(port)) === 0) return false;
  return true;
}

/** So many of the ports, evenly taken; all when there are fewer. */
export function sampleOf(ports: readonly number[], count: number): number[] {
  const step = Math.max(1, ports.length / count);
  return Array.from({ length: Math.min(count, ports.length) }, (_, i) => ports[Math.floor(i * step)]!);
}

export function groupsOf(ports: readonly number[], size: number): number[][] {
  const groups: number[][] = [];
  for (let i = 0; i < ports.length; i += size) groups.push(ports.slice(i, i + size));
  return groups;
}
