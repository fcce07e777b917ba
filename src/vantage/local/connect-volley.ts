import { familyOf } from '../../model/address.ts';
import type { Volley, VolleyResult, VolleySender, VolleyUnderWay } from '../vantage.ts';
import { isExhaustion } from '../answers.ts';
import { recordVolley, type VolleyRecord } from '../volley-record.ts';
import { OpenVolley, type ConnectMachine } from './open-volley.ts';
import { ownMeetings } from './own-meetings.ts';
import { tellLocalCauses } from './local-causes.ts';
import { isOwnAddressWhenKnown, routeTo } from './route.ts';
import { watchVolley } from './volley-watch.ts';

/**
 * Volleys on the kernel's own connections: no rights needed. A descriptor or a source port that can't be had
 * makes the volley slower, never wrong. Connections are closed by reset, so that nothing stays in TIME_WAIT.
 */
export function connectSender(machine: ConnectMachine): VolleySender {
  return {
    name: 'connect',
    send: (volley): VolleyUnderWay => {
      let allSent!: () => void;
      const sent = new Promise<void>((resolve) => (allSent = resolve));
      return { sent, result: carryOut(volley, machine, allSent).finally(allSent) };
    },
  };
}

async function carryOut(volley: Volley, machine: ConnectMachine, allSent: () => void): Promise<VolleyResult> {
  const record = recordVolley(volley);
  if (!machine.guard(volley.address)) return allUnknown(record, 'out-of-scope');
  const route = await routeTo(volley.address, volley.source);
  // Without a descriptor to look the route up with, the volley itself waits for one.
  if (!route.usable && !isExhaustion(route.code)) return allUnknown(record, route.code);
  const toOurselves = await isOwnAddressWhenKnown(volley.address);
  if (toOurselves === undefined) return allUnknown(record, 'EMFILE');
  // Where the target is this machine, its own firewall is the target's.
  if (toOurselves) {
    await new OpenVolley(volley, machine, record, { allSent, meetings: ownMeetings() }).carryOut();
    return record.result();
  }
  const read = machine.countersOf(familyOf(volley.address));
  const watch = watchVolley(read);
  await new OpenVolley(volley, machine, record, { allSent, watch }).carryOut();
  const notExcluded = await tellLocalCauses(volley, machine, record, watch.end(), read);
  return { ...record.result(), notExcluded };
}

function allUnknown(record: VolleyRecord, code: string): VolleyResult {
  record.settleRest(code);
  return record.result();
}
