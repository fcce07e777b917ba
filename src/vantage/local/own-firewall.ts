import type { Family } from '../../model/address.ts';
import { lastPort } from '../../model/ports.ts';
import type { Reason } from '../../model/reason.ts';
import type { Volley } from '../vantage.ts';
import type { VolleyRecord } from '../volley-record.ts';
import { isolate } from './isolate.ts';
import type { QuietAsk } from './quiet-ask.ts';
import type { Watched, WatchedBatch } from './volley-watch.ts';
import type { Window } from './window.ts';

export interface OutgoingTools {
  readonly family: Family;
  readonly ask: QuietAsk;
  readonly conntrackFull: () => boolean;
}

/** Packets that never left may be looked for with as many attempts again, and with some in any case. */
const leastAttempts = 1024;
const confirmations = 3;
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
  const doubted = ({ positions }: WatchedBatch) =>
    positions.filter((position) => isDoubtful(record, position));
  const portsOf = (batch: WatchedBatch) => [
    ...new Set(doubted(batch).map((position) => volley.ports[position]!)),
  ];
  const withMissing = batches.filter(({ window }) => window.vanished > 0);
  if (withMissing.length > 0 && conntrackFull()) {
    for (const position of withMissing.flatMap(doubted))
      record.settle(position, 'unknown', { code: 'own-conntrack-full' });
    return [];
  }

  // Linux doesn't count a reset that it makes up itself over IPv6: all that shows is the loopback's packet.
  const looped =
    family === 6 ? batches.filter(({ window }) => window.vanished === 0 && window.looped > 0) : [];
  const loopback = looped.length === 0 ? 'quiet' : await loopbackSays(looped, ask);
  const sign = ({ vanished, looped: packets }: Window) =>
    family === 6 && loopback === 'quiet' ? Math.max(vanished, packets) : vanished;

  const guilty = new Uint8Array(lastPort + 1);
  const mixed = batches.filter((batch) => {
    if (sign(batch.window) === 0) return false;
    const ports = portsOf(batch);
    const all = ports.length >= surelyAll && batch.window.vanished >= batch.positions.length;
    if (all) for (const port of ports) guilty[port] = 1;
    return !all;
  });
  const attempts = Math.max(leastAttempts, volley.ports.length);
  const found = await isolate(
    mixed.map(portsOf),
    { attempts, confirmations, onceEach: true },
    async (ports) => {
      const answer = await ask(ports, 0);
      return answer === undefined ? undefined : sign(answer.leaving);
    },
  );
  for (const port of found.guilty) guilty[port] = 1;
  volley.ports.forEach((port, position) => {
    if (guilty[port] === 1 && isDoubtful(record, position))
      record.settle(position, 'unknown', { code: 'own-firewall' });
  });
  let untold = settleDoubts(volley, record, mixed, found.untold, guilty);
  if (loopback === 'suspect')
    for (const position of looped.flatMap(doubted))
      record.settle(position, 'unknown', { code: 'own-firewall-suspected' });
  if (loopback === 'busy') untold += looped.flatMap(doubted).length;
  return untold === 0 ? [] : [{ code: 'notExcludedOwnReset', values: { attempts: untold } }];
}

/** An answer of a far listener is beyond doubt; what is unknown stays so. */
function isDoubtful(record: VolleyRecord, position: number): boolean {
  const state = record.stateOf(position);
  return state !== 'open' && state !== 'unknown';
}

/** How long the loopback is watched with nothing of ours on it. */
const idleMs = 50;

/**
 * Whether the loopback's packets can tell an own reset. Quiet: each packet means something. Busy: as much goes
 * on there without us. Suspect: busy, and yet more when we asked.
 */
async function loopbackSays(
  batches: readonly WatchedBatch[],
  ask: QuietAsk,
): Promise<'quiet' | 'busy' | 'suspect'> {
  const idle = (await ask([], idleMs))?.whole;
  if (idle === undefined) return 'suspect';
  const total = (key: 'looped' | 'ms') => batches.reduce((sum, { window }) => sum + window[key], 0);
  // A packet every five milliseconds still leaves most moments of one attempt clean.
  if (idle.looped / idle.ms < 0.2) return 'quiet';
  const excess = total('looped') - (idle.looped / idle.ms) * total('ms');
  return excess > Math.max(surelyAll, total('looped') / 4) ? 'suspect' : 'busy';
}

/**
 * What the named ports don't explain of a batch: all others of it are asked anew, or can't be told. Answers how
 * many attempts only the loopback speaks against.
 */
function settleDoubts(
  volley: Volley,
  record: VolleyRecord,
  mixed: readonly WatchedBatch[],
  untold: ReadonlySet<number>,
  guilty: Uint8Array,
): number {
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
  return notExcluded;
}
