import type { Reason } from '../../model/reason.ts';
import type { Volley } from '../vantage.ts';
import type { VolleyRecord } from '../volley-record.ts';
import { groupsOf, isolate, sampleOf } from './isolate.ts';
import type { QuietAsk } from './quiet-ask.ts';
import type { Watched } from './volley-watch.ts';

/** Ports asked together. */
const groupSize = 32;
/** What is asked again at most, in attempts and in time. */
const mostAttempts = 512;
const mostMs = 8000;
/** Windows without a packet of ours, to learn what strangers' packets are dropped meanwhile. */
const idleWindows = 3;
const confirmations = 5;

/**
 * Finds the silent ports whose answers came and were dropped by this machine's own incoming firewall, and makes
 * them `unknown`. Many machines drop packets of strangers all the time: only ports that were asked shortly
 * before a drop are suspected, and asked again. Answers what could not be excluded. `answersWithinMs`: how
 * long an answer may take.
 */
export async function tellOwnIncoming(
  volley: Volley,
  record: VolleyRecord,
  { drops }: Watched,
  ask: QuietAsk,
  answersWithinMs: number,
): Promise<Reason[]> {
  const suspected = suspectedPorts(volley, record, drops, answersWithinMs);
  if (suspected.length === 0) return [];
  const endMs = performance.now() + mostMs;
  const dropped = async (ports: readonly number[]) =>
    performance.now() > endMs ? undefined : (await ask(ports, answersWithinMs))?.whole.dropped;
  const settle = (ports: ReadonlySet<number>, code: string) => {
    volley.ports.forEach((port, position) => {
      if (ports.has(port) && record.stateOf(position) === 'silent')
        record.settle(position, 'unknown', { code });
    });
    return [];
  };

  const idle: number[] = [];
  for (let i = 0; i < idleWindows; i++) idle.push((await dropped([])) ?? 0);
  // A stray packet falls into one window; strangers that never rest fall into each.
  const restless = Math.min(...idle) > 0;
  if (restless || suspected.length > groupSize) {
    const sample = sampleOf(suspected, groupSize);
    const seen = (await dropped(sample)) ?? 0;
    if (seen >= sample.length + 2 * Math.max(...idle)) return settle(new Set(suspected), 'own-firewall');
    if (restless) return notExcluded(suspected.length);
  }
  const limits = { attempts: mostAttempts, confirmations, onceEach: true };
  const { guilty, untold } = await isolate(groupsOf(suspected, groupSize), limits, dropped);
  settle(guilty, 'own-firewall');
  if (untold.size === 0) return [];
  // Where own drops are proven, or nobody else's packets are dropped, what is left is suspect.
  const suspicious = guilty.size > 0 || Math.max(...idle) === 0;
  return suspicious ? settle(untold, 'own-firewall-suspected') : notExcluded(untold.size);
}

/** The silent ports of which an answer would have come when something was dropped. */
function suspectedPorts(
  volley: Volley,
  record: VolleyRecord,
  drops: Watched['drops'],
  answersWithinMs: number,
): number[] {
  const ports = new Set<number>();
  if (drops.length === 0) return [];
  volley.ports.forEach((port, position) => {
    if (record.stateOf(position) !== 'silent') return;
    const atMs = record.startedAtMs(position);
    if (drops.some(({ fromMs, toMs }) => atMs >= fromMs - answersWithinMs && atMs <= toMs)) ports.add(port);
  });
  return [...ports];
}

function notExcluded(ports: number): Reason[] {
  return [{ code: 'notExcludedOwnIncoming', values: { ports } }];
}
