import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { parseAddress } from '../../model/address.ts';
import { parsePorts, type PortSet, type Protocol } from '../../model/ports.ts';
import { ForeignFileError, type ForeignPorts, type ForeignScan } from './foreign-scan.ts';

/** nmap's names of ICMP messages, as ours. What is not here is rejected by nobody known. */
const rejections: Readonly<Record<string, string>> = {
  'admin-prohibited': 'admin-prohibited',
  'host-prohibited': 'host-prohibited',
  'net-prohibited': 'net-prohibited',
  'host-unreach': 'host-unreachable',
  'net-unreach': 'net-unreachable',
  'port-unreach': 'port-unreachable',
  'proto-unreach': 'protocol-unreachable',
};

/**
 * Reads nmap's XML (-oX), as far as it goes: a scan that was cut short says so. Throws ForeignFileError.
 *
 * Open is open. A reset counts where nmap saw the packet itself; what it knows from connect() alone may have been
 * this machine's own doing. Filtered by silence is a question without an answer: nobody knows what was lost.
 */
export function readNmapXml(text: string): ForeignScan {
  const reader = openReader();
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => reader.open(tag));
  parser.on('closetag', ({ name }) => reader.close(name));
  let problem: Error | undefined;
  parser.on('error', (error) => {
    problem ??= error;
  });
  parser.write(text);
  if (problem !== undefined) throw new ForeignFileError(problem.message);
  if (!reader.isNmap()) throw new ForeignFileError('nmaprun');
  // an end that is missing is no mistake of the file: the scan was cut short
  parser.close();
  return reader.scan();
}

function openReader() {
  const hosts = new Map<string, ForeignPorts[]>();
  let [started, finished, finishedWell]: [string | null, string | null, boolean] = [null, null, false];
  let [root, source, connect]: [string | undefined, string | null, boolean] = [undefined, null, false];
  let address: string | undefined;
  let found: ForeignPorts[] = [];
  let port: { protocol: Protocol; ports: PortSet } | undefined;
  let extra: string | undefined;

  const see = (protocol: Protocol, ports: PortSet, state: string, attributes: Attributes) => {
    found.push({ protocol, ports, ...stateOf(state, attributes, connect, address) });
  };
  const open = ({ name, attributes }: SaxesTagPlain): void => {
    root ??= name;
    const { [name]: element } = {
      nmaprun: () => {
        started = instant(attributes['start']);
        source = parseAddress(/(?:^|\s)-S\s+(\S+)/.exec(attributes['args'] ?? '')?.[1] ?? '') ?? null;
      },
      scaninfo: () => {
        connect ||= attributes['type'] === 'connect';
      },
      host: () => {
        [address, found] = [undefined, []];
      },
      address: () => {
        if (attributes['addrtype'] !== 'mac') address ??= parseAddress(attributes['addr'] ?? '');
      },
      port: () => {
        const [protocol, ports] = [
          protocolOf(attributes['protocol']),
          parsePorts(attributes['portid'] ?? ''),
        ];
        port = protocol !== undefined && ports?.length === 1 ? { protocol, ports } : undefined;
      },
      state: () => {
        if (port !== undefined) see(port.protocol, port.ports, attributes['state'] ?? '', attributes);
      },
      extraports: () => {
        extra = attributes['state'];
      },
      extrareasons: () => {
        const [protocol, ports] = [protocolOf(attributes['proto']), parsePorts(attributes['ports'] ?? '')];
        if (protocol !== undefined && ports !== undefined && ports.length > 0)
          see(protocol, ports, extra ?? '', attributes);
      },
      finished: () => {
        finished = instant(attributes['time']);
        finishedWell = attributes['exit'] === 'success';
      },
    } as Readonly<Record<string, (() => void) | undefined>>;
    element?.();
  };
  const close = (name: string): void => {
    if (name === 'host' && address !== undefined)
      hosts.set(address, [...(hosts.get(address) ?? []), ...found]);
    if (name === 'port') port = undefined;
  };
  return {
    open,
    close,
    isNmap: () => root === 'nmaprun',
    scan: (): ForeignScan => ({
      scanner: 'nmap',
      startedAt: started,
      finishedAt: finished,
      finished: finishedWell,
      source,
      hosts,
    }),
  };
}

type Attributes = Readonly<Record<string, string>>;

function stateOf(
  state: string,
  attributes: Attributes,
  connect: boolean,
  address: string | undefined,
): Pick<ForeignPorts, 'state' | 'hops' | 'code' | 'from'> {
  const reason = attributes['reason'] ?? '';
  const ttl = Number(attributes['reason_ttl'] ?? attributes['ttl'] ?? '0');
  const hops = Number.isInteger(ttl) && ttl > 0 && ttl <= 255 ? ttl : null;
  if (state === 'open') return { state: 'open', hops };
  if (connect) return { state: 'unknown', hops: null, code: 'foreign-errno' };
  // extraports name a reset in the plural
  if (state === 'closed' && /^resets?$/.test(reason)) return { state: 'refused', hops };
  const code = rejections[reason.replace(/e?s$/, '')] ?? rejections[reason];
  const from = parseAddress(attributes['reason_ip'] ?? '') ?? address;
  // an extraports element does not say who rejected: it need not be the host
  const sender = attributes['reason_ttl'] === undefined ? undefined : from;
  if (state === 'closed' && code === 'port-unreachable') return { state: 'refused', hops };
  if (state === 'filtered' && code !== undefined)
    return { state: 'rejected', hops, code, ...(sender !== undefined && { from: sender }) };
  return { state: 'unknown', hops: null, code: 'foreign-silence' };
}

function protocolOf(written: string | undefined): Protocol | undefined {
  return written === 'tcp' || written === 'udp' ? written : undefined;
}

/** Seconds since 1970. */
function instant(seconds: string | undefined): string | null {
  const time = Number(seconds ?? NaN) * 1000;
  return Number.isFinite(time) && time > 0 && time < 8e15 ? new Date(time).toISOString() : null;
}
