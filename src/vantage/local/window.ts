import type { Counters } from './counters.ts';

/** What the counters say happened between two moments. Other traffic of the machine only ever adds. */
export interface Window {
  readonly ms: number;
  /** Own packets that no own firewall let out. */
  readonly vanished: number;
  /** Packets over the loopback: an own firewall's reset or ICMP comes that way. */
  readonly looped: number;
  /** Packets that came in and that nobody here got. */
  readonly dropped: number;
  readonly unreachables: number;
  readonly ownUnreachables: number;
  readonly inSegments: number;
}

/** `sent`: how many first packets of ours lie between; older kernels need it. */
export function windowBetween(before: Counters, after: Counters, sent: number): Window {
  const grown = (key: keyof Counters) => Math.max(0, (after[key] ?? 0) - (before[key] ?? 0));
  const requests = grown('outRequests');
  const vanished =
    after.outTransmits === null
      ? // Before Linux 6.9 or so, requests are counted behind the firewall.
        sent - requests
      : requests + grown('forwarded') - grown('outTransmits');
  return {
    ms: after.atMs - before.atMs,
    vanished: Math.max(0, vanished) + grown('outDiscards'),
    looped: grown('loopback'),
    dropped: Math.max(0, grown('inReceives') - grown('inDelivers') - grown('forwarded')),
    unreachables: grown('inUnreachables'),
    ownUnreachables: grown('outUnreachables'),
    inSegments: grown('inSegments'),
  };
}
