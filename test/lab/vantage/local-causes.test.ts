import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Family } from '../../../src/model/address.ts';
import { inLaboratory, type Laboratory } from '../laboratory.ts';
import { chain, input, output } from '../rules.ts';
import { listen } from '../servers/listeners.ts';
import { sendVolley } from './volley.ts';

/** The scanner and one host: port 443 is open, all others reset, unless a firewall has its way. */
const networks = { wire: ['scanner', 'target'] };

function laboratory<T>(
  rules: Record<string, string>,
  use: (lab: Laboratory) => Promise<T>,
  sysctls: Record<string, Record<string, string>> = {},
): Promise<T> {
  return inLaboratory({ networks, rules, sysctls }, async (lab) => {
    await listen(lab, 'target', [443, 3389]);
    return use(lab);
  });
}

const icmp = (family: Family, what: string) =>
  family === 4
    ? `meta nfproto ipv4 tcp dport {PORTS} reject with icmp ${what}`
    : `meta nfproto ipv6 tcp dport {PORTS} reject with icmpv6 ${what}`;
const both = (what: string, ports: string) =>
  ([4, 6] as const).map((family) => icmp(family, what).replace('{PORTS}', ports)).join('\n');

describe.each([4, 6] as const)('over IPv%i', (family) => {
  const to = (lab: Laboratory) => lab.address('target', 'wire', family);

  test('nothing of our own: everything is as far as it seems', () =>
    laboratory({}, async (lab) => {
      const { seen, notExcluded } = await sendVolley(lab, 'scanner', {
        address: to(lab),
        ports: [[1, 2000], [3389]],
      });
      expect(seen).toEqual({ open: '443,3389', refused: '1-442,444-2000' });
      expect(notExcluded).toEqual([]);
    }));

  test.each([
    ['drops', () => 'tcp dport 3389 drop'],
    ['resets', () => 'tcp dport 3389 reject with tcp reset'],
    ['rejects by port unreachable', () => both('port-unreachable', '3389')],
    ['rejects by admin prohibited', () => both('admin-prohibited', '3389')],
  ])('own firewall %s one port among thousands', (_, rule) =>
    laboratory({ scanner: output(rule()) }, async (lab) => {
      const { seen } = await sendVolley(lab, 'scanner', { address: to(lab), ports: [[1, 4000]] });
      expect(seen).toEqual({
        open: '443',
        refused: '1-442,444-3388,3390-4000',
        'unknown own-firewall': '3389',
      });
    }),
  );

  test.each([
    ['drops', () => 'tcp dport != 443 drop'],
    ['resets', () => 'tcp dport != 443 reject with tcp reset'],
  ])('own firewall %s everything but the control', (_, rule) =>
    laboratory({ scanner: output(rule()) }, async (lab) => {
      const { seen } = await sendVolley(lab, 'scanner', { address: to(lab), ports: [[1, 1000]] });
      expect(seen).toEqual({ open: '443', 'unknown own-firewall': '1-442,444-1000' });
    }),
  );

  test('own firewall drops behind the routing', () =>
    laboratory(
      { scanner: chain('late', 'filter hook postrouting priority 0', ['tcp dport 3389 drop']) },
      async (lab) => {
        const { seen } = await sendVolley(lab, 'scanner', { address: to(lab), ports: [[3300, 3400]] });
        expect(seen).toEqual({ refused: '3300-3388,3390-3400', 'unknown own-firewall': '3389' });
      },
    ));

  test('own firewall drops the answers of one port', () =>
    laboratory({ scanner: input('tcp sport 3389 drop') }, async (lab) => {
      const { seen } = await sendVolley(lab, 'scanner', { address: to(lab), ports: [[3300, 3400]] });
      expect(seen).toEqual({ refused: '3300-3388,3390-3400', 'unknown own-firewall': '3389' });
    }));

  test('own firewall drops all answers but the control’s', () =>
    laboratory({ scanner: input('meta l4proto tcp tcp sport != 443 drop') }, async (lab) => {
      const { seen } = await sendVolley(lab, 'scanner', { address: to(lab), ports: [[400, 900]] });
      expect(seen).toEqual({ open: '443', 'unknown own-firewall': '400-442,444-900' });
    }));

  test('a far drop is silence, a far reset refuses, far ICMP rejects', () =>
    laboratory(
      {
        target: input(
          'tcp dport 1000-1009 drop',
          'tcp dport 1010-1019 reject with tcp reset',
          both('admin-prohibited', '1020-1029'),
        ),
      },
      async (lab) => {
        const { seen, notExcluded } = await sendVolley(lab, 'scanner', {
          address: to(lab),
          ports: [[1000, 1029]],
        });
        expect(seen).toMatchObject({ refused: '1010-1019' });
        expect(seen['silent']).toMatch(/^1000-1009/);
        // The far kernel limits its ICMP: some of these stay silent.
        expect(Object.keys(seen).filter((word) => word.startsWith('unknown'))).toEqual([]);
        expect(Object.keys(seen).some((word) => word.startsWith('rejected'))).toBe(true);
        expect(notExcluded).toEqual([]);
      },
    ));

  test('far ICMP port unreachable is a rejection, not a reset', () =>
    laboratory(
      { target: input(both('port-unreachable', '1000-1005')) },
      async (lab) => {
        const { seen } = await sendVolley(lab, 'scanner', {
          address: to(lab),
          ports: [[1000, 1005]],
          timeoutMs: 2500,
        });
        expect(seen['refused']).toBeUndefined();
        expect(seen['rejected port-unreachable']).toBeDefined();
      },
      { target: { 'net.ipv4.icmp_ratelimit': '0', 'net.ipv6.icmp.ratelimit': '0' } },
    ));

  test.each([
    ['prohibit', 'route-prohibited'],
    ['blackhole', 'route-blackhole'],
    ['unreachable', 'route-unreachable'],
  ])('a route of our own that is %s', (kind, code) =>
    laboratory({}, async (lab) => {
      await lab.ip('scanner', 'route', 'add', kind, family === 4 ? '10.9.0.0/24' : 'fd00:9::/64');
      const address = family === 4 ? '10.9.0.1' : 'fd00:9::1';
      const { seen } = await sendVolley(lab, 'scanner', { address, ports: [[80], [443]] });
      expect(seen).toEqual({ [`unknown ${code}`]: '80,443' });
    }),
  );

  test('no route at all', () =>
    laboratory({}, async (lab) => {
      const address = family === 4 ? '10.9.0.1' : 'fd00:9::1';
      const { seen } = await sendVolley(lab, 'scanner', { address, ports: [[80]] });
      expect(seen).toEqual({ 'unknown no-route': '80' });
    }));

  test('nobody on the link has the address', () =>
    laboratory({}, async (lab) => {
      const address = family === 4 ? '10.1.0.99' : 'fd00:1::99';
      const long = await sendVolley(lab, 'scanner', { address, ports: [[80], [443]], timeoutMs: 4000 });
      expect(long.seen).toEqual({ 'unknown neighbour-unresolved': '80,443' });
      const short = await sendVolley(lab, 'scanner', { address, ports: [[80], [443]], timeoutMs: 1000 });
      expect(short.seen).toEqual({ 'unknown neighbour-unresolved': '80,443' });
    }));

  test('the gateway is gone', () =>
    laboratory({}, async (lab) => {
      const [net, via, address] =
        family === 4 ? ['10.9.0.0/24', '10.1.0.99', '10.9.0.1'] : ['fd00:9::/64', 'fd00:1::99', 'fd00:9::1'];
      await lab.ip('scanner', 'route', 'add', net, 'via', via);
      const { seen } = await sendVolley(lab, 'scanner', { address, ports: [[80], [443]], timeoutMs: 4000 });
      expect(seen).toEqual({ 'unknown gateway-unresolved': '80,443' });
    }));
});

test('a full conntrack table of our own is named', () =>
  laboratory({ scanner: output('ct state new accept') }, async (lab) => {
    await fillConntrack(lab);
    for (const family of [4, 6] as const) {
      const address = lab.address('target', 'wire', family);
      const { seen } = await sendVolley(lab, 'scanner', { address, ports: [[1, 300]], timeoutMs: 1200 });
      expect(Object.keys(seen)).toContain('unknown own-conntrack-full');
      expect(seen['silent']).toBeUndefined();
    }
  }));

/** As many lasting connections as the kernel keeps, of hosts that are nowhere. */
async function fillConntrack(lab: Laboratory): Promise<void> {
  const most = Number(readFileSync('/proc/sys/net/netfilter/nf_conntrack_max', 'latin1'));
  const file = join(lab.folder, 'connections');
  writeFileSync(file, Array.from({ length: most }, (_, i) => connection(i)).join(''));
  await lab.run('scanner', ['conntrack', '-R', file], { timeoutMs: 60_000 });
}

function connection(i: number): string {
  const source = `10.${100 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`;
  return `-A -p tcp -s ${source} -d 10.200.0.1 --sport 1000 --dport 80 --state ESTABLISHED -u ASSURED -t 600\n`;
}
