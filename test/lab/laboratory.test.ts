import { describe, expect, test } from '@jest/globals';
import { transformFileSync } from '@swc/core';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inLaboratory } from './laboratory.ts';
import { addressOf, type Layout, routesOf } from './layout.ts';
import { forward, input, loss, record } from './rules.ts';
import { knock, listen } from './servers/listeners.ts';

const routed: Layout = {
  networks: { near: ['scanner', 'router'], far: ['router', 'server'] },
  routers: ['router'],
  rules: { server: record(), router: forward('tcp dport 23 reject with icmpx type admin-prohibited') },
};

function standing(prefix: string): string[] {
  return readdirSync('/run/netns').filter((name) => name.startsWith(prefix));
}

describe('the laboratory itself', () => {
  test('routes lead through routers alone, by the shortest way', () => {
    const layout: Layout = {
      networks: { a: ['one', 'r1'], b: ['r1', 'r2', 'two'], c: ['r2', 'three'] },
      routers: ['r1', 'r2'],
    };
    expect(routesOf(layout, 'one', 4)).toEqual([
      { to: '10.2.0.0/24', via: addressOf(layout, 'r1', 'a', 4) },
      { to: '10.3.0.0/24', via: addressOf(layout, 'r1', 'a', 4) },
    ]);
    expect(routesOf(layout, 'two', 6)).toEqual([
      { to: 'fd00:1::/64', via: addressOf(layout, 'r1', 'b', 6) },
      { to: 'fd00:3::/64', via: addressOf(layout, 'r2', 'b', 6) },
    ]);
    expect(routesOf({ ...layout, routers: [] }, 'one', 4)).toEqual([]);
  });

  test.each([4, 6] as const)(
    'IPv%i: a scan through a router meets its rules and real listeners',
    async (family) => {
      await inLaboratory(routed, async (lab) => {
        await listen(lab, 'server', [22, 80]);
        const seen = await knock(lab, lab.address('server', 'far', family), [20, 22, 23, 80]);
        expect(seen).toEqual({
          20: 'ECONNREFUSED',
          22: 'open',
          23: expect.stringMatching(/EHOSTUNREACH|EACCES/),
          80: 'open',
        });
        expect([...(await lab.asked('server')).keys()].toSorted((a, b) => a - b)).toEqual([20, 22, 80]);
      });
    },
  );

  test('a network of three is a bridge, whose rules see what crosses it', async () => {
    const layout: Layout = {
      networks: { lan: ['scanner', 'one', 'two'] },
      rules: { lan: forward('ip daddr 10.1.0.2 tcp dport 80 drop') },
    };
    await inLaboratory(layout, async (lab) => {
      for (const host of ['one', 'two']) {
        await listen(lab, host, [80]);
        const seen = await knock(lab, lab.address(host, 'lan'), [80]);
        expect(seen).toEqual({ 80: host === 'two' ? 'open' : 'silent' });
      }
    });
  });

  test('loss loses, each way', async () => {
    const lossy = { ...routed, rules: { server: record(), router: forward(loss(50)) } };
    await inLaboratory(lossy, async (lab) => {
      const ports = Array.from({ length: 1000 }, (_, i) => i + 1);
      await knock(lab, lab.address('server', 'far'), ports, { waitMs: 500 });
      const arrived = (await lab.asked('server')).size;
      expect(arrived).toBeGreaterThan(350);
      expect(arrived).toBeLessThan(650);
    });
  });

  test('a file of /etc can be a host’s own', async () => {
    await inLaboratory({ networks: { lan: ['one', 'two'] } }, async (lab) => {
      lab.etc('one', 'hosts', '192.0.2.7 pool.contoso.test\n');
      const { stdout } = await lab.run('one', ['getent', 'hosts', 'pool.contoso.test']);
      expect(stdout).toContain('192.0.2.7');
    });
  });

  test('it is taken down when its use throws, with every process in it', async () => {
    let pid = 0;
    let name = '';
    const broken = inLaboratory(routed, async (lab) => {
      name = lab.namespace('');
      ({ pid } = await listen(lab, 'server', [80]));
      throw new Error('as planned');
    });
    await expect(broken).rejects.toThrow('as planned');
    expect(standing(name)).toEqual([]);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  test('it is taken down when its process is killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pwlab-killed-'));
    const { code } = transformFileSync('test/lab/namespaces.ts', {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    });
    writeFileSync(join(folder, 'namespaces.mjs'), code);
    writeFileSync(
      join(folder, 'main.mjs'),
      `import { keepNamespaces, must } from './namespaces.mjs';
       keepNamespaces('pwlab-' + process.pid + '-1');
       await must(['ip', 'netns', 'add', 'pwlab-' + process.pid + '-1-alone']);
       console.log('stands');
       setInterval(() => undefined, 1000);`,
    );
    const child = spawn(process.execPath, [join(folder, 'main.mjs')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const name = `pwlab-${child.pid}-`;
    expect(standing(name)).toEqual([`${name}1-alone`]);
    child.kill('SIGKILL');
    for (let tries = 0; tries < 200 && standing(name).length > 0; tries++) await sleep(25);
    expect(standing(name)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test('what a dead run left is cleared by the next', async () => {
    const dead = spawn('true');
    await once(dead, 'exit');
    const left = `pwlab-${dead.pid}-1-alone`;
    execFileSync('ip', ['netns', 'add', left]);
    await inLaboratory({ networks: { lan: ['one', 'two'] } }, async () => {
      expect(standing(left)).toEqual([]);
    });
  });

  test('an input rule shuts a port that listens', async () => {
    const layout = { ...routed, rules: { server: input('tcp dport 80 drop') } };
    await inLaboratory(layout, async (lab) => {
      await listen(lab, 'server', [80]);
      expect(await knock(lab, lab.address('server', 'far'), [80])).toEqual({ 80: 'silent' });
    });
  });
});
