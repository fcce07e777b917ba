import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Family } from '../../../src/model/address.ts';
import { audit, type Audited } from '../audit.ts';
import { inLaboratory, type Laboratory } from '../laboratory.ts';
import { forward } from '../rules.ts';
import { standFor, type FarSide } from './listener.ts';

/** One rule of a profile, as YAML. */
export interface Rules {
  readonly flows: readonly string[];
  readonly closed: readonly string[];
}

export interface TwoSides {
  readonly lab: Laboratory;
  readonly site: string;
  readonly farSide: FarSide;
  readonly audit: (args?: readonly string[]) => Promise<Audited>;
}

export interface Between {
  /** What the firewall between lets pass, in nftables' words; all else is dropped. */
  readonly pass: readonly string[];
  /** Further chains of the router. */
  readonly more?: string;
  readonly family?: Family;
  readonly options?: readonly string[];
}

/** The two sides: a scanner, a firewall, and a listener where no server is. */
export async function betweenTwoSides<T>(
  rules: Rules,
  { pass, more = '', family = 4, options }: Between,
  use: (sides: TwoSides) => Promise<T>,
): Promise<T> {
  const stateful = 'ct state established,related accept';
  const layout = {
    networks: { near: ['scanner', 'router'], far: ['router', 'server'] },
    routers: ['router'],
    rules: { router: `${forward(stateful, ...pass, 'meta l4proto { tcp, udp } drop')}\n${more}` },
  };
  return inLaboratory(layout, async (lab) => {
    const [server, scanner] = [lab.address('server', 'far', family), lab.address('scanner', 'near', family)];
    writeFileSync(join(lab.folder, 'profile.yaml'), profileText(rules));
    const text = siteText(server, scanner);
    const site = join(lab.folder, 'site.yaml');
    writeFileSync(site, text);
    const farSide = await standFor(lab, 'server', site, 'server', options);
    const ask = (args: readonly string[] = farSide.args) =>
      audit(lab, 'scanner', text, { vantage: 'here', args });
    return use({ lab, site, farSide, audit: ask });
  });
}

function profileText({ flows, closed }: Rules): string {
  return `
id: laboratory/far-side
version: 1.0.0
title: { en: Far side, es: Otro lado }
roles:
  scanner: { title: { en: Scanner, es: Escáner } }
  server: { title: { en: Server, es: Servidor } }
flows:
${flows.map((flow) => `  - { from: scanner, to: server, ${flow} }`).join('\n')}
closed:
${closed.map((rule) => `  - { from: scanner, to: server, ${rule} }`).join('\n')}
`;
}

function siteText(server: string, scanner: string): string {
  return `
site: laboratory
profiles: [{ use: ./profile.yaml }]
roles: { server: ["${server}"] }
vantages: { here: { standsFor: [scanner], source: "${scanner}" } }
scope: ["${server}"]
pace: { rate: max, perHost: max, attempts: 3, attemptGapMs: 500, timeoutMs: 900 }
`;
}
