// A queue's server for the benchmark of a fleet: TLS, client certificates and users as docs/fleet.md has them, on loopback.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** { url of a user, files that a site or a worker names, stop }. Needs redis-server and openssl. */
export async function startQueue(folder) {
  mkdirSync(folder, { recursive: true });
  const file = (name) => join(folder, name);
  const openssl = (...args) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...curve,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=bench',
    '-days',
    '2',
  );
  for (const name of ['server', 'client']) {
    const san = ['-addext', 'subjectAltName=IP:127.0.0.1'];
    openssl('req', ...curve, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`, ...san);
    const signer = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'];
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      ...signer,
      '-copy_extensions',
      'copy',
      '-out',
      `${name}.pem`,
    );
  }
  const port = await freePort();
  const rights =
    '-@all +@read +@write +@connection +@transaction +@scripting +@blocking +info +time +client|setname -@dangerous +info -flushdb -flushall -keys';
  const lines = [
    'port 0',
    `tls-port ${port}`,
    'bind 127.0.0.1',
    `dir ${folder}`,
    `tls-cert-file ${file('server.pem')}`,
    `tls-key-file ${file('server.key')}`,
    `tls-ca-cert-file ${file('ca.pem')}`,
    'tls-auth-clients yes',
    'appendonly yes',
    'appendfsync everysec',
    'user default off',
    `user centre on >secret resetkeys ~bull:vantage-* resetchannels ${rights}`,
    `user dmz on >secret resetkeys ~bull:vantage-dmz:* resetchannels ${rights}`,
  ];
  writeFileSync(file('redis.conf'), `${lines.join('\n')}\n`);
  writeFileSync(file('password'), 'secret\n');
  const server = spawn('redis-server', [file('redis.conf')], { stdio: ['ignore', 'pipe', 'ignore'] });
  let log = '';
  server.stdout.on('data', (piece) => (log += piece));
  const ended = new Promise((resolve) => server.once('close', resolve));
  for (let i = 0; !log.includes('Ready to accept'); i++) {
    if (i > 100) throw new Error(`redis-server: ${log}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    settings: (user) => ({
      url: `rediss://${user}@127.0.0.1:${port}`,
      ca: file('ca.pem'),
      certificate: file('client.pem'),
      key: file('client.key'),
      passwordFile: file('password'),
    }),
    residentMb: () => {
      const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
      return Number(/^VmHWM:\s+(\d+)/m.exec(status)[1]) / 1024;
    },
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
