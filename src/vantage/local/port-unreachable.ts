import type { Reason } from '../../model/reason.ts';
import type { Volley } from '../vantage.ts';
import type { VolleyRecord } from '../volley-record.ts';
import { groupsOf, isolate, sampleOf, type Isolated } from './isolate.ts';
import type { QuietAsk } from './quiet-ask.ts';
import type { Watched } from './volley-watch.ts';

/** Refused ports that are asked again first, each alone. */
const sampleSize = 16;
/** Then the rest, in groups, as far as this goes. */
const groupSize = 32;
/** A packet that the kernel sends again brings a second ICMP error. */
const limits = { attempts: 2048, confirmations: 4, onceEach: false };

/**
 * Tells resets from ICMP port unreachable, which arrive as the same ECONNREFUSED: the second is a rejection.
 * Answers what could not be excluded.
 */
export async function tellPortUnreachable(
  volley: Volley,
  record: VolleyRecord,
  { whole }: Watched,
  ask: QuietAsk,
  answersWithinMs: number,
): Promise<Reason[]> {
  const positionsOf = (state: string) =>
    Array.from(volley.ports.keys()).filter((position) => record.stateOf(position) === state);
  const refused = positionsOf('refused');
  const excess = whole.unreachables - whole.ownUnreachables - positionsOf('rejected').length;
  if (excess <= 0 || refused.length === 0) return [];

  const ports = [...new Set(refused.map((position) => volley.ports[position]!))];
  /** How many ICMP errors the ports brought; undefined: not each answered. */
  const unreachables = async (asked: readonly number[]) => {
    const answer = await ask(asked, answersWithinMs);
    const answered = asked.every((port) => answer?.ends.get(port)?.kind === 'answer');
    return answered || answer?.whole.unreachables !== 0 ? answer?.whole.unreachables : undefined;
  };
  const sampled = await isolate(
    sampleOf(ports, sampleSize).map((port) => [port]),
    limits,
    unreachables,
  );
  const segmentsAreFew = whole.inSegments < whole.unreachables / 2;
  const all = segmentsAreFew && sampled.guilty.size === Math.min(sampleSize, ports.length);
  const { guilty, untold }: Isolated = all
    ? { guilty: new Set(ports), untold: new Set() }
    : await isolate(groupsOf(ports, groupSize), limits, unreachables);
  for (const position of refused) {
    if (!guilty.has(volley.ports[position]!)) continue;
    const answeredAtMs = record.startedAtMs(position) + record.answerMs(position);
    record.settle(position, 'rejected', { code: 'port-unreachable' }, answeredAtMs);
  }
  return untold.size === 0 ? [] : [{ code: 'notExcludedPortUnreachable', values: { ports: untold.size } }];
}
