import { lastPort } from '../../model/ports.ts';
import type { Family } from '../../model/address.ts';
import type { Reason } from '../../model/reason.ts';
import type { Volley } from '../vantage.ts';
import type { VolleyRecord } from '../volley-record.ts';
import { isolate } from './isolate.ts';
import type { QuietAsk } from './quiet-ask.ts';
import type { Watched, WatchedBatch } from './volley-watch.ts';
import type { Window } from './window.ts';

/** What an outgoing answer of our own machine looks like to the far port's reader: not at all. */
export interface OutgoingTools {
  readonly family: Family;
  readonly ask: QuietAsk;
  readonly conntrackFull: () => boolean;
}

/** Packets that never left may be looked for with as many attempts again, and with some in any case. */
const leastAttempts = 1024;
/** So many missing packets, as many as there were, are no other program's. */
const surelyAll = 8;

/**
 * Finds the attempts whose first packet never left this machine, and makes them `unknown`: an own firewall's
 * reset, ICMP or silence says nothing of the far port. The packet passes the firewall, or doesn't, before
 * connect() returns, so each batch is judged by the counters of its own moment. A batch with a packet missing
 * is asked again, halved until the ports are named. Answers what could not be excluded.
 */
export async function tellOwnFirewall(
  volley: Volley,
  record: VolleyRecord,
  { batches }: Watched,
  { family, ask, conntrackFull }: OutgoingTools,
): Promise<Reason[]> {
  const sign = ({ vanished, looped }: Window) => (family === 6 ? Math.max(vanished, looped) : vanished);
  const suspected = batches.filter(({ window }) => sign(window) > 0);
  if (suspected.length === 0) return [];
  const doubted = ({ positions }: WatchedBatch) =>
    positions.filter((position) => isDoubtful(record, position));
  if (conntrackFull()) {
    for (const position of suspected.flatMap(doubted))
      record.settle(position, 'unknown', { code: 'own-conntrack-full' });
    return [];
  }

  const guilty = new Uint8Array(lastPort + 1);
  const portsOf = (batch: WatchedBatch) => [
    ...new Set(doubted(batch).map((position) => volley.ports[position]!)),
  ];
  const mixed = suspected.filter((batch) => {
    const ports = portsOf(batch);
    const all = ports.length >= surelyAll && batch.window.vanished >= batch.positions.length;
    if (all) for (const port of ports) guilty[port] = 1;
    return !all;
  });
  const attempts = Math.max(leastAttempts, volley.ports.length);
  const found = await isolate(mixed.map(portsOf), attempts, async (ports) => {
    const answer = await ask(ports, 0);
    return answer === undefined ? undefined : sign(answer.leaving);
  });
  for (const port of found.guilty) guilty[port] = 1;
  volley.ports.forEach((port, position) => {
    if (guilty[port] === 1 && isDoubtful(record, position))
      record.settle(position, 'unknown', { code: 'own-firewall' });
  });
  return settleDoubts(volley, record, mixed, found.untold, guilty);
}

/** An answer of a far listener is beyond doubt; what is unknown stays so. */
function isDoubtful(record: VolleyRecord, position: number): boolean {
  const state = record.stateOf(position);
  return state !== 'open' && state !== 'unknown';
}

/** What the named ports don't explain of a batch: all others of it are asked anew, or can't be told. */
function settleDoubts(
  volley: Volley,
  record: VolleyRecord,
  mixed: readonly WatchedBatch[],
  untold: ReadonlySet<number>,
  guilty: Uint8Array,
): Reason[] {
  let notExcluded = 0;
  for (const { positions, window } of mixed) {
    const explained = positions.filter((position) => guilty[volley.ports[position]!] === 1).length;
    for (const position of positions) {
      if (!isDoubtful(record, position)) continue;
      const told = !untold.has(volley.ports[position]!);
      if (window.vanished > explained) {
        // A limit of the own firewall lets a port pass at one time and not at another.
        record.settle(position, 'unknown', { code: told ? 'kept-back-in-part' : 'own-firewall-suspected' });
      } else if (!told) notExcluded++;
    }
  }
  return notExcluded === 0 ? [] : [{ code: 'notExcludedOwnReset', values: { attempts: notExcluded } }];
}
