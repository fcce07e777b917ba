// Arguments: PORT… Listens on each, resets what comes, and prints a line when all are open.
import { createServer } from 'node:net';

const ready = process.argv.slice(2).map((port) => {
  const server = createServer((socket) => socket.resetAndDestroy());
  return new Promise((resolve) => {
    server.listen({ port: Number(port), host: '0.0.0.0', backlog: 4096 }, resolve);
  });
});
await Promise.all(ready);
process.stdout.write('listening\n');
