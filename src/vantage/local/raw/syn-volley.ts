import type { Family } from '../../../model/address.ts';
import type { NeighbourWatch } from './neighbour-watch.ts';
import type { RawLane } from './raw-lane.ts';
import type { NetworkAddress } from './socket-address.ts';
import { encodeSocketAddress } from './socket-address.ts';
import { sourcePortCount } from './source-ports.ts';
import type { SourcePorts } from './source-ports.ts';
import { isControl } from './volley-state.ts';
import type { VolleyState } from './volley-state.ts';
import { unsealPosition } from './wire/cookie.ts';
import type { CookieKey } from './wire/cookie.ts';
import type { PacketAnswer } from './wire/answers.ts';
import { synTemplate } from './wire/syn-segment.ts';
import type { SynTemplate } from './wire/syn-segment.ts';

/** A volley of raw SYNs under way, or just over: its late answers are still known. */
export interface SynVolley {
  readonly state: VolleyState;
  readonly family: Family;
  readonly lane: RawLane;
  readonly destination: NetworkAddress;
  readonly socketAddress: Uint8Array;
  readonly template: SynTemplate;
  readonly key: CookieKey;
  readonly ports: SourcePorts;
  /** Where in the row of source ports this volley begins. */
  readonly portOffset: number;
  readonly controlOrdinals: ReadonlyMap<number, number>;
  readonly neighbour: NeighbourWatch | undefined;
  /** The next position to send again, for the second packet of each attempt, the third, … */
  readonly resends: { run: number; position: number }[];
  /** When answers may have been lost on their way to us. */
  readonly overflowsMs: number[];
}

export function synVolley(
  parts: Omit<
    SynVolley,
    'family' | 'socketAddress' | 'template' | 'controlOrdinals' | 'resends' | 'overflowsMs'
  >,
): SynVolley {
  const { state, lane, destination } = parts;
  const { controls, sends } = state.shots;
  return {
    ...parts,
    family: destination.family,
    socketAddress: encodeSocketAddress(destination, 0),
    template: synTemplate(lane.source.bytes, destination.bytes),
    controlOrdinals: new Map(Array.from(controls, (position, ordinal) => [position, ordinal])),
    resends: Array.from({ length: Math.max(0, sends - 1) }, () => ({ run: 0, position: 0 })),
    overflowsMs: [],
  };
}

/**
 * All positions of a volley leave from one port, but each control from the next of the row (`source-ports.ts`
 * says why). Volleys begin at different places, so that attempts at one port differ.
 */
export function sourcePortOf(volley: SynVolley, position: number): number {
  const ordinal = isControl(volley.state, position) ? 1 + (volley.controlOrdinals.get(position) ?? 0) : 0;
  return volley.ports.first + ((volley.portOffset + ordinal) % sourcePortCount);
}

/** The position that this answer answers; -1: none that was asked, so it is not believed. */
export function positionAnswered(volley: SynVolley, answer: PacketAnswer): number {
  const position = unsealPosition(volley.key, answer.sequence);
  if (position >= volley.state.next) return -1;
  if (volley.state.shots.ports[position] !== answer.port) return -1;
  return sourcePortOf(volley, position) === answer.sourcePort ? position : -1;
}

/** A host that answers nearly everything is asked again soon: what it did not answer was likely lost. */
const nearlyAll = 0.9;
const judgedFrom = 64;
const roundTrips = 8;
const soonestAgainMs = 40;

/** How long after its first packet an unanswered position gets packet number `number` (1 is the second). */
export function resendAfterMs(volley: SynVolley, number: number): number {
  const { shots, answered, next, slowestMs } = volley.state;
  const evenlyMs = shots.timeoutMs / shots.sends;
  const talkative = next >= judgedFrom && answered >= next * nearlyAll;
  const soonMs = Math.max(soonestAgainMs, roundTrips * slowestMs);
  return number * (talkative ? Math.min(evenlyMs, soonMs) : evenlyMs);
}
