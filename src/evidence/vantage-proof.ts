import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import type { Plan } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import { routeTo } from '../vantage/local/route.ts';
import type { VantageProof } from './journal.ts';

/** The way to more addresses than this is looked up for the first ones only: the others go the same ways. */
const mostRoutes = 1000;

/** How a vantage stands in a run. */
export interface VantageAt {
  readonly name: string;
  readonly transport: string;
  readonly source: readonly string[];
  readonly standsFor: readonly string[];
  readonly via?: string;
  readonly hostKey?: string;
  /** Why it could not be opened. */
  readonly failed?: Reason;
}

/** Proves where a vantage's packets leave from: this machine's interfaces, and its way to each address. Sends nothing. */
export async function proveVantage(vantage: VantageAt, plan: Plan): Promise<VantageProof> {
  const interfaces = Object.entries(networkInterfaces()).flatMap(([name, entries]) =>
    (entries ?? []).map((entry) => ({ name, address: addressOf(entry), mac: entry.mac })),
  );
  const routes: VantageProof['routes'][number][] = [];
  let routesLeft = 0;
  // From elsewhere this machine's ways say nothing.
  for (const part of vantage.transport === 'local' ? plan.parts() : []) {
    if (part.kind !== 'target' || part.target.vantage !== vantage.name) continue;
    const { address, source } = part.target;
    if (routes.length >= mostRoutes) {
      routesLeft++;
      continue;
    }
    const route = await routeTo(address, source);
    routes.push(
      route.usable
        ? { to: address, source: route.source, interface: interfaceOf(route.source, interfaces) }
        : { to: address, source: null, interface: null, code: route.code },
    );
  }
  return { kind: 'vantage', ...vantage, interfaces, routes, routesLeft };
}

function addressOf({ cidr, address }: NetworkInterfaceInfo): string {
  return cidr ?? address;
}

/** Linux's loopback has the whole of 127.0.0.0/8, and lists one address of it. */
function interfaceOf(source: string, interfaces: VantageProof['interfaces']): string | null {
  const found = interfaces.find(({ address }) => address.split('/', 1)[0] === source.split('%', 1)[0]);
  if (found !== undefined) return found.name;
  return source.startsWith('127.')
    ? (interfaces.find(({ address }) => address.startsWith('127.'))?.name ?? null)
    : null;
}
