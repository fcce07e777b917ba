import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { newFleetKey, readFleetKey } from '../../../src/evidence/signature/fleet-key.ts';
import type { Report } from '../../../src/model/report.ts';
import { portwitness, start, type Program } from '../../queue/programs.ts';
import { startQueueServer, type QueueServer } from '../../queue/redis.ts';
import { audit, type Audited } from '../audit.ts';
import type { Laboratory } from '../laboratory.ts';
import type { Layout } from '../layout.ts';
import { type Deviation, inDeployment, perimeter, published } from '../lync/deployment.ts';

/** Who asks from where: two places of the internet, and the reverse proxy's inner leg. */
const vantages = {
  outside: { host: 'client', network: 'internet', standsFor: 'internet' },
  branch: { host: 'branch', network: 'abroad', standsFor: 'internet' },
  dmz: { host: 'proxy', network: 'internal', standsFor: 'reverse-proxy-internal' },
} as const;

type VantageName = keyof typeof vantages;

const names = Object.keys(vantages) as VantageName[];

/** The perimeter with a second place on the internet, and a centre that all three reach, and that reaches nothing else. */
function withCentre(deviation: Deviation): Layout {
  const layout = perimeter(deviation);
  return {
    ...layout,
    networks: {
      ...layout.networks,
      abroad: ['branch', 'edge'],
      management: ['centre', 'client', 'branch', 'proxy'],
    },
    rules: {
      ...layout.rules,
      edge: layout.rules!['edge']!.replaceAll('iifname "internet"', 'iifname { "internet", "abroad" }'),
    },
  };
}

describe('three vantages as workers, against the same three by themselves', () => {
  test.each<[string, Deviation, number]>([
    ['as documented', {}, 0],
    ['3389 opened outside, 8080 shut', { openedOutside: 3389, poolPortShut: 8080 }, 1],
  ])('%s', async (_, deviation, status) => {
    const use = async (lab: Laboratory): Promise<void> => {
      const queue = join(lab.folder, 'queue');
      mkdirSync(queue);
      const server = await startQueueServer(queue, {
        vantages: names,
        address: lab.address('centre', 'management'),
        starter: ['ip', 'netns', 'exec', lab.namespace('centre')],
      });
      const keys = makeKeys(lab);
      const workers = await Promise.all(names.map(async (name) => startWorker(lab, name, server, keys)));
      const fleet = await audit(lab, 'centre', siteText(lab, queueLines(server, keys), keys), {});
      await Promise.all(workers.map(async (worker) => worker.kill()));

      const alone = await Promise.all(
        names.map(async (name) => audit(lab, vantages[name].host, siteText(lab), { vantage: name })),
      );
      expect(endings([fleet])).toEqual(endings(alone));
      expect(Object.keys(endings([fleet])).length).toBeGreaterThan(25);
      expect(fleet.status).toBe(status);
      expect(Math.max(...alone.map((one) => one.status ?? 99))).toBe(status);
      expect(fleet.report?.notCovered).toEqual([]);
      expect(fleet.report?.vantages.map(({ transport, workers: seen }) => [transport, seen?.length])).toEqual(
        names.map(() => ['queue', 1]),
      );
    };
    await inDeployment(deviation, use, withCentre(deviation));
  });
});

type Keys = Readonly<Record<VantageName | 'centre', string>>;

/** Their public halves; the files lie in the laboratory's folder. */
function makeKeys(lab: Laboratory): Keys {
  return Object.fromEntries(
    [...names, 'centre'].map((name) => {
      const { pem } = newFleetKey();
      writeFileSync(join(lab.folder, `${name}.sign`), pem);
      return [name, readFleetKey(pem)!.text];
    }),
  ) as Keys;
}

async function startWorker(
  lab: Laboratory,
  name: VantageName,
  server: QueueServer,
  keys: Keys,
): Promise<Program> {
  const file = join(lab.folder, `worker-${name}.yaml`);
  writeFileSync(
    file,
    `
queue: { url: "${server.url(name)}", ${server.lines(name)} }
signingKey: ${name}.sign
coordinators: ["${keys.centre}"]
scope: ${scope}
pace: { rate: max, perHost: max }
`,
  );
  const inside = ['ip', 'netns', 'exec', lab.namespace(vantages[name].host)];
  const worker = start([...inside, ...portwitness('worker', '--vantage', name, '--settings', file)]);
  await worker.says(/Working for/);
  return worker;
}

const scope = '[10.2.0.0/24, 10.4.0.0/24, "fd00:2::/64", "fd00:4::/64"]';

function queueLines(server: QueueServer, keys: Keys): string {
  return keys.centre === ''
    ? ''
    : `queue: { url: "${server.url('centre')}", ${server.lines('centre')}, signingKey: centre.sign }`;
}

function siteText(lab: Laboratory, queue = '', keys?: Keys): string {
  const both = (host: string, network: string): string =>
    JSON.stringify(([4, 6] as const).map((family) => lab.address(host, network, family)));
  const vantage = (name: VantageName): string => {
    const { host, network, standsFor } = vantages[name];
    const workers = keys === undefined ? '' : `, workers: ["${keys[name]}"]`;
    return `  ${name}: { standsFor: [${standsFor}], source: ${both(host, network)}${workers} }`;
  };
  return `
site: contoso
profiles:
  - use: lync-server-2013/reverse-proxy
    conditions: { autodiscover-over-http: false, office-web-apps-conferencing: true }
    names: { published: [${published.join(', ')}] }
roles:
  reverse-proxy-external: ${both('proxy', 'external')}
  reverse-proxy-internal: ${both('proxy', 'internal')}
  front-end: ${both('frontend', 'servers')}
  front-end-from-internet: []
  office-web-apps: ${both('officeweb', 'servers')}
vantages:
${names.map(vantage).join('\n')}
scope: ${scope}
pace: { rate: max, perHost: max, timeoutMs: 3000 }
${queue}
`;
}

/** How each check ended, by its id. */
function endings(audits: readonly Audited[]): Record<string, string> {
  const checks = audits.flatMap(({ report, stderr }): Report['checks'] => {
    if (report === null) throw new Error(`no report: ${stderr}`);
    return report.checks;
  });
  return Object.fromEntries(checks.map(({ id, verdict, reasonCode }) => [id, `${verdict} ${reasonCode}`]));
}
