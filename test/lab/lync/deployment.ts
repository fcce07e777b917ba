import { inLaboratory, type Laboratory } from '../laboratory.ts';
import type { Layout } from '../layout.ts';
import { makeAuthority, makeCertificate } from '../certificates.ts';
import { forward, input } from '../rules.ts';
import { listen } from '../servers/listeners.ts';
import { startNginx } from '../servers/nginx.ts';
import type { Running } from '../processes.ts';

/** What one deployment does otherwise than the documents ask, or where they let it choose. */
export interface Deviation {
  /** A port that the pool doesn't listen on. */
  readonly poolPortShut?: number;
  /** A port that somebody opened on the reverse proxy, and in the firewall in front of it. */
  readonly openedOutside?: number;
  readonly frontEndDown?: boolean;
}

/** Certificates' names, as lync-server's documents ask. */
export const published = [
  'webext.contoso.test',
  'meet.contoso.test',
  'dialin.contoso.test',
  'lyncdiscover.contoso.test',
];
export const poolNames = ['pool.contoso.test', 'webext.contoso.test'];
export const officeWebAppsNames = ['owa.contoso.test'];

/**
 * A perimeter as documents draw it: the internet, a firewall, the reverse proxy with one leg on each side, a
 * second firewall, the pool's Front End and the Office Web Apps server.
 */
export function perimeter({ openedOutside }: Deviation): Layout {
  const outside = [80, 443, ...(openedOutside === undefined ? [] : [openedOutside])];
  return {
    networks: {
      internet: ['client', 'edge'],
      external: ['edge', 'proxy'],
      internal: ['proxy', 'core'],
      servers: ['core', 'frontend', 'officeweb'],
    },
    routers: ['edge', 'core'],
    rules: {
      edge: forward(
        'ct state established,related accept',
        `iifname "internet" tcp dport { ${outside.join(', ')} } accept`,
        'meta l4proto tcp drop',
      ),
      core: forward(
        'ct state established,related accept',
        'iifname "internal" ip daddr 10.4.0.5 tcp dport { 8080, 4443 } accept',
        'iifname "internal" ip daddr 10.4.0.6 tcp dport 443 accept',
        'iifname "internal" ip6 daddr fd00:4::5 tcp dport { 8080, 4443 } accept',
        'iifname "internal" ip6 daddr fd00:4::6 tcp dport 443 accept',
        'meta l4proto tcp drop',
      ),
      // The proxy's own firewall: nothing from outside but what it publishes.
      proxy: input(
        `iifname "external" tcp flags & (syn|ack) == syn tcp dport != { ${outside.join(', ')} } drop`,
      ),
    },
  };
}

export async function inDeployment<T>(
  deviation: Deviation,
  use: (lab: Laboratory) => Promise<T>,
  layout: Layout = perimeter(deviation),
): Promise<T> {
  return inLaboratory(layout, async (lab) => {
    const authority = await makeAuthority(lab.folder);
    await Promise.all([
      startFrontEnd(lab, authority, deviation),
      startOfficeWebApps(lab, authority),
      startReverseProxy(lab, authority),
      deviation.openedOutside === undefined ? undefined : listen(lab, 'proxy', [deviation.openedOutside]),
    ]);
    if (deviation.frontEndDown === true) await lab.ip('frontend', 'link', 'set', 'servers', 'down');
    return use(lab);
  });
}

type Authority = Awaited<ReturnType<typeof makeAuthority>>;

const discovery = `'{"AccessLocation":"External","Root":{"Links":[{"href":"https://webext.contoso.test/Autodiscover/AutodiscoverService.svc/root?originalDomain=contoso.test","token":"Redirect"}]}}'`;

async function startFrontEnd(
  lab: Laboratory,
  authority: Authority,
  { poolPortShut }: Deviation,
): Promise<Running> {
  const { certificate, key } = await makeCertificate(lab.folder, authority, poolNames);
  const web = `default_type application/json;
    location = / { return 200 ${discovery}; }
    location /Autodiscover { return 200 ${discovery}; }
    location /meet { default_type text/html; return 200 '<title>Join</title>'; }
    location /dialin { default_type text/html; return 200 '<title>Dial-in</title>'; }
    location / { add_header WWW-Authenticate NTLM always; return 401; }`;
  const sites: Record<number, string> = {
    8080: `server { listen 8080; listen [::]:8080; ${web} }`,
    4443: `server { listen 4443 ssl; listen [::]:4443 ssl; ssl_certificate ${certificate}; ssl_certificate_key ${key}; ${web} }`,
    // The internal web sites, which internal clients use and the DMZ may not.
    443: `server { listen 443 ssl; listen [::]:443 ssl; ssl_certificate ${certificate}; ssl_certificate_key ${key}; ${web} }`,
    80: `server { listen 80; listen [::]:80; ${web} }`,
  };
  const ports = Object.keys(sites)
    .map(Number)
    .filter((port) => port !== poolPortShut);
  return startNginx(lab, 'frontend', ports.map((port) => sites[port]).join('\n'), ports);
}

async function startOfficeWebApps(lab: Laboratory, authority: Authority): Promise<Running> {
  const { certificate, key } = await makeCertificate(lab.folder, authority, officeWebAppsNames);
  const site = `server { listen 443 ssl; listen [::]:443 ssl; ssl_certificate ${certificate}; ssl_certificate_key ${key};
    location / { default_type text/xml; return 200 '<wopi-discovery/>'; } }`;
  return startNginx(lab, 'officeweb', site, [443]);
}

async function startReverseProxy(lab: Laboratory, authority: Authority): Promise<Running> {
  const { certificate, key } = await makeCertificate(lab.folder, authority, [
    ...published,
    ...officeWebAppsNames,
  ]);
  const pool = lab.address('frontend', 'servers');
  const officeWeb = lab.address('officeweb', 'servers');
  const legs = [lab.address('proxy', 'external'), `[${lab.address('proxy', 'external', 6)}]`];
  const on = (port: string) => legs.map((leg) => `listen ${leg}:${port};`).join(' ');
  const tls = `${on('443 ssl')} ssl_certificate ${certificate}; ssl_certificate_key ${key}; proxy_set_header Host $host;`;
  const sites = `
    server { ${on('80')} server_name lyncdiscover.contoso.test; proxy_set_header Host $host;
      location / { proxy_pass http://${pool}:8080; } }
    server { ${on('80')} server_name ~.; location / { return 301 https://$host$request_uri; } }
    server { ${tls} server_name ~.; location / { proxy_pass https://${pool}:4443; } }
    server { ${tls} server_name owa.contoso.test; location / { proxy_pass https://${officeWeb}:443; } }`;
  return startNginx(lab, 'proxy', sites, [80, 443]);
}
