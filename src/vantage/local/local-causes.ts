import { familyOf } from '../../model/address.ts';
import type { Reason } from '../../model/reason.ts';
import type { Volley } from '../vantage.ts';
import type { VolleyRecord } from '../volley-record.ts';
import type { ReadCounters } from './counters.ts';
import { readProc } from './machine-limits.ts';
import { nextHopOf } from './neighbour.ts';
import type { ConnectMachine } from './open-volley.ts';
import { tellNeighbour } from './own-neighbour.ts';
import { tellOwnFirewall } from './own-firewall.ts';
import { tellOwnIncoming } from './own-incoming.ts';
import { tellPortUnreachable } from './port-unreachable.ts';
import { quietAsk } from './quiet-ask.ts';
import type { Watched } from './volley-watch.ts';

/**
 * Tells what our own machine did from what the far side said, by the kernel's counters: what is our own doing
 * becomes `unknown`. Answers what could not be excluded.
 */
export async function tellLocalCauses(
  volley: Volley,
  machine: ConnectMachine,
  record: VolleyRecord,
  watched: Watched | undefined,
  read: ReadCounters,
): Promise<Reason[]> {
  if (watched === undefined)
    return [{ code: 'notExcludedOwnFirewall', values: { platform: process.platform } }];
  for (const position of watched.unwatched) {
    if (['refused', 'rejected', 'silent'].includes(record.stateOf(position)))
      record.settle(position, 'unknown', { code: 'not-watched' });
  }
  const ask = quietAsk(volley, machine, read);
  const waitMs = answersWithinMs(volley, record);
  const outgoing = await tellOwnFirewall(volley, record, watched, {
    family: familyOf(volley.address),
    ask,
    conntrackFull,
  });
  await tellNeighbour(record, volley.ports.length, watched, () => nextHopOf(volley.address, volley.source));
  return [
    ...outgoing,
    ...(await tellOwnIncoming(volley, record, watched, ask, waitMs)),
    ...(await tellPortUnreachable(volley, record, watched, ask, waitMs)),
  ];
}

/** Four times the slowest answer, or the whole wait where none came. */
function answersWithinMs({ ports, timeoutMs }: Volley, record: VolleyRecord): number {
  let slowestMs = NaN;
  for (let position = 0; position < ports.length; position++) {
    const tookMs = record.answerMs(position);
    if (!(tookMs <= slowestMs)) slowestMs = Number.isNaN(tookMs) ? slowestMs : tookMs;
  }
  return Number.isNaN(slowestMs) ? timeoutMs : Math.min(timeoutMs, Math.max(100, 4 * slowestMs));
}

/** Whether the table in which the kernel keeps connections has no room, so that it drops new ones. */
function conntrackFull(): boolean {
  const folder = '/proc/sys/net/netfilter';
  const count = Number(readProc(`${folder}/nf_conntrack_count`) ?? NaN);
  const most = Number(readProc(`${folder}/nf_conntrack_max`) ?? NaN);
  return count >= most * 0.95;
}
