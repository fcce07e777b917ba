import { mkdirSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import type { Made } from '../../tls/make-certificate.ts';
import { scratchFile, scratchPath } from './scratch.ts';
import type { Running } from './processes.ts';

/** nginx with one `server { … }`: the words CERTIFICATE, KEY and LISTEN in it are filled in. */
export async function startNginx(made: Made, block: string, chain: readonly Made[] = []): Promise<Running> {
  const port = await freePort();
  const folder = scratchPath('nginx');
  mkdirSync(folder);
  const site = block
    .replaceAll('CERTIFICATE', scratchFile('pem', made.pem + chain.map(({ pem }) => pem).join('')))
    .replaceAll('KEY', scratchFile('pem', made.keyPem))
    .replaceAll('LISTEN', `127.0.0.1:${port}`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  const file = scratchFile(
    'conf',
    `pid ${folder}/pid; error_log stderr; events {} http { access_log off; ${temporary.join(' ')} ${site} }`,
  );
  const child = spawn(
    'nginx',
    ['-e', 'stderr', '-p', folder, '-c', file, '-g', 'daemon off; master_process off;'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  const ended = once(child, 'close');
  await answering(port, () => (child.exitCode === null ? undefined : said));
  return {
    port,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** nginx tells nothing when it listens: asked until it does. */
async function answering(port: number, failed: () => string | undefined): Promise<void> {
  for (let i = 0; i < 200; i++) {
    const said = failed();
    if (said !== undefined) throw new Error(said);
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => void setTimeout(resolve, 20));
  }
  throw new Error('nginx does not listen');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
