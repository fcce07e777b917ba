import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type Server } from 'node:net';
import type { ServerIdentity } from './certificate.ts';
import type { DemoAddresses } from './loopback.ts';

/** Where the demo's deployment moved the ports of the document. */
export interface DemoPorts {
  readonly externalHttp: number;
  readonly externalHttps: number;
  readonly internalHttp: number;
  readonly internalHttps: number;
  readonly officeWebAppsPort: number;
  /** Where somebody forgets a remote desktop, the second time. */
  readonly forgotten: number;
}

/** High ports that remind of the document's: the same last digits where there is room for them. */
export function demoPorts({ from }: { readonly from: number }): DemoPorts {
  return {
    externalHttp: from + 80,
    externalHttps: from + 443,
    internalHttp: from + 180,
    internalHttps: from + 444,
    officeWebAppsPort: from + 445,
    forgotten: from + 389,
  };
}

export const publishedNames = ['meet.contoso.test', 'dialin.contoso.test', 'lyncdiscover.contoso.test'];

/** Servers that listen on loopback; they answer, and never open a connection. */
export interface Deployment {
  readonly close: () => Promise<void>;
}

/** A reverse proxy's listeners, a Front End and an Office Web Apps Server, as far as the network sees them. */
export async function openDeployment(
  addresses: DemoAddresses,
  ports: DemoPorts,
  identity: ServerIdentity,
): Promise<Deployment> {
  const { proxyExternal, frontEnd, officeWebApps } = addresses;
  const servers = await Promise.all([
    listen(createHttpServer(sendToHttps), proxyExternal, ports.externalHttp),
    listen(createHttpsServer({ ...identity }, serveWebSite), proxyExternal, ports.externalHttps),
    listen(createHttpServer(serveWebSite), frontEnd, ports.internalHttp),
    listen(createHttpsServer({ ...identity }, serveWebSite), frontEnd, ports.internalHttps),
    listen(createHttpsServer({ ...identity }, serveWebSite), officeWebApps, ports.officeWebAppsPort),
  ]);
  return { close: () => closeAll(servers) };
}

/** The violation: something listens where the documents name nothing. */
export async function openForgottenService(addresses: DemoAddresses, ports: DemoPorts): Promise<Deployment> {
  const server = createTcpServer((socket) => socket.on('error', () => socket.destroy()).end());
  await listen(server, addresses.proxyExternal, ports.forgotten);
  return { close: () => closeAll([server]) };
}

const sendToHttps: RequestListener = (request, response) => {
  const host = (request.headers.host ?? publishedNames[0]!).replace(/:\d+$/, '');
  response.writeHead(301, { location: `https://${host}/` }).end();
};

/** What the pool's external web site answers: the Autodiscover document under its own name, a page elsewhere. */
const serveWebSite: RequestListener = (request, response) => {
  if (request.headers.host?.startsWith('lyncdiscover.') !== true) {
    response.writeHead(200, { 'content-type': 'text/plain' }).end('portwitness demo\n');
    return;
  }
  const root = 'https://meet.contoso.test/Autodiscover/AutodiscoverService.svc/root';
  const document = { AccessLocation: 'External', Root: { Links: [{ href: root, token: 'User' }] } };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
};

function listen(server: Server, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => resolve(server));
  });
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          if ('closeAllConnections' in server)
            (server as { closeAllConnections: () => void }).closeAllConnections();
        }),
    ),
  );
}
