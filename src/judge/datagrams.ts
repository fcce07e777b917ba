import type { SweepObservation } from '../model/observation.ts';
import type { Check } from '../model/plan.ts';
import { formatPorts, unionPorts } from '../model/ports.ts';
import { fail, inconclusive, pass, type Judgement } from './judgement.ts';
import { groupsOf, type SeenGroup, type SeenPorts } from './seen-ports.ts';

/** A UDP port of a flow that gave no answer: silence says neither that it is open nor that it is shut. */
export function judgeShutDatagrams(check: Check, port: string, group: SeenGroup): Judgement {
  const { state, made, code, from } = group;
  if (check.need === 'optional') {
    return pass(`udpOptional${state === 'silent' ? 'Silent' : 'Shut'}`, { port });
  }
  if (state === 'silent') return inconclusive('udpFlowSilent', { port, attempts: made });
  if (state === 'refused') return fail('udpFlowRefused', { port });
  return fail('flowRejected', { port, rejection: code ?? 'unknown', from: from ?? null });
}

/**
 * A closed rule over UDP, nothing of which is open. Most services answer only what they understand, so no number
 * of controls makes silence proof; and who sent an ICMP error can't be seen, so only that the ports are shut, by
 * whomever, can be proven by it, while a port beside them answers. Undefined: that much is proven.
 */
export function judgeDatagrams(
  check: Check,
  seen: SeenPorts,
  { protocol, controls }: SweepObservation,
): Judgement | undefined {
  if (protocol !== 'udp') return undefined;
  const silent = groupsOf(seen, 'silent');
  if (silent.length > 0) {
    const ports = formatPorts(unionPorts(...silent.map((group) => group.ports)));
    return inconclusive('udpClosedSilent', { ports, silent: seen.counts.silent });
  }
  if (check.expected !== 'closed') return inconclusive('udpSenderUnseen', { state: check.expected });
  if (controls === null || controls.asked <= controls.lost) return inconclusive('udpNoControl', {});
  return undefined;
}
