import type { Family } from '../../model/address.ts';
import { readProc, type ReadProc } from './machine-limits.ts';

/** What the kernel has counted in this network namespace until now: packets, unless it says otherwise. */
export interface Counters {
  readonly atMs: number;
  /** Packets made here, before the own outgoing firewall. */
  readonly outRequests: number;
  /** Packets that passed the own outgoing firewall, forwarded ones too; null: a kernel that doesn't count them. */
  readonly outTransmits: number | null;
  readonly forwarded: number;
  readonly outDiscards: number;
  /** Packets that came in, before the own incoming firewall, and those that got through it. */
  readonly inReceives: number;
  readonly inDelivers: number;
  /** ICMP destination unreachable, of every code. */
  readonly inUnreachables: number;
  readonly outUnreachables: number;
  /** TCP segments that came in, of both families. */
  readonly inSegments: number;
  /** Sent through the loopback interface, of both families. */
  readonly loopback: number;
}

/** Reads the counters of one family; undefined where this platform has none. */
export type ReadCounters = () => Counters | undefined;

export function countersOf(
  family: Family,
  read: ReadProc = readProc,
  nowMs: () => number = () => performance.now(),
): ReadCounters {
  return () => {
    const snmp = read('/proc/net/snmp');
    const devices = read('/proc/net/dev');
    if (snmp === undefined || devices === undefined) return undefined;
    const tcp = table(snmp, 'Tcp');
    const loopback = Number(/^\s*lo:(?:\s*\d+){8}\s+\d+\s+(\d+)/m.exec(devices)?.[1] ?? NaN);
    const common = { atMs: nowMs(), inSegments: tcp.get('InSegs') ?? NaN, loopback };
    const counted = family === 4 ? ofIpv4(snmp) : ofIpv6(read('/proc/net/snmp6') ?? '');
    const counters = { ...common, ...counted };
    return Object.values(counters).some(Number.isNaN) ? undefined : counters;
  };
}

type FamilyCounters = Omit<Counters, 'atMs' | 'inSegments' | 'loopback'>;

function ofIpv4(snmp: string): FamilyCounters {
  const ip = table(snmp, 'Ip');
  const icmp = table(snmp, 'Icmp');
  return {
    outRequests: ip.get('OutRequests') ?? NaN,
    outTransmits: ip.get('OutTransmits') ?? null,
    forwarded: ip.get('ForwDatagrams') ?? NaN,
    outDiscards: ip.get('OutDiscards') ?? NaN,
    inReceives: ip.get('InReceives') ?? NaN,
    inDelivers: ip.get('InDelivers') ?? NaN,
    inUnreachables: icmp.get('InDestUnreachs') ?? NaN,
    outUnreachables: icmp.get('OutDestUnreachs') ?? NaN,
  };
}

function ofIpv6(snmp6: string): FamilyCounters {
  const all = new Map<string, number>();
  for (const [, name, value] of snmp6.matchAll(/^(\w+)\s+(\d+)$/gm)) all.set(name!, Number(value));
  return {
    outRequests: all.get('Ip6OutRequests') ?? NaN,
    outTransmits: all.get('Ip6OutTransmits') ?? null,
    forwarded: all.get('Ip6OutForwDatagrams') ?? NaN,
    outDiscards: all.get('Ip6OutDiscards') ?? NaN,
    inReceives: all.get('Ip6InReceives') ?? NaN,
    inDelivers: all.get('Ip6InDelivers') ?? NaN,
    inUnreachables: all.get('Icmp6InDestUnreachs') ?? NaN,
    outUnreachables: all.get('Icmp6OutDestUnreachs') ?? NaN,
  };
}

/** Two lines of /proc/net/snmp: "Ip: Name …" and "Ip: 1 …". */
function table(text: string, name: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}: `));
  const values = lines[1]?.split(' ') ?? [];
  return new Map((lines[0]?.split(' ') ?? []).map((key, i) => [key, Number(values[i])]));
}
