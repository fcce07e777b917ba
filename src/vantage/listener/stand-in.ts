import { familyOf, type Family } from '../../model/address.ts';
import { subtractPorts, type PortSet, type Protocol } from '../../model/ports.ts';
import type { Kernel } from '../local/raw/kernel.ts';
import { diversionRules, putInPlace, type Standing } from './divert.ts';
import type { TcpListeners } from './listen-tcp.ts';
import { takenPorts } from './taken-ports.ts';

export type PortsByProtocol = Readonly<Record<Protocol, PortSet>>;

/** The rules for redirecting could not be put in place, or are gone. */
export class DiversionFailure extends Error {
  override readonly name = 'DiversionFailure';
}

export interface StandIn {
  /** Ports that are answered now, beside those that are held. */
  readonly answers: PortsByProtocol;
  /** Wanted ports that services of this machine have. */
  readonly left: PortsByProtocol;
  readonly standing: Standing;
}

/**
 * Answers on ports that nobody listens on: over TCP by redirecting handshakes to one transparent listener. Throws
 * DiversionFailure, with nothing left behind.
 */
export async function standIn(
  wanted: PortsByProtocol,
  held: PortsByProtocol,
  {
    addresses,
    kernel,
    tcp,
    table,
    tell,
  }: {
    readonly addresses: readonly string[];
    readonly kernel: Kernel;
    readonly tcp: TcpListeners;
    readonly table: string;
    readonly tell: (rules: string) => void;
  },
): Promise<StandIn> {
  const room = (protocol: Protocol): PortSet =>
    subtractPorts(subtractPorts(wanted[protocol], held[protocol]), takenPorts(protocol));
  const answers = { tcp: room('tcp'), udp: room('udp') };
  const leftOf = (protocol: Protocol): PortSet =>
    subtractPorts(subtractPorts(wanted[protocol], held[protocol]), answers[protocol]);
  const listenerOf = async (family: Family): Promise<number | null> => {
    const needed = answers.tcp.length > 0 && addresses.some((address) => familyOf(address) === family);
    return needed ? transparent(kernel, tcp, family) : null;
  };
  const to = { 4: await listenerOf(4), 6: await listenerOf(6) };
  const rules = diversionRules({ table, addresses, ports: answers.tcp, quiet: answers.udp.length > 0, to });
  tell(rules);
  const standing = await putInPlace(rules, table);
  if (standing.problem !== undefined) throw new DiversionFailure(standing.problem);
  return { answers, left: { tcp: leftOf('tcp'), udp: leftOf('udp') }, standing };
}

const transparentOption = { 4: [0, 19], 6: [41, 75] } as const; // IP_TRANSPARENT, IPV6_TRANSPARENT

/** A listener that may have connections for addresses and ports that it was not bound to. Answers its port. */
async function transparent(kernel: Kernel, tcp: TcpListeners, family: Family): Promise<number> {
  const { port, fd } = await tcp.listenAnywhere(family === 4 ? '0.0.0.0' : '::');
  const on = Buffer.allocUnsafeSlow(4);
  on.writeInt32LE(1);
  const [level, name] = transparentOption[family];
  if (kernel.setsockopt(fd, level, name, on) !== 0) throw new DiversionFailure('IP_TRANSPARENT');
  return port;
}
