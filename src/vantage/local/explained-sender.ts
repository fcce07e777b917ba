import { familyOf } from '../../model/address.ts';
import { portStates } from '../../model/observation.ts';
import type { Volley, VolleyResult, VolleySender } from '../vantage.ts';
import { recordVolley, type VolleyRecord } from '../volley-record.ts';
import { tellLocalCauses } from './local-causes.ts';
import type { ConnectMachine } from './open-volley.ts';
import type { WatchedResult } from './raw/collected-volley.ts';
import { isOwnAddressWhenKnown } from './route.ts';

/**
 * A sender of kernel's connections in another process, that watched the kernel's counters meanwhile: what they
 * show to be our own machine's doing becomes `unknown`, as with the sender of this process.
 */
export function explainedSender(sender: VolleySender, machine: ConnectMachine): VolleySender {
  return {
    name: sender.name,
    send: (volley) => {
      const { sent, result } = sender.send(volley);
      return { sent, result: explain(volley, machine, result) };
    },
  };
}

async function explain(
  volley: Volley,
  machine: ConnectMachine,
  underWay: Promise<WatchedResult>,
): Promise<VolleyResult> {
  const result = await underWay;
  const started = result.startedMs.some((ms) => !Number.isNaN(ms));
  if (!started || (await isOwnAddressWhenKnown(volley.address)) === true) return result;
  const record = replay(volley, result);
  const read = machine.countersOf(familyOf(volley.address));
  const notExcluded = await tellLocalCauses(volley, machine, record, result.watched, read);
  return { ...record.result(), late: result.late, notExcluded };
}

function replay(volley: Volley, result: VolleyResult): VolleyRecord {
  const { states, startedMs, answerMs, hops, detailOf, details } = result;
  const record = recordVolley(volley);
  states.forEach((state, position) => {
    record.start(position, startedMs[position]!);
    const answeredAtMs = Number.isNaN(answerMs[position]!)
      ? undefined
      : startedMs[position]! + answerMs[position]!;
    const detail = details[detailOf[position]!];
    record.settle(position, portStates[state]!, detail, answeredAtMs, hops[position]);
  });
  return record;
}
