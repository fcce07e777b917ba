import { portSet } from '../../model/ports.ts';
import { ForeignFileError, type ForeignPorts, type ForeignScan } from './foreign-scan.ts';
import { addressIn, jsonRecords, portOf, spanOf } from './json-records.ts';

/** Reads naabu's JSON lines (-json): ports that were open, and nothing else. Throws ForeignFileError. */
export function readNaabuJson(text: string): ForeignScan {
  const hosts = new Map<string, ForeignPorts[]>();
  const times: (string | null)[] = [];
  for (const { ip, host, port, protocol = 'tcp', timestamp } of jsonRecords(text)) {
    const address = addressIn(ip ?? host);
    // older versions write the port as an object
    const number = portOf(isObject(port) ? port['Port'] : port);
    if (address === undefined || number === undefined) throw new ForeignFileError('ip, port');
    if (protocol !== 'tcp' && protocol !== 'udp') continue;
    times.push(instant(timestamp));
    const open: ForeignPorts = { protocol, ports: portSet([number]), state: 'open', hops: null };
    hosts.set(address, [...(hosts.get(address) ?? []), open]);
  }
  return { scanner: 'naabu', ...spanOf(times), finished: null, source: null, hosts };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function instant(written: unknown): string | null {
  const time = typeof written === 'string' ? Date.parse(written) : NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
