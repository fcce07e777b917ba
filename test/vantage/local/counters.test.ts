import { describe, expect, test } from '@jest/globals';
import { countersOf, type Counters } from '../../../src/vantage/local/counters.ts';
import { windowBetween } from '../../../src/vantage/local/window.ts';

const files: Record<string, string> = {
  '/proc/net/snmp': `Ip: Forwarding InReceives ForwDatagrams InDelivers OutRequests OutDiscards OutTransmits
Ip: 2 100 3 90 80 1 79
Icmp: InMsgs InDestUnreachs OutMsgs OutDestUnreachs
Icmp: 9 7 6 5
IcmpMsg: InType3
IcmpMsg: 7
Tcp: ActiveOpens InSegs OutSegs
Tcp: 40 44 45
`,
  '/proc/net/snmp6': `Ip6InReceives                   	11
Ip6InDelivers                   	12
Ip6OutForwDatagrams             	13
Ip6OutRequests                  	14
Ip6OutDiscards                  	15
Icmp6InDestUnreachs             	16
Icmp6OutDestUnreachs            	17
`,
  '/proc/net/dev': `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:    2000      21    0    0    0     0          0         0     2000      22    0    0    0     0       0          0
`,
};
const read = (path: string) => files[path];

describe('the kernel’s counters', () => {
  test('of IPv4', () => {
    expect(countersOf(4, read, () => 5)()).toEqual({
      atMs: 5,
      outRequests: 80,
      outTransmits: 79,
      forwarded: 3,
      outDiscards: 1,
      inReceives: 100,
      inDelivers: 90,
      inUnreachables: 7,
      outUnreachables: 5,
      inSegments: 44,
      loopback: 22,
    });
  });

  test('of IPv6, on a kernel that does not count what passed the firewall', () => {
    expect(countersOf(6, read, () => 5)()).toMatchObject({
      outRequests: 14,
      outTransmits: null,
      inSegments: 44,
    });
  });

  test('are not there on other platforms, or where one is missing', () => {
    expect(countersOf(4, () => undefined)()).toBeUndefined();
    expect(countersOf(4, (path) => (path.endsWith('snmp') ? 'Ip: \nIp: \n' : read(path)))()).toBeUndefined();
    expect(countersOf(6, (path) => (path.endsWith('snmp6') ? undefined : read(path)))()).toBeUndefined();
  });
});

describe('what happened between two looks', () => {
  const before: Counters = {
    atMs: 0,
    outRequests: 10,
    outTransmits: 10,
    forwarded: 0,
    outDiscards: 0,
    inReceives: 10,
    inDelivers: 10,
    inUnreachables: 0,
    outUnreachables: 0,
    inSegments: 0,
    loopback: 0,
  };
  const grown = (more: Partial<Record<keyof Counters, number>>): Counters => ({
    ...before,
    ...Object.fromEntries(
      Object.entries(more).map(([key, by]) => [key, (before[key as keyof Counters] ?? 0) + by]),
    ),
  });

  test.each([
    ['a far reset', { outRequests: 1, outTransmits: 1, inReceives: 1, inDelivers: 1 }, 0, 0],
    ['an own drop', { outRequests: 1 }, 1, 0],
    [
      'an own reject by ICMP',
      { outRequests: 2, outTransmits: 1, loopback: 1, inReceives: 1, inDelivers: 1 },
      1,
      0,
    ],
    [
      'an own drop while packets are forwarded',
      { outRequests: 1, forwarded: 5, outTransmits: 5, inReceives: 5 },
      1,
      0,
    ],
    ['an own drop at the interface', { outRequests: 1, outTransmits: 1, outDiscards: 1 }, 1, 0],
    ['an answer that was dropped here', { outRequests: 1, outTransmits: 1, inReceives: 1 }, 0, 1],
  ])('%s', (_, more, vanished, dropped) => {
    expect(windowBetween(before, grown(more), 1)).toMatchObject({ vanished, dropped });
  });

  test('on older kernels, a packet that never came to be counted', () => {
    const old = { ...before, outTransmits: null };
    expect(windowBetween(old, { ...old, outRequests: 13 }, 4).vanished).toBe(1);
    expect(windowBetween(old, { ...old, outRequests: 14 }, 4).vanished).toBe(0);
  });
});
