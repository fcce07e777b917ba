import type { Connecting } from './connection.ts';
import { openLane, type Lane } from './lane.ts';

/** The connections to one vantage: as many as its given-up channels make necessary. */
export interface Lanes {
  /** A lane with room for another channel; undefined: the vantage is lost, or `signal` ended the wait. */
  readonly withRoom: (signal?: AbortSignal) => Promise<Lane | undefined>;
  /** How many more channels a lane takes. */
  readonly roomOf: (lane: Lane) => number;
  /** The server ran out of something while it held this many: lanes take less from now on. */
  readonly ranOut: (lane: Lane) => void;
  readonly close: () => void;
}

/**
 * Channels on one connection: each costs the server a descriptor, of which it usually has 1,024. OpenSSH for
 * Windows has room for 256 in all, its own included.
 */
const mostHeld = 512;
const mostHeldByWindows = 128;
/** Fewer would not be what a server runs out of. */
export const leastHeld = 16;
/** At a time; each is a process of the server's, and a login in its log. */
const mostLanes = 4;
/** So little room that another connection is made before there is none: a login takes its time. */
const scarce = 128;
/** Waits before a server that was reached before is tried again. */
const retryMs = [500, 1000, 2000];
/** Connections that ended by themselves: more is no accident. */
const mostDeaths = 5;

export interface LanesWorld {
  readonly connect: () => Promise<Connecting>;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** `first`: the connection that proved that the vantage is there. */
export function openLanes(first: Lane, world: LanesWorld): Lanes {
  let capacity = first.windows ? mostHeldByWindows : mostHeld;
  let lanes: Lane[] = [];
  const retired = new Set<Lane>();
  let connecting = false;
  let closed = false;
  let lost = false;
  /** The last wish for one connection more was refused, while others served. */
  let refused = false;
  let deaths = 0;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const resolve of waiting) resolve();
  };

  const roomOf = (lane: Lane) => (retired.has(lane) || lane.isLost() ? 0 : capacity - lane.held());

  const lose = () => {
    lost = true;
    wake();
  };

  /** A lane that is nearly full of channels that nobody awaits is left to finish, then ended: that frees them. */
  const look = (lane: Lane) => {
    if (lane.isLost()) {
      if (!lanes.includes(lane)) return;
      lanes = lanes.filter((other) => other !== lane);
      if (!retired.delete(lane) && !closed && ++deaths >= mostDeaths) lose();
    } else {
      if (lane.stale() > capacity * 0.75) retired.add(lane);
      if (retired.has(lane) && lane.held() === lane.stale()) return lane.end();
    }
    wake();
  };

  const add = (lane: Lane) => {
    lanes.push(lane);
    lane.onChange(() => look(lane));
    look(lane);
  };

  const connect = async () => {
    connecting = true;
    for (const waitMs of [0, ...retryMs]) {
      await world.sleep(waitMs);
      if (closed) break;
      const result = await world.connect();
      if ('connection' in result) {
        const lane = openLane(result.connection);
        if (closed) lane.end();
        else add(lane);
        refused = false;
        break;
      }
      // A server that takes no more connections may still serve those that it has.
      refused = lanes.length > 0;
      if (refused) break;
      if (result.lasting || waitMs === retryMs.at(-1)) lose();
      if (lost) break;
    }
    connecting = false;
    wake();
  };

  const withRoom: Lanes['withRoom'] = async (signal) => {
    for (;;) {
      if (closed || signal?.aborted === true) return undefined;
      const room = lanes.reduce((sum, lane) => sum + Math.max(0, roomOf(lane)), 0);
      const more = lanes.length === 0 || (!refused && room < scarce && lanes.length < mostLanes);
      if (more && !connecting && !lost) void connect();
      const free = lanes.find((lane) => roomOf(lane) > 0);
      if (free !== undefined) return free;
      if (lost) return undefined;
      await new Promise<void>((resolve) => {
        const done = () => {
          waiting.delete(done);
          signal?.removeEventListener('abort', done);
          resolve();
        };
        waiting.add(done);
        signal?.addEventListener('abort', done, { once: true });
      });
    }
  };

  add(first);
  return {
    withRoom,
    roomOf,
    ranOut: (lane) => {
      capacity = Math.max(leastHeld, Math.min(capacity, Math.floor(lane.held() * 0.75)));
      retired.add(lane);
      look(lane);
    },
    close: () => {
      closed = true;
      for (const lane of lanes) lane.end();
      wake();
    },
  };
}
