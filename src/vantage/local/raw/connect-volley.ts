import type { OwnMeetings } from '../own-meetings.ts';
import type { VolleyWatch } from '../volley-watch.ts';
import type { Row } from './connect-attempts.ts';
import type { NetworkAddress } from './socket-address.ts';
import { encodeSocketAddress } from './socket-address.ts';
import type { VolleyState } from './volley-state.ts';

/** A volley of connections under way. */
export interface ConnectVolley {
  readonly state: VolleyState;
  readonly destination: NetworkAddress;
  /** Written anew for each port. */
  readonly socketAddress: Buffer;
  readonly row: Row;
  /** By position: its slot plus one; 0: none. */
  readonly slotOf: Uint32Array;
  /** First run whose time-out is not over. */
  expiring: number;
  /** Whether answers come within the call: then they are asked for at once. */
  immediate: boolean;
  /** Set where the target is this machine. */
  readonly meetings: OwnMeetings | undefined;
  readonly metAt: Map<number, number>;
  /** Looks at the kernel's counters; absent where the target is this machine. */
  readonly watch: VolleyWatch | undefined;
  /** The machine had no socket or port left. */
  pausedUntilMs: number;
  pauses: number;
}

export function connectVolley(
  parts: Pick<ConnectVolley, 'state' | 'destination' | 'row' | 'meetings' | 'watch'>,
): ConnectVolley {
  return {
    ...parts,
    socketAddress: encodeSocketAddress(parts.destination, 0),
    slotOf: new Uint32Array(parts.state.shots.ports.length),
    expiring: 0,
    immediate: true,
    metAt: new Map(),
    pausedUntilMs: 0,
    pauses: 0,
  };
}

/** First pause after the machine ran out of something; doubled, up to the longest, while it stays so. */
const firstPauseMs = 10;
const longestPauseMs = 1000;
/** Pauses in a row without a single success until a position is given up: about five seconds. */
const patience = 10;

/** Waits for what ran out. False: patience is at its end. */
export function pause(volley: ConnectVolley, nowMs: number): boolean {
  if (volley.pauses >= patience) return false;
  volley.pausedUntilMs = nowMs + Math.min(longestPauseMs, firstPauseMs * 2 ** volley.pauses);
  volley.pauses++;
  return true;
}
