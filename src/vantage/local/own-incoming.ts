import type { Reason } from '../../model/reason.ts';
import type { Volley } from '../vantage.ts';
import type { VolleyRecord } from '../volley-record.ts';
import { isolate } from './isolate.ts';
import type { QuietAsk } from './quiet-ask.ts';
import type { Watched } from './volley-watch.ts';

/** Ports asked together, and the most that are asked again, one group after the other. */
const groupSize = 32;
const mostAttempts = 512;

/**
 * Finds the silent ports whose answers came and were dropped by this machine's own incoming firewall, and makes
 * them `unknown`. Machines drop packets of strangers all the time: only ports that were asked shortly before
 * a drop are suspected, and asked again. Answers what could not be excluded. `answersWithinMs`: how long an
 * answer may take.
 */
export async function tellOwnIncoming(
  volley: Volley,
  record: VolleyRecord,
  { drops }: Watched,
  ask: QuietAsk,
  answersWithinMs: number,
): Promise<Reason[]> {
  if (drops.length === 0) return [];
  const suspected = new Set<number>();
  volley.ports.forEach((port, position) => {
    if (record.stateOf(position) !== 'silent') return;
    const startedMs = record.startedAtMs(position);
    if (drops.some(({ fromMs, toMs }) => startedMs >= fromMs - answersWithinMs && startedMs <= toMs))
      suspected.add(port);
  });
  if (suspected.size === 0) return [];
  const dropped = async (ports: readonly number[]) => (await ask(ports, answersWithinMs))?.whole.dropped;
  const settle = (ports: ReadonlySet<number>, code: string) => {
    volley.ports.forEach((port, position) => {
      if (ports.has(port) && record.stateOf(position) === 'silent')
        record.settle(position, 'unknown', { code });
    });
  };

  const ports = [...suspected];
  const sample = everyNth(ports, groupSize);
  if (ports.length > groupSize && ((await dropped(sample)) ?? 0) >= sample.length) {
    settle(suspected, 'own-firewall');
    return [];
  }
  const { guilty, untold } = await isolate(groupsOf(ports), mostAttempts, dropped);
  settle(guilty, 'own-firewall');
  if (untold.size === 0) return [];
  // Where own drops are proven, or nobody else's packets are dropped, what is left is suspect.
  if (guilty.size > 0 || (await dropped([])) === 0) settle(untold, 'own-firewall-suspected');
  else return [{ code: 'notExcludedOwnIncoming', values: { ports: untold.size } }];
  return [];
}

function everyNth(ports: readonly number[], count: number): number[] {
  const step = Math.max(1, ports.length / count);
  return Array.from({ length: Math.min(count, ports.length) }, (_, i) => ports[Math.floor(i * step)]!);
}

function groupsOf(ports: readonly number[]): number[][] {
  const groups: number[][] = [];
  for (let i = 0; i < ports.length; i += groupSize) groups.push(ports.slice(i, i + groupSize));
  return groups;
}
