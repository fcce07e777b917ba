import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isSeq, parseDocument } from 'yaml';
import type { Family } from '../../../src/model/address.ts';
import type { Laboratory } from '../laboratory.ts';
import type { Layout } from '../layout.ts';
import type { Running } from '../processes.ts';
import { hostKeyOf, makeSshKey, startSshd } from '../servers/sshd.ts';
import { perimeter, published } from './deployment.ts';

/**
 * The perimeter with one host more, from which somebody audits: it reaches the client on the internet and the
 * reverse proxy by a network of their own, and nothing else.
 */
export function withAuditor(): Layout {
  const layout = perimeter({});
  return {
    ...layout,
    networks: { ...layout.networks, management: ['auditor', 'client', 'proxy'] },
  };
}

/** What may be done after the login: nothing but what the documents of this program ask for. */
const hardened = (lab: Laboratory) => [
  'PermitRootLogin prohibit-password',
  'PasswordAuthentication no',
  'StrictModes no',
  `AuthorizedKeysFile ${join(lab.folder, 'auditor.pub')}`,
  'AllowTcpForwarding local',
  'AllowAgentForwarding no',
  'AllowStreamLocalForwarding no',
  'PermitTTY no',
  'PermitListen none',
  'MaxSessions 0',
  'ForceCommand /bin/false',
];

export const sshPort = 2222;

export interface SshServers {
  readonly client: Running;
  readonly proxy: Running;
}

/** An SSH server on each of the two hosts that audits leave from; `proxyLines` come before the others. */
export async function startSshServers(
  lab: Laboratory,
  proxyLines: readonly string[] = [],
): Promise<SshServers> {
  await makeSshKey(lab, 'auditor');
  const client = await startSshd(lab, 'client', sshPort, hardened(lab));
  const proxy = await startSshd(lab, 'proxy', sshPort, [...proxyLines, ...hardened(lab)]);
  return { client, proxy };
}

export interface SiteOptions {
  /** Vantages over SSH; else each is the machine that the audit runs on. */
  readonly overSsh: boolean;
  /** In place of the proxy's real one. */
  readonly proxyHostKey?: string;
  /** The proxy's server is reached through the client's. */
  readonly jump?: boolean;
}

/** The deployment's site, for the shipped profile with its closed rules cut to `band`. */
export async function siteText(lab: Laboratory, band: string, options: SiteOptions): Promise<string> {
  writeProfile(lab, band);
  const both = (host: string, network: string): string =>
    JSON.stringify(([4, 6] as const).map((family: Family) => lab.address(host, network, family)));
  const via = async (host: 'client' | 'proxy', more = ''): Promise<string> => {
    if (!options.overSsh) return '';
    const pinned = host === 'proxy' ? options.proxyHostKey : undefined;
    const hostKey = pinned ?? (await hostKeyOf(lab, host));
    return `, key: auditor, via: "ssh://root@${lab.address(host, 'management')}:${sshPort}", hostKey: "${hostKey}"${more}`;
  };
  const jump = `, jump: [{ via: "ssh://root@[${lab.address('client', 'management', 6)}]:${sshPort}", hostKey: "${options.overSsh ? await hostKeyOf(lab, 'client') : ''}" }]`;
  return `
site: contoso
profiles:
  - use: ./profile.yaml
    conditions: { autodiscover-over-http: false, office-web-apps-conferencing: true }
    names: { published: [${published.join(', ')}] }
roles:
  reverse-proxy-external: ${both('proxy', 'external')}
  reverse-proxy-internal: ${both('proxy', 'internal')}
  front-end: ${both('frontend', 'servers')}
  front-end-from-internet: []
  office-web-apps: ${both('officeweb', 'servers')}
vantages:
  outside: { standsFor: [internet], source: ${both('client', 'internet')}${await via('client')} }
  dmz: { standsFor: [reverse-proxy-internal], source: ${both('proxy', 'internal')}${await via('proxy', options.jump === true ? jump : '')} }
scope: [10.2.0.0/24, 10.4.0.0/24, "fd00:2::/64", "fd00:4::/64"]
pace: { rate: max, perHost: max, timeoutMs: 3000 }
`;
}

/** The shipped profile as it is, but for the ports of its closed rules: whole sweeps have their own tests. */
function writeProfile(lab: Laboratory, band: string): void {
  const file = join(process.cwd(), 'profiles', 'lync-server-2013', 'reverse-proxy.yaml');
  const document = parseDocument(readFileSync(file, 'utf8'));
  const closed = document.get('closed');
  if (!isSeq(closed)) throw new Error('the profile has no closed rules');
  for (const rule of closed.items) {
    if (isMap(rule) && rule.get('ports') === '1-65535/tcp') rule.set('ports', band);
  }
  writeFileSync(join(lab.folder, 'profile.yaml'), document.toString({ lineWidth: 0 }));
}
