import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Allowance, Volley, VolleyResult } from '../../../src/vantage/vantage.ts';
import { portStates, type PortState } from '../../../src/model/observation.ts';

export const atOnce: Allowance = { take: (wanted) => ({ granted: wanted, waitMs: 0 }) };

/** Listens on so many ports of an address while `use` runs; connections are left alone. */
export async function withListeners<T>(
  count: number,
  address: string,
  use: (ports: readonly number[]) => Promise<T>,
): Promise<T> {
  const servers = Array.from({ length: count }, () =>
    createServer((socket) => socket.on('error', () => undefined)),
  );
  try {
    for (const server of servers) {
      server.listen(0, address);
      await once(server, 'listening');
    }
    return await use(servers.map((server) => (server.address() as AddressInfo).port));
  } finally {
    for (const server of servers) server.close();
  }
}

/** A port of the address that nobody listens on, as of just now. */
export async function shutPort(address = '127.0.0.1'): Promise<number> {
  return withListeners(1, address, ([port]) => Promise.resolve(port!));
}

export function volleyOf(ports: Iterable<number>, more: Partial<Volley> = {}): Volley {
  return {
    address: '127.0.0.1',
    source: null,
    ports: Uint16Array.from(ports),
    controls: new Uint32Array(0),
    timeoutMs: 2000,
    sends: 1,
    allowance: atOnce,
    ...more,
  };
}

/** States and codes, position by position: "open", "unknown EMFILE". */
export function wordsOf({ states, detailOf, details }: VolleyResult): string[] {
  return Array.from(states, (state, i) => {
    const code = details[detailOf[i]!]!.code;
    return code === '' ? stateName(state) : `${stateName(state)} ${code}`;
  });
}

export function stateName(index: number): PortState {
  return portStates[index]!;
}
