import { portSet, type PortSet, type Protocol } from '../../model/ports.ts';
import { readProc, type ReadProc } from '../local/machine-limits.ts';

/** TCP's state LISTEN; UDP's sockets without a peer. */
const states: Readonly<Record<Protocol, string>> = { tcp: '0A', udp: '07' };

/** Ports that services of this machine listen on, whatever the address. Empty where /proc does not tell. */
export function takenPorts(protocol: Protocol, read: ReadProc = readProc): PortSet {
  const tables = [protocol, `${protocol}6`].map((table) => read(`/proc/self/net/${table}`) ?? '');
  const pattern = new RegExp(`^\\s*\\d+: [0-9A-F]+:([0-9A-F]{4}) \\S+ ${states[protocol]} `, 'gm');
  return portSet(
    tables.flatMap((text) => Array.from(text.matchAll(pattern), ([, port]) => Number.parseInt(port!, 16))),
  );
}
