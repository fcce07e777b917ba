import { eachPort, portSet, type Protocol } from '../../model/ports.ts';
import type { PortsByProtocol } from './stand-in.ts';

/** A documented port that can't be listened on, and why. */
export interface Missed {
  readonly protocol: Protocol;
  readonly address: string;
  readonly port: number;
  readonly errno: string;
}

/** Listens on the documented ports, as far as they can be had. */
export async function holdPorts(
  { addresses, documented }: { readonly addresses: readonly string[]; readonly documented: PortsByProtocol },
  listeners: Readonly<
    Record<Protocol, { listen: (address: string, port: number) => Promise<string | undefined> }>
  >,
): Promise<{ held: PortsByProtocol; missed: Missed[] }> {
  const missed: Missed[] = [];
  const held: Record<Protocol, number[]> = { tcp: [], udp: [] };
  for (const protocol of ['tcp', 'udp'] as const) {
    for (const address of addresses) {
      for (const port of eachPort(documented[protocol])) {
        const errno = await listeners[protocol].listen(address, port);
        if (errno === undefined) held[protocol].push(port);
        else missed.push({ protocol, address, port, errno });
      }
    }
  }
  return { held: { tcp: portSet(held.tcp), udp: portSet(held.udp) }, missed };
}
