// Many TLS servers in one process, each with a certificate of its own: `node tls-servers.mjs FIRST COUNT`.
// Says "listening" when all are, and ends with its standard input.
import { createServer } from 'node:tls';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import forge from 'node-forge';

const [first, count] = process.argv.slice(2).map(Number);
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = privateKey.export({ format: 'pem', type: 'pkcs8' });
const signer = forge.pki.privateKeyFromPem(privateKey.export({ format: 'pem', type: 'pkcs1' }));
const holder = forge.pki.publicKeyFromPem(publicKey.export({ format: 'pem', type: 'spki' }));

function certificate(port) {
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

for (let port = first; port < first + count; port++) {
  const server = createServer({ key, cert: certificate(port) });
  server.on('tlsClientError', () => undefined);
  server.on('secureConnection', (socket) => socket.on('error', () => socket.destroy()));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}
console.log('listening');
process.stdin.resume().on('end', () => process.exit());
