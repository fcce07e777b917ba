import { beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { inLaboratory } from '../laboratory.ts';
import type { Layout } from '../layout.ts';
import { forward, input, onlyPorts, output, record } from '../rules.ts';
import { listen } from '../servers/listeners.ts';
import { carryOut } from './carry-out.ts';

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'ignore' });
});

const everything = [[1, 65_535]] as const;
const cable = (rules: Layout['rules'] = {}): Layout => ({
  networks: { lan: ['scanner', 'server'] },
  rules,
});
const routed = (rules: Layout['rules'] = {}): Layout => ({
  networks: { near: ['scanner', 'router'], far: ['router', 'server'] },
  routers: ['router'],
  rules,
});

/** A counter for each port from the start: a set that grows while it is filled fast forgets some. */
function countEach(): string {
  const ports = Array.from({ length: 65_535 }, (_, i) => i + 1).join(', ');
  return `
    set asked { type inet_service; counter; elements = { ${ports} } }
    chain count { type filter hook prerouting priority -300; tcp flags & (fin|syn|rst|ack) == syn tcp dport @asked; }`;
}

describe.each([4, 6] as const)('IPv%i, raw SYNs', (family) => {
  test('ask every port exactly once, and know each answer by its position', async () => {
    await inLaboratory(
      cable({ server: `${countEach()}\n${input(onlyPorts([8080, 9090]))}` }),
      async (lab) => {
        await listen(lab, 'server', [8080]);
        const address = lab.address('server', 'lan', family);
        const [volley] = await carryOut(lab, { way: 'syn', address, ranges: everything, control: 8080 });
        expect(volley!.seen['open   64']).toMatchObject({
          count: volley!.controls + 1,
          controls: volley!.controls,
        });
        expect(volley!.seen['refused   64']).toMatchObject({ count: 1, ports: [9090] });
        expect(volley!.seen['silent   0']).toMatchObject({ count: 65_533, controls: 0 });
        const asked = new Map(await lab.asked('server'));
        expect(asked.size).toBe(65_535);
        expect(asked.get(8080)).toBe(volley!.controls + 1);
        asked.delete(8080);
        expect(new Set(asked.values())).toEqual(new Set([1]));
      },
    );
  });

  test('send again only what has no answer, as often as the volley says', async () => {
    await inLaboratory(
      cable({ server: `${record()}\n${input('tcp dport 1000-1099 drop')}` }),
      async (lab) => {
        const address = lab.address('server', 'lan', family);
        const ranges = [[900, 1199]] as const;
        await carryOut(lab, { way: 'syn', address, ranges, sends: 3, timeoutMs: 900 });
        const asked = await lab.asked('server');
        for (let port = 900; port < 1200; port++) {
          expect([port, asked.get(port)]).toEqual([port, port >= 1000 && port < 1100 ? 3 : 1]);
        }
      },
    );
  });

  test('tell rejections by their code and sender, and what the own firewall kept', async () => {
    const rules = {
      router: forward(
        'tcp dport 10 reject with icmpx type admin-prohibited',
        'tcp dport 11 reject with icmpx type host-unreachable',
        'tcp dport 12 reject with icmpx type no-route',
        'tcp dport 13 reject with icmpx type port-unreachable',
        'tcp dport 14 reject with tcp reset',
        'tcp dport 15 drop',
      ),
      scanner: output('tcp dport 20 drop', 'tcp dport 21 reject', 'tcp dport 22 reject with tcp reset'),
      server: record(),
    };
    await inLaboratory(routed(rules), async (lab) => {
      const address = lab.address('server', 'far', family);
      const router = lab.address('router', 'near', family);
      const ranges = [
        [10, 16],
        [20, 22],
      ] as const;
      const [volley] = await carryOut(lab, { way: 'syn', address, ranges });
      const ports = Object.fromEntries(
        Object.entries(volley!.seen).flatMap(([word, { ports }]) => ports.map((port) => [port, word])),
      );
      expect(ports).toEqual({
        10: `rejected admin-prohibited ${router} 64`,
        11: `rejected host-unreachable ${router} 64`,
        12: `rejected net-unreachable ${router} 64`,
        13: `rejected port-unreachable ${router} 64`,
        14: 'refused   64',
        15: 'silent   0',
        16: 'refused   63',
        20: 'unknown own-firewall  0',
        21: 'unknown own-firewall  0',
        22: 'unknown own-firewall  0',
      });
      expect([...(await lab.asked('server')).keys()]).toEqual([16]);
    });
  });

  test('connections know an own firewall by the counters', async () => {
    const rules = {
      scanner: output('tcp dport 20 drop', 'tcp dport 21 reject', 'tcp dport 22 reject with tcp reset'),
    };
    await inLaboratory(cable(rules), async (lab) => {
      const address = lab.address('server', 'lan', family);
      const shots = { way: 'connect', address, ranges: [[1, 300]], timeoutMs: 1500 } as const;
      const [volley] = await carryOut(lab, shots);
      const { ports } = volley!.seen['unknown own-firewall  0'] ?? { ports: [] };
      expect(ports).toEqual([20, 21, 22]);
      expect(volley!.seen['refused   0']).toMatchObject({ count: 297 });
    });
  });

  test('an address that nobody has is unknown, not silent', async () => {
    await inLaboratory(cable(), async (lab) => {
      const address = family === 4 ? '10.1.0.99' : 'fd00:1::99';
      const [volley] = await carryOut(lab, { way: 'syn', address, ranges: [[1, 500]] });
      expect(Object.keys(volley!.seen).map((word) => word.split(' ', 2).join(' '))).toEqual([
        'unknown neighbour-unresolved',
      ]);
    });
  });

  test('connections find the same, with and without a source', async () => {
    await inLaboratory(cable({ server: input('tcp dport 4000-4009 drop') }), async (lab) => {
      await listen(lab, 'server', [22, 443, 8080]);
      const address = lab.address('server', 'lan', family);
      const source = lab.address('scanner', 'lan', family);
      for (const from of [{}, { source }]) {
        const [volley] = await carryOut(lab, { way: 'connect', address, ranges: everything, ...from });
        expect(volley!.seen['open   0']).toMatchObject({ ports: [22, 443, 8080] });
        expect(volley!.seen['silent   0']).toMatchObject({ count: 10 });
        expect(volley!.seen['refused   0']).toMatchObject({ count: 65_522 });
      }
    });
  });

  test('on loopback no connection meets itself', async () => {
    const sysctls = { scanner: { 'net.ipv4.ip_local_port_range': '30000 32000' } };
    await inLaboratory({ ...cable(), sysctls }, async (lab) => {
      await listen(lab, 'scanner', [31_000]);
      for (const way of ['connect', 'syn'] as const) {
        const address = family === 4 ? '127.0.0.1' : '::1';
        const volleys = await carryOut(lab, { way, address, ranges: [[29_000, 33_000]], times: 3 });
        for (const { seen } of volleys) {
          const open = Object.entries(seen).filter(([word]) => word.startsWith('open'));
          expect(open.map(([, { ports }]) => ports)).toEqual([[31_000]]);
        }
      }
    });
  });

  test('a source that this machine lacks asks nothing', async () => {
    await inLaboratory(cable({ server: record() }), async (lab) => {
      const address = lab.address('server', 'lan', family);
      const source = family === 4 ? '10.1.0.77' : 'fd00:1::77';
      for (const way of ['syn', 'connect'] as const) {
        const [volley] = await carryOut(lab, { way, address, source, ranges: [[1, 9]] });
        expect(volley).toMatchObject({ started: 0, seen: { 'unknown source-missing  0': { count: 9 } } });
      }
      expect((await lab.asked('server')).size).toBe(0);
    });
  });
});

describe('a sweeping process that is killed', () => {
  test.each(['syn', 'connect'] as const)(
    '%s: leaves its volley unknown, and the next gets a new one',
    async (way) => {
      await inLaboratory(cable({ server: input('tcp dport 1-999 drop') }), async (lab) => {
        const address = lab.address('server', 'lan');
        const shots = { way, address, ranges: [[901, 1100]] as const, kill: true, times: 2, timeoutMs: 2000 };
        const [first, second] = await carryOut(lab, shots);
        expect(first!.seen['unknown sweeper-died  0']!.count).toBeGreaterThanOrEqual(99);
        expect(Object.keys(first!.seen).filter((word) => word.startsWith('silent'))).toEqual([]);
        const shut = Object.entries(second!.seen).map(([word, { count }]) => [word.split(' ', 1)[0], count]);
        expect(Object.fromEntries(shut)).toEqual({ silent: 99, refused: 101 });
      });
    },
  );
});

test('without the right to raw sockets the offer says so, and connections remain', async () => {
  await inLaboratory(cable(), async (lab) => {
    const program = `
      const { loadRawSenders } = await import(process.cwd() + '/build/vantage/local/raw/raw-senders.js');
      const { syn, connect, close } = await loadRawSenders();
      console.log(syn.why.code, syn.why.values.error, connect.available);
      close();`;
    const { stdout } = await lab.run('scanner', [
      'setpriv',
      '--bounding-set=-all',
      '--inh-caps=-all',
      process.execPath,
      '--input-type=module',
      '-e',
      program,
    ]);
    expect(stdout.trim()).toBe('senderWithoutRawSockets EPERM true');
  });
});
