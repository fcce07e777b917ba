import { createServer, type Server } from 'node:net';

/** The addresses of the demo's deployment; all of them this machine's own. */
export interface DemoAddresses {
  /** False: this system has 127.0.0.1 alone, and everything shares it. */
  readonly apart: boolean;
  readonly outside: string;
  readonly proxyExternal: string;
  readonly proxyInternal: string;
  readonly frontEnd: string;
  readonly officeWebApps: string;
}

/** Linux takes the whole of 127.0.0.0/8 for its loopback, macOS only 127.0.0.1 (RFC 1122 allows both). */
export async function demoAddresses(): Promise<DemoAddresses> {
  const apart = {
    apart: true,
    outside: '127.80.13.7',
    proxyExternal: '127.80.13.10',
    proxyInternal: '127.80.13.11',
    frontEnd: '127.80.13.20',
    officeWebApps: '127.80.13.30',
  };
  const { apart: _, ...addresses } = apart;
  const usable = await Promise.all(Object.values(addresses).map((address) => isFree(address, 0)));
  if (usable.every(Boolean)) return apart;
  const only = '127.0.0.1';
  return {
    apart: false,
    outside: only,
    proxyExternal: only,
    proxyInternal: only,
    frontEnd: only,
    officeWebApps: only,
  };
}

/** Ports of a band; small enough for a few seconds, large enough to look like a sweep. */
const bandSize = 500;

/** Below the ports that systems lend to outgoing connections (from 32768 on), above those that services like. */
const firstBand = 20_000;
const lastBand = 32_000;

/** The first port of some 500 in a row that nothing listens on, at any of these addresses; undefined: there is none. */
export async function findFreeBand(
  addresses: readonly string[],
): Promise<{ readonly from: number; readonly to: number } | undefined> {
  const unique = [...new Set(addresses)];
  for (let from = firstBand; from + bandSize <= lastBand; from += bandSize) {
    if (await isBandFree(unique, from)) return { from, to: from + bandSize - 1 };
  }
  return undefined;
}

async function isBandFree(addresses: readonly string[], from: number): Promise<boolean> {
  for (const address of addresses) {
    for (let port = from; port < from + bandSize; port++) {
      if (!(await isFree(address, port))) return false;
    }
  }
  return true;
}

/** Listening for a moment tells also of listeners at the wildcard address, and sends nothing. */
function isFree(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server: Server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: address, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
