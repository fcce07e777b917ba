import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isSeq, parseDocument } from 'yaml';
import { findProfile } from '../../profile/catalogue.ts';
import { publishedNames, type DemoPorts } from './deployment.ts';
import type { DemoAddresses } from './loopback.ts';

const shipped = 'lync-server-2013/reverse-proxy';

export interface DemoBand {
  readonly from: number;
  readonly to: number;
}

/**
 * Writes the demo's profile: the shipped one, its flows untouched, its closed rules cut down to the band of
 * ports that was found free, and 4443 where the demo moved it.
 */
export async function writeDemoProfile(folder: string, band: DemoBand, ports: DemoPorts): Promise<void> {
  const document = parseDocument(await readFile(await findProfile(shipped, folder), 'utf8'));
  document.set('id', 'demo/reverse-proxy');
  document.setIn(['title', 'en'], 'Lync Server 2013 reverse proxy, in the small (demo)');
  document.setIn(['title', 'es'], 'Proxy inverso de Lync Server 2013, en pequeño (demostración)');
  document.commentBefore = ` Made by "portwitness demo" from ${shipped}: closed rules cover only the ports ${band.from}-${band.to},\n which were free on this machine. The shipped profile's cover 1-65535.`;
  const closed = document.get('closed');
  if (!isSeq(closed)) throw new Error(`${shipped} has no closed rules`);
  for (const rule of closed.items) {
    if (!isMap(rule)) continue;
    const whole = rule.get('ports') === '1-65535/tcp';
    rule.set('ports', whole ? `${band.from}-${band.to}/tcp` : `${ports.internalHttps}/tcp`);
  }
  await writeFile(join(folder, 'profile.yaml'), document.toString({ lineWidth: 0 }));
}

/** Writes the demo's site file, as a person would write one for a deployment with moved ports. */
export async function writeDemoSite(
  folder: string,
  addresses: DemoAddresses,
  ports: DemoPorts,
): Promise<string> {
  const file = join(folder, 'site.yaml');
  const vantages = addresses.apart
    ? `  outside: { standsFor: [internet], source: ${addresses.outside} }
  dmz: { standsFor: [reverse-proxy-internal], source: ${addresses.proxyInternal} }`
    : `  # this system has one loopback address only: one vantage stands for both places
  here: { standsFor: [internet, reverse-proxy-internal] }`;
  await writeFile(
    file,
    `# Where the demo's deployment is. A real site file looks the same: see "portwitness init".
site: demo
profiles:
  - use: ./profile.yaml
    conditions: { autodiscover-over-http: false, office-web-apps-conferencing: true }
    # this deployment moved the documented ports to high ones, since it runs without root
    ports:
      external-http: ${ports.externalHttp}/tcp
      external-https: ${ports.externalHttps}/tcp
      internal-http: ${ports.internalHttp}/tcp
      internal-https: ${ports.internalHttps}/tcp
      internal-office-web-apps: ${ports.officeWebAppsPort}/tcp
    names: { published: [${publishedNames.join(', ')}] }
roles:
  reverse-proxy-external: [${addresses.proxyExternal}]
  reverse-proxy-internal: [${addresses.proxyInternal}]
  front-end: [${addresses.frontEnd}]
  front-end-from-internet: []
  office-web-apps: [${addresses.officeWebApps}]
vantages:
${vantages}
scope: [127.0.0.0/8]
authorization: { reference: demo, by: whoever runs it on their own machine }
pace: { rate: 2000, perHost: 1000 }
`,
  );
  return file;
}
