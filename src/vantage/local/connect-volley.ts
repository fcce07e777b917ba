import { familyOf } from '../../model/address.ts';
import type { Volley, VolleyResult, VolleySender, VolleyUnderWay } from '../vantage.ts';
import { recordVolley } from '../volley-record.ts';
import { OpenVolley, type ConnectMachine } from './open-volley.ts';
import { tellLocalCauses } from './local-causes.ts';
import { isOwnAddress, routeTo } from './route.ts';
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
  const route = machine.guard(volley.address)
    ? await routeTo(volley.address, volley.source)
    : { usable: false as const, code: 'out-of-scope' };
  if (!route.usable) {
    record.settleRest(route.code);
    return record.result();
  }
  // Where the target is this machine, its own firewall is the target's.
  if (isOwnAddress(volley.address)) {
    await new OpenVolley(volley, machine, record, allSent).carryOut();
    return record.result();
  }
  const read = machine.countersOf(familyOf(volley.address));
  const watch = watchVolley(read);
  await new OpenVolley(volley, machine, record, allSent, watch).carryOut();
  const notExcluded = await tellLocalCauses(volley, machine, record, watch.end(), read);
  return { ...record.result(), notExcluded };
}
