import { portSet } from '../../model/ports.ts';
import { ForeignFileError, type ForeignPorts, type ForeignScan } from './foreign-scan.ts';
import { addressIn, jsonRecords, portOf, spanOf } from './json-records.ts';

/**
 * Reads masscan's JSON (-oJ) or NDJSON (-oD). It names what answered, and nothing else: of a port that is missing
 * nobody can say whether it was silent, lost, or never asked. Throws ForeignFileError.
 */
export function readMasscanJson(text: string): ForeignScan {
  const hosts = new Map<string, ForeignPorts[]>();
  const times: (string | null)[] = [];
  for (const record of jsonRecords(text)) {
    const address = addressIn(record['ip']);
    if (address === undefined) throw new ForeignFileError('ip');
    times.push(instant(record['timestamp']));
    const answers = Array.isArray(record['ports']) ? (record['ports'] as unknown[]) : [flat(record)];
    const seen = hosts.get(address) ?? [];
    hosts.set(address, [...seen, ...answers.flatMap(portsOf)]);
  }
  return { scanner: 'masscan', ...spanOf(times), finished: null, source: null, hosts };
}

/** NDJSON keeps the port beside the address, and the rest below `data`. */
function flat({ port, proto, data }: Record<string, unknown>): unknown {
  return { ...(data as object | undefined), port, proto };
}

function portsOf(answer: unknown): ForeignPorts[] {
  const { port, proto, status, reason, ttl } = (answer ?? {}) as Record<string, unknown>;
  const number = portOf(port);
  if (number === undefined || (proto !== 'tcp' && proto !== 'udp')) return [];
  const hops = typeof ttl === 'number' && ttl > 0 && ttl <= 255 ? ttl : null;
  const ports = portSet([number]);
  if (status === 'open') return [{ protocol: proto, ports, state: 'open', hops }];
  // "rst" or "rst-ack", as the flags of the answer
  if (status === 'closed' && proto === 'tcp' && /\brst\b/.test(String(reason)))
    return [{ protocol: proto, ports, state: 'refused', hops }];
  return [];
}

/** Seconds since 1970, as text or as a number. */
function instant(written: unknown): string | null {
  const time = Number(written ?? NaN) * 1000;
  return Number.isFinite(time) && time > 0 && time < 8e15 ? new Date(time).toISOString() : null;
}
