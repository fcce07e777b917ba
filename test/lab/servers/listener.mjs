// Listens on TCP ports and treats each connection alike. Arguments: what to do with a connection, then ADDRESS
// (`::` for both families), then ports.
import { createServer } from 'node:net';

const [, , behaviour, address, ...ports] = process.argv;

const treat = {
  hold: () => undefined,
  close: (socket) => socket.end(),
  reset: (socket) => socket.resetAndDestroy(),
  greet: (socket) => socket.end('220 here\r\n'),
}[behaviour];
if (treat === undefined) throw new Error(`what is ${behaviour}?`);

for (const port of ports) {
  createServer((socket) => {
    socket.on('error', () => socket.destroy()); // the other side went away: nothing is owed to it
    treat(socket);
    socket.resume();
  }).listen({ port: Number(port), host: address, backlog: 4096 });
}
