import type { PortState } from '../model/observation.ts';
import type { Vantage } from '../vantage/vantage.ts';

export interface FirstConnection {
  readonly state: PortState;
  /** What the vantage knows of a port that is not open; empty: nothing. */
  readonly code: string;
  readonly ms: number;
}

/** A conversation's own connection tells the port's state and the time it took: no other one is made for that. */
export function watchConnections(vantage: Vantage): {
  readonly watched: Vantage;
  readonly first: () => FirstConnection | undefined;
} {
  let first: FirstConnection | undefined;
  const connect: Vantage['connect'] = async (...asked) => {
    const startedMs = performance.now();
    const connection = await vantage.connect(...asked);
    first ??= {
      state: connection.state,
      code: connection.state === 'open' ? '' : connection.code,
      ms: Math.round(performance.now() - startedMs),
    };
    return connection;
  };
  return { watched: { ...vantage, connect }, first: () => first };
}
