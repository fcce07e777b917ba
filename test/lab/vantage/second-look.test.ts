import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit, checkOf } from '../audit.ts';
import { inLaboratory, type Laboratory } from '../laboratory.ts';
import type { Layout } from '../layout.ts';
import { forward } from '../rules.ts';
import { listen } from '../servers/listeners.ts';
import { hostKeyOf, makeSshKey, startSshd } from '../servers/sshd.ts';

/** From outside only the web server may be reached; the server beside it is the inside's alone. */
function layout(alsoOpen: string): Layout {
  return {
    networks: { internet: ['outside', 'edge'], dmz: ['edge', 'web', 'server', 'inside'] },
    routers: ['edge'],
    rules: {
      edge: forward(
        'ct state established,related accept',
        'iifname "internet" tcp dport 2222 accept',
        'iifname "internet" ip daddr 10.2.0.3 tcp dport 443 accept',
        'iifname "internet" ip6 daddr fd00:2::3 tcp dport 443 accept',
        alsoOpen,
        'meta l4proto tcp drop',
      ),
    },
  };
}

const profile = `id: lab/block
version: 1.0.0
title: { en: Block, es: Bloqueo }
roles:
  internet: { title: { en: Internet, es: Internet } }
  inside: { title: { en: Inside, es: Interior } }
  web: { title: { en: Web, es: Web } }
  server: { title: { en: Server, es: Servidor } }
flows:
  - { id: web, from: internet, to: web, port: 443/tcp, need: required, why: { en: w, es: w } }
  - { id: service, from: inside, to: server, port: 8080/tcp, need: required, why: { en: w, es: w } }
closed:
  - { id: no-server, from: internet, to: server, ports: 7000-7040/tcp, state: blocked, why: { en: w, es: w } }
  - { id: no-web, from: internet, to: web, ports: 7000-7010/tcp, state: closed, why: { en: w, es: w } }
  - { id: inside-only, from: inside, to: server, ports: 7000-7010/tcp, state: closed, why: { en: w, es: w } }
`;

async function siteText(lab: Laboratory): Promise<string> {
  writeFileSync(join(lab.folder, 'block.yaml'), profile);
  const both = (host: string, network: string) =>
    JSON.stringify([lab.address(host, network), lab.address(host, network, 6)]);
  return `
site: block
profiles: [{ use: ./block.yaml }]
roles: { web: ${both('web', 'dmz')}, server: ${both('server', 'dmz')} }
vantages:
  outside: { standsFor: [internet], source: ${both('outside', 'internet')} }
  inside:
    standsFor: [inside]
    source: ${both('inside', 'dmz')}
    via: "ssh://root@${lab.address('inside', 'dmz')}:2222"
    hostKey: "${await hostKeyOf(lab, 'inside')}"
    key: auditor
scope: [10.2.0.0/24, "fd00:2::/64"]
pace: { rate: max, perHost: max, timeoutMs: 1000 }
`;
}

async function inBlock<T>(alsoOpen: string, use: (lab: Laboratory) => Promise<T>): Promise<T> {
  return inLaboratory(layout(alsoOpen), async (lab) => {
    const keys = `AuthorizedKeysFile ${await makeSshKey(lab, 'auditor')}.pub`;
    await Promise.all([
      startSshd(lab, 'inside', 2222, [keys, 'StrictModes no', 'PermitRootLogin yes']),
      listen(lab, 'web', [443]),
      listen(lab, 'server', [7010, 8080]),
    ]);
    return use(lab);
  });
}

/** How the rule about the server ends at each of its two addresses. */
async function endings(lab: Laboratory): Promise<{ ends: string[]; reason: string; stderr: string }> {
  const audited = await audit(lab, 'outside', await siteText(lab), {});
  const checks = [4, 6].map((family) =>
    checkOf(audited, 'no-server', lab.address('server', 'dmz', family as 4 | 6)),
  );
  return {
    ends: checks.map(({ verdict, reasonCode }) => `${verdict} ${reasonCode}`),
    reason: checks[0]!.reason,
    stderr: audited.stderr,
  };
}

describe('a server that the outside must not reach, seen alive from inside over SSH', () => {
  test('is proven blocked, with what stays unproven', async () => {
    await inBlock('', async (lab) => {
      const { ends, reason } = await endings(lab);
      expect(ends).toEqual(Array(2).fill('pass closedSeenElsewhere'));
      expect(reason).toContain(lab.address('edge', 'internet'));
    });
  });

  test('is found open where the firewall lets one port through', async () => {
    await inBlock('iifname "internet" tcp dport 7010 accept', async (lab) => {
      expect((await endings(lab)).ends).toEqual(Array(2).fill('fail closedOpen'));
    });
  });

  test('is not proven where it is down', async () => {
    await inBlock('', async (lab) => {
      await lab.ip('server', 'link', 'set', 'dmz', 'down');
      const { ends } = await endings(lab);
      for (const end of ends) expect(end).toMatch(/^inconclusive /);
    });
  });
});
