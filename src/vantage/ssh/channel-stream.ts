import { Duplex } from 'node:stream';
import type { ClientChannel } from 'ssh2';
import type { Lane } from './lane.ts';

/**
 * A channel as a stream that breaks as a socket does. When the connection to the vantage is lost, the stream ends
 * in an error: the package would end it in good order, as if the far side had.
 */
export function channelStream(channel: ClientChannel, lane: Lane): Duplex {
  const stream = new Duplex({
    allowHalfOpen: false,
    read: () => void channel.resume(),
    write: (piece: Buffer, _encoding, done) => void channel.write(piece, () => done()),
    final: (done) => {
      channel.end();
      done();
    },
    destroy: (error, done) => {
      stopListening();
      channel.resume().destroy();
      done(error);
    },
  });
  const stopListening = lane.onChange(() => {
    if (lane.isLost()) stream.destroy(new Error('the SSH connection to the vantage was lost'));
  });
  // Whoever reads the stream hears of it; until then nobody does, and it must not end the process.
  stream.on('error', () => undefined);
  channel.on('data', (piece: Buffer) => stream.push(piece) || channel.pause());
  channel.on('end', () => stream.push(null));
  channel.on('close', () => stream.push(null));
  return stream;
}
