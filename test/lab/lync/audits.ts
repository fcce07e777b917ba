import type { Family } from '../../../src/model/address.ts';
import { audit, type Audited } from '../audit.ts';
import type { Laboratory } from '../laboratory.ts';
import { published } from './deployment.ts';

/** The site file that the deployment's owner would write, with both families. */
export function siteText(lab: Laboratory, autodiscoverOverHttp: boolean): string {
  const both = (host: string, network: string): string =>
    JSON.stringify(([4, 6] as const).map((family: Family) => lab.address(host, network, family)));
  return `
site: contoso
profiles:
  - use: lync-server-2013/reverse-proxy
    conditions: { autodiscover-over-http: ${autodiscoverOverHttp}, office-web-apps-conferencing: true }
    names: { published: [${published.join(', ')}] }
roles:
  reverse-proxy-external: ${both('proxy', 'external')}
  reverse-proxy-internal: ${both('proxy', 'internal')}
  front-end: ${both('frontend', 'servers')}
  front-end-from-internet: []
  office-web-apps: ${both('officeweb', 'servers')}
vantages:
  outside: { standsFor: [internet], source: ${both('client', 'internet')} }
  dmz: { standsFor: [reverse-proxy-internal], source: ${both('proxy', 'internal')} }
scope: [10.2.0.0/24, 10.4.0.0/24, "fd00:2::/64", "fd00:4::/64"]
pace: { rate: max, perHost: max, timeoutMs: 3000 }
`;
}

export interface BothAudits {
  readonly outside: Audited;
  readonly dmz: Audited;
}

/** The same site file, audited from the internet and from the reverse proxy. */
export async function auditBoth(lab: Laboratory, autodiscoverOverHttp: boolean): Promise<BothAudits> {
  const site = siteText(lab, autodiscoverOverHttp);
  const [outside, dmz] = await Promise.all([
    audit(lab, 'client', site, { vantage: 'outside' }),
    audit(lab, 'proxy', site, { vantage: 'dmz' }),
  ]);
  return { outside, dmz };
}

/** "verdict reasonCode" of each rule, the same at every address or each in turn. */
export function endings({ outside, dmz }: BothAudits): Record<string, string> {
  const found = new Map<string, Set<string>>();
  for (const { report, stderr } of [outside, dmz]) {
    if (report === null) throw new Error(`no report: ${stderr}`);
    for (const { rule, verdict, reasonCode } of report.checks)
      found.set(rule, (found.get(rule) ?? new Set()).add(`${verdict} ${reasonCode}`));
  }
  return Object.fromEntries([...found].map(([rule, words]) => [rule, [...words].join(' | ')]));
}
