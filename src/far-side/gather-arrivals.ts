import { formatPorts, portSet, type Protocol } from '../model/ports.ts';
import type { LogEntry } from './entries.ts';

/** A handshake's first packet, or a datagram, that reached this machine. */
export interface Arrival {
  readonly protocol: Protocol;
  readonly from: string;
  readonly fromPort: number;
  readonly to: string;
  /** The port it came to; of signed questions, the port that was asked. */
  readonly port: number;
  /** Of signed questions. */
  readonly signedFor?: { readonly run: string; readonly vantage: string };
}

export interface ArrivalGathering {
  readonly add: (arrival: Arrival) => void;
  /** What came since the last call, as entries; those who came alike together. */
  readonly take: () => LogEntry[];
}

/** Strangers can make up senders: more of them within one moment are counted, not listed. */
const mostSenders = 1024;
/** Ranges of source ports that an entry lists; the rest of a sweep's are of no more use. */
const mostSourceRanges = 16;

interface Sender {
  readonly arrival: Arrival;
  readonly ports: Map<number, number>;
  readonly fromPorts: Set<number>;
}

/** Gathers arrivals in memory that strangers can't make grow: nobody with the key is ever left out. */
export function gatherArrivals(): ArrivalGathering {
  let senders = new Map<string, Sender>();
  let leftOut = 0;
  return {
    add: (arrival) => {
      const { protocol, from, to, signedFor } = arrival;
      const key = `${protocol} ${from} ${to} ${signedFor?.run ?? ''} ${signedFor?.vantage ?? ''}`;
      let sender = senders.get(key);
      if (sender === undefined) {
        if (senders.size >= mostSenders && signedFor === undefined) return void leftOut++;
        sender = { arrival, ports: new Map(), fromPorts: new Set() };
        senders.set(key, sender);
      }
      sender.ports.set(arrival.port, (sender.ports.get(arrival.port) ?? 0) + 1);
      sender.fromPorts.add(arrival.fromPort);
    },
    take: () => {
      const entries = [...senders.values()].flatMap(entriesOf);
      if (leftOut > 0) entries.push({ kind: 'gap', why: 'tooMany', count: leftOut });
      senders = new Map();
      leftOut = 0;
      return entries;
    },
  };
}

function entriesOf({ arrival, ports, fromPorts }: Sender): LogEntry[] {
  const byCount = new Map<number, number[]>();
  for (const [port, count] of ports) {
    const alike = byCount.get(count);
    if (alike === undefined) byCount.set(count, [port]);
    else alike.push(port);
  }
  const { protocol, from, to, signedFor } = arrival;
  return [...byCount].map(([each, alike]) => ({
    kind: 'arrived',
    protocol,
    from,
    fromPorts: formatPorts(portSet(fromPorts).slice(0, mostSourceRanges)),
    to,
    ports: formatPorts(portSet(alike)),
    each,
    ...signedFor,
  }));
}
