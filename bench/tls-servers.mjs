// Many TLS servers in one nginx, each with a certificate of its own: it answers faster than any client here asks, so
// that the clients are measured, and not the servers. `startServers(first, count)`; ends with `stop()`.
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import forge from 'node-forge';

export async function startServers(first, count) {
  const folder = mkdtempSync(join(tmpdir(), 'portwitness-bench-'));
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(join(folder, 'key.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }));
  const signer = forge.pki.privateKeyFromPem(privateKey.export({ format: 'pem', type: 'pkcs1' }));
  const holder = forge.pki.publicKeyFromPem(publicKey.export({ format: 'pem', type: 'spki' }));
  const ports = Array.from({ length: count }, (_, i) => first + i);
  for (const port of ports) writeFileSync(join(folder, `${port}.pem`), certificate(port, signer, holder));
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, ports));
  const nginx = spawn('nginx', ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(nginx, 'exit');
  const stop = async () => {
    nginx.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  };
  await listening(ports.at(-1));
  return stop;
}

function certificate(port, signer, holder) {
  const made = forge.pki.createCertificate();
  made.publicKey = holder;
  made.serialNumber = port.toString(16).padStart(6, '0');
  made.validity.notBefore = new Date(Date.now() - 86_400_000);
  made.validity.notAfter = new Date(Date.now() + 30 * 86_400_000);
  const name = [{ name: 'commonName', value: `port${port}.bench.test` }];
  made.setSubject(name);
  made.setIssuer(name);
  made.setExtensions([{ name: 'subjectAltName', altNames: [{ type: 2, value: `port${port}.bench.test` }] }]);
  made.sign(signer, forge.md.sha256.create());
  return forge.pki.certificateToPem(made);
}

function configuration(folder, ports) {
  const servers = ports.map(
    (port) =>
      `server { listen 127.0.0.1:${port} ssl; ssl_certificate ${folder}/${port}.pem; ssl_certificate_key ${folder}/key.pem; }`,
  );
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  return [
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr crit;`,
    'events { worker_connections 2048; }',
    `http { access_log off; ssl_protocols TLSv1.2 TLSv1.3; ${temporary.join(' ')}`,
    ...servers,
    '}',
  ].join('\n');
}

async function listening(port) {
  for (let tries = 0; tries < 200; tries++) {
    const socket = connect(port, '127.0.0.1');
    const up = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nginx does not listen');
}
