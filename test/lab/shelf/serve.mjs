// Argument: a JSON file, { certificate, key, listeners: [{ address, port, protocol, serves }] }. Listens on all of
// them: `tls` answers HTTPS, `http` sends on to HTTPS, `hold` accepts and says nothing, UDP echoes.
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer } from 'node:net';

const { certificate, key, listeners } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const secrets = { cert: readFileSync(certificate), key: readFileSync(key) };

const make = {
  tls: () => createHttps(secrets, (request, response) => response.end('here')),
  http: () =>
    createHttp(({ headers, url }, response) => {
      response.writeHead(301, { location: `https://${headers.host}${url}` }).end();
    }),
  hold: () => createServer((socket) => socket.on('error', () => socket.destroy()).resume()),
};

for (const { address, port, protocol, serves } of listeners) {
  if (protocol === 'tcp') make[serves]().listen({ host: address, port, backlog: 4096 });
  else {
    const socket = createSocket('udp4');
    socket.on('message', (message, { address: to, port: at }) => socket.send(message, at, to));
    socket.bind(port, address);
  }
}
