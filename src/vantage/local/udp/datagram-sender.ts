import { setTimeout as delay } from 'node:timers/promises';
import { isExhaustion } from '../../answers.ts';
import type { Volley, VolleyResult, VolleySender } from '../../vantage.ts';
import { recordVolley, type VolleyRecord } from '../../volley-record.ts';
import { isOwnAddressWhenKnown, routeTo } from '../route.ts';
import type { SocketBudget } from '../socket-budget.ts';
import { askDatagram } from './datagram-attempt.ts';

export interface DatagramMachine {
  readonly budget: SocketBudget;
  readonly guard: (address: string) => boolean;
}

/** Each socket waits for its own answer: so many at a time keep the kernel's buffers small. */
const mostAtOnce = 512;
/** A socket that can't be had is waited for. */
const exhaustedWaitMs = 50;
const triesToGetOne = 100;

/**
 * Volleys of datagrams, one connected socket each: no rights needed. A lack of sockets makes a volley slower,
 * never wrong. What this machine itself keeps back shows as an error of sending (EPERM), and is `unknown`.
 */
export function datagramSender(machine: DatagramMachine): VolleySender {
  return {
    name: 'udp',
    send: (volley) => {
      let allSent!: () => void;
      const sent = new Promise<void>((resolve) => (allSent = resolve));
      return { sent, result: carryOut(volley, machine, allSent).finally(allSent) };
    },
  };
}

async function carryOut(
  volley: Volley,
  machine: DatagramMachine,
  allSent: () => void,
): Promise<VolleyResult> {
  const record = recordVolley(volley);
  if (!machine.guard(volley.address)) return allUnknown(record, 'out-of-scope');
  const route = await routeTo(volley.address, volley.source);
  if (!route.usable && !isExhaustion(route.code)) return allUnknown(record, route.code);
  const toOurselves = await isOwnAddressWhenKnown(volley.address);
  const underWay = new Set<Promise<void>>();
  // Only on the way to an own address can two of our sockets meet.
  const asked = new Map<number, number>();
  const forbids = (port: number): boolean => toOurselves !== false && (asked.get(port) ?? 0) > 0;
  for (let position = 0; position < volley.ports.length;) {
    if (volley.signal?.aborted === true) break;
    if (underWay.size >= mostAtOnce || machine.budget.take(1) === 0) {
      await (underWay.size > 0 ? Promise.race(underWay) : delay(exhaustedWaitMs));
      continue;
    }
    const { granted, waitMs } = volley.allowance.take(1);
    if (granted === 0) {
      machine.budget.give(1);
      await delay(Math.max(1, waitMs));
      continue;
    }
    if (!machine.guard(volley.address)) {
      machine.budget.give(1);
      break;
    }
    const port = volley.ports[position]!;
    asked.set(port, (asked.get(port) ?? 0) + 1);
    const done: Promise<void> = askOne(volley, position, record, machine, forbids).finally(() => {
      asked.set(port, asked.get(port)! - 1);
      machine.budget.give(1);
      underWay.delete(done);
    });
    underWay.add(done);
    position++;
  }
  allSent();
  await Promise.all(underWay);
  return allUnknown(record, machine.guard(volley.address) ? 'interrupted' : 'out-of-scope');
}

async function askOne(
  volley: Volley,
  position: number,
  record: VolleyRecord,
  { budget }: DatagramMachine,
  forbids: (sourcePort: number) => boolean,
): Promise<void> {
  const port = volley.ports[position]!;
  const payload = volley.questions?.ask(port) ?? new Uint8Array(0);
  const { address, source, timeoutMs, sends, signal } = volley;
  let last = 'met-itself';
  for (let tries = 0; tries < triesToGetOne; tries++) {
    record.start(position, performance.now());
    const end = await askDatagram({
      to: { address, port, source },
      payload,
      timeoutMs,
      sends,
      forbids,
      ...(signal === undefined ? {} : { signal }),
    });
    if (end.kind === 'open') {
      const code = volley.questions?.nameAnswer(port, end.answer, payload) ?? '';
      return record.settle(position, 'open', { code }, performance.now());
    }
    if (end.kind === 'answer') {
      const { state, code } = end.answer;
      const answeredAtMs = state === 'refused' || state === 'rejected' ? performance.now() : undefined;
      return record.settle(position, state, { code }, answeredAtMs);
    }
    if (end.kind === 'exhausted') {
      last = end.errno;
      budget.shrink();
      await delay(exhaustedWaitMs);
    }
  }
  record.settle(position, 'unknown', { code: last });
}

function allUnknown(record: VolleyRecord, code: string): VolleyResult {
  record.settleRest(code);
  return record.result();
}
