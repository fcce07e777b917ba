import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { inLaboratory, type Laboratory } from '../laboratory.ts';
import { chain, input, output } from '../rules.ts';
import { listen } from '../servers/listeners.ts';
import { sendVolley, type AskedVolley } from './volley.ts';

/** The scanner and one host: 443 and 3389 are open, all others reset, unless a firewall has its way. */
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

const families = [4, 6] as const;

/** One volley over each family: both must show the same. */
async function overBoth(
  lab: Laboratory,
  volley: Omit<AskedVolley, 'address'>,
): Promise<Awaited<ReturnType<typeof sendVolley>>> {
  const [ipv4, ipv6] = await Promise.all(
    families.map((family) =>
      sendVolley(lab, 'scanner', { ...volley, address: lab.address('target', 'wire', family) }),
    ),
  );
  expect(ipv6!.seen).toEqual(ipv4!.seen);
  return ipv4!;
}

function rejectByIcmp(what: string, ports: string): string {
  return `meta nfproto ipv4 tcp dport ${ports} reject with icmp ${what}
    meta nfproto ipv6 tcp dport ${ports} reject with icmpv6 ${what}`;
}

describe('the own firewall', () => {
  test('that does nothing is accused of nothing', () =>
    laboratory({}, async (lab) => {
      const { seen, notExcluded, attempts } = await overBoth(lab, { ports: [[1, 3500]] });
      expect(seen).toEqual({ open: '443,3389', refused: '1-442,444-3388,3390-3500' });
      expect(notExcluded).toEqual([]);
      expect(attempts).toBe(3500);
    }));

  // Each shape alone: what one port brings about must not be covered up by another's.
  test.each([
    ['drops', output('tcp dport 3389 drop')],
    ['resets', output('tcp dport 3389 reject with tcp reset')],
    ['rejects by port unreachable', output(rejectByIcmp('port-unreachable', '3389'))],
    ['rejects by admin prohibited', output(rejectByIcmp('admin-prohibited', '3389'))],
    [
      'drops behind the routing',
      chain('late', 'filter hook postrouting priority 0', ['tcp dport 3389 drop']),
    ],
    ['drops the answers of', input('tcp sport 3389 drop')],
  ])('%s one port among thousands: it alone is unknown', (_, rules) =>
    laboratory({ scanner: rules }, async (lab) => {
      const { seen } = await overBoth(lab, { ports: [[400, 3500]], rate: 4000 });
      const { open, refused, 'unknown own-firewall': own } = seen;
      expect({ open, own }).toEqual({ open: '443', own: '3389' });
      // What the kernel sends again may cast doubt on a batch of others: they are asked anew, never believed.
      expect(Object.keys(seen).filter((word) => !/^(open|refused|unknown .*)$/.test(word))).toEqual([]);
      expect(refused).toMatch(/^400-/);
    }),
  );

  test.each([
    ['drops', output('tcp dport != 443 drop')],
    ['resets', output('tcp dport != 443 reject with tcp reset')],
    ['drops the answers of', input('meta l4proto tcp tcp sport != 443 drop')],
  ])('%s everything but the control: all of it is unknown', (_, rules) =>
    laboratory({ scanner: rules }, async (lab) => {
      const { seen } = await overBoth(lab, { ports: [[400, 900]] });
      expect(seen).toEqual({ open: '443', 'unknown own-firewall': '400-442,444-900' });
    }),
  );
});

test('what comes from afar is taken as it is', () =>
  laboratory(
    {
      target: input(
        'tcp dport 1000-1009 drop',
        'tcp dport 1010-1019 reject with tcp reset',
        rejectByIcmp('admin-prohibited', '1020-1029'),
        rejectByIcmp('port-unreachable', '1030-1035'),
      ),
    },
    async (lab) => {
      for (const family of families) {
        const address = lab.address('target', 'wire', family);
        const { seen } = await sendVolley(lab, 'scanner', {
          address,
          ports: [[1000, 1035]],
          timeoutMs: 2500,
        });
        expect(seen).toEqual({
          silent: '1000-1009',
          refused: '1010-1019',
          [family === 4 ? 'rejected host-unreachable-or-prohibited' : 'rejected admin-prohibited']:
            '1020-1029',
          'rejected port-unreachable': '1030-1035',
        });
      }
    },
    { target: { 'net.ipv4.icmp_ratelimit': '0', 'net.ipv6.icmp.ratelimit': '0' } },
  ));

test('the own routes, each by its name', () =>
  laboratory({}, async (lab) => {
    const kinds = {
      prohibit: 'route-prohibited',
      blackhole: 'route-blackhole',
      unreachable: 'route-unreachable',
    };
    for (const [i, [kind, code]] of Object.entries(kinds).entries()) {
      const targets = [`10.9${i}.0.1`, `fd00:9${i}::1`];
      await lab.ip('scanner', 'route', 'add', kind, `10.9${i}.0.0/24`);
      await lab.ip('scanner', '-6', 'route', 'add', kind, `fd00:9${i}::/64`);
      for (const address of targets) {
        const { seen } = await sendVolley(lab, 'scanner', { address, ports: [[80], [443]] });
        expect(seen).toEqual({ [`unknown ${code}`]: '80,443' });
      }
    }
    for (const address of ['10.99.0.1', 'fd00:99::1']) {
      const { seen } = await sendVolley(lab, 'scanner', { address, ports: [[80]] });
      expect(seen).toEqual({ 'unknown no-route': '80' });
    }
  }));

test('nobody on the link, whether it is the target or the gateway', () =>
  laboratory({}, async (lab) => {
    await lab.ip('scanner', 'route', 'add', '10.9.0.0/24', 'via', '10.1.0.99');
    await lab.ip('scanner', '-6', 'route', 'add', 'fd00:9::/64', 'via', 'fd00:1::99');
    for (const timeoutMs of [1000, 4000]) {
      const volley = { ports: [[80], [443]] as [number][], timeoutMs };
      const seen = await Promise.all(
        ['10.1.0.98', 'fd00:1::98', '10.9.0.1', 'fd00:9::1'].map(
          async (address) => (await sendVolley(lab, 'scanner', { ...volley, address })).seen,
        ),
      );
      expect(seen).toEqual([
        { 'unknown neighbour-unresolved': '80,443' },
        { 'unknown neighbour-unresolved': '80,443' },
        { 'unknown gateway-unresolved': '80,443' },
        { 'unknown gateway-unresolved': '80,443' },
      ]);
    }
  }));

test('a full conntrack table of our own is named', () =>
  laboratory({ scanner: output('ct state new accept') }, async (lab) => {
    await fillConntrack(lab);
    for (const family of families) {
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
