import type { Family } from '../../../model/address.ts';
import { addressText } from './socket-address.ts';
import type { Word } from './volley-state.ts';
import type { PacketAnswer } from './wire/answers.ts';
import { meaningOfIcmp } from './wire/icmp-codes.ts';

/**
 * What an answer says of the port. `ownAddress`: an ICMP error that comes from this machine itself tells that
 * the packet never left it: nobody has its neighbour's address (`byGateway`: the gateway's), or our own firewall rejected it.
 */
export function wordOf(
  family: Family,
  answer: PacketAnswer,
  from: Uint8Array,
  ownAddress: boolean,
  byGateway: boolean,
): Word | undefined {
  const { kind, hops } = answer;
  if (kind === 'syn-ack') return { state: 'open', hops };
  if (kind === 'reset') return { state: 'refused', hops };
  const meaning = meaningOfIcmp(family, answer.type, answer.code);
  if (meaning === undefined) return undefined;
  if (!ownAddress) return { ...meaning, hops, from: addressText(from) };
  const unresolved = byGateway ? 'gateway-unresolved' : 'neighbour-unresolved';
  const code = meaning.code === 'host-unreachable' ? unresolved : 'own-firewall';
  return { state: 'unknown', hops: 0, code, from: addressText(from) };
}
