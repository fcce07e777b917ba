// Arguments: ADDRESS WAIT_MS PORT… Connects once to each port, all at once, and prints what came: `80 open`, `81 ECONNREFUSED`, `82 silent`.
import { connect } from 'node:net';

const [, , address, waitMs, ...ports] = process.argv;

for (const port of ports) {
  const socket = connect({ host: address, port: Number(port), autoSelectFamily: false });
  const silence = setTimeout(() => end('silent'), Number(waitMs));
  const end = (word) => {
    clearTimeout(silence);
    console.log(`${port} ${word}`);
    socket.destroy();
  };
  socket.once('connect', () => end('open'));
  socket.on('error', (error) => end(error.code));
}
