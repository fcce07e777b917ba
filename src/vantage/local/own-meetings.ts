/**
 * Sockets of ours that meet each other: one asks port q from source port p, another asks p from q, both
 * complete, and nobody listens. It can happen only on the way to an own address, and to both alike.
 */
export interface OwnMeetings {
  readonly started: (port: number) => void;
  readonly ended: (port: number) => void;
  /** Whether the connection to `port` from `sourcePort` may have met another attempt of ours. */
  readonly met: (port: number, sourcePort: number) => boolean;
}

export function ownMeetings(): OwnMeetings {
  const underWayTo = new Uint16Array(65_536);
  /** By asked port: the source port from which the other half of a pair that was seen comes. */
  const otherHalves = new Map<number, number>();
  return {
    started: (port) => void underWayTo[port]!++,
    ended: (port) => void underWayTo[port]!--,
    met: (port, sourcePort) => {
      if (otherHalves.get(port) === sourcePort) return otherHalves.delete(port);
      if (underWayTo[sourcePort] === 0) return false;
      otherHalves.set(sourcePort, port);
      return true;
    },
  };
}
