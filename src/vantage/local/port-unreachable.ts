import type { Reason } from '../../model/reason.ts';
import type { Volley } from '../vantage.ts';
import type { VolleyRecord } from '../volley-record.ts';
import type { QuietAsk } from './quiet-ask.ts';
import type { Watched } from './volley-watch.ts';

/** Refused ports that are asked again, each alone. */
const sampleSize = 16;

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
  const step = Math.max(1, ports.length / sampleSize);
  const sample = ports
    .filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step))
    .slice(0, sampleSize);
  const rejectedPorts = new Set<number>();
  let resets = 0;
  for (const port of sample) {
    const answer = await ask([port], answersWithinMs);
    const end = answer?.ends.get(port);
    if (end?.kind !== 'answer' || end.answer.state !== 'refused') continue;
    // A reset is a segment; other programs' segments may hide its absence, not its presence.
    if (answer!.whole.unreachables > 0 && answer!.whole.inSegments === 0) rejectedPorts.add(port);
    else if (answer!.whole.unreachables === 0) resets++;
  }
  const allAsked = sample.length === ports.length;
  const allRejected = resets === 0 && rejectedPorts.size > 0 && whole.inSegments < whole.unreachables / 2;
  for (const position of refused) {
    if (allRejected || rejectedPorts.has(volley.ports[position]!)) {
      record.settle(
        position,
        'rejected',
        { code: 'port-unreachable' },
        record.startedAtMs(position) + record.answerMs(position),
      );
    }
  }
  const told =
    allRejected || (allAsked && resets + rejectedPorts.size === sample.length) || rejectedPorts.size === 0;
  return told
    ? []
    : [{ code: 'notExcludedPortUnreachable', values: { ports: ports.length - rejectedPorts.size } }];
}
