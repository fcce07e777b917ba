import { createSocket, type Socket } from 'node:dgram';
import { familyOf } from '../../model/address.ts';
import { plainAddress } from '../../far-side/address-bytes.ts';
import type { Peer } from '../../far-side/desk.ts';

export interface UdpListeners {
  /** Undefined: it listens. Else the errno. */
  readonly listen: (address: string, port: number) => Promise<string | undefined>;
  /** Sends one datagram from a port that this listener does not hold; a port that is taken stays mute. */
  readonly answerFrom: (peer: Peer, answer: Buffer) => void;
  readonly holds: (address: string, port: number) => boolean;
  readonly close: () => void;
}

/** Answers on their way from ports that are not held: more at a time are left unsent. */
const mostPassing = 64;

/** Hears datagrams on any number of ports. Strangers' are dropped without a word. */
export function udpListeners(hear: (bytes: Buffer, peer: Peer) => Buffer | undefined): UdpListeners {
  const sockets = new Map<string, Socket>();
  let passing = 0;
  return {
    holds: (address, port) => sockets.has(`${address} ${port}`),
    listen: async (address, port) => {
      try {
        const socket = await bind(address, port);
        sockets.set(`${address} ${port}`, socket);
        socket.on('message', (bytes, { address: from, port: fromPort }) => {
          const answer = hear(bytes, { from: plainAddress(from), fromPort, to: address, toPort: port });
          if (answer !== undefined) socket.send(answer, fromPort, from);
        });
        return undefined;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code ?? 'unknown-error';
      }
    },
    answerFrom: ({ from, fromPort, to, toPort }, answer) => {
      if (passing >= mostPassing) return;
      passing += 1;
      void sendFrom(to, toPort, answer, { from, fromPort }).finally(() => (passing -= 1));
    },
    close: () => {
      for (const socket of sockets.values()) socket.close();
    },
  };
}

async function bind(address: string, port: number): Promise<Socket> {
  const socket = createSocket({
    type: familyOf(address) === 6 ? 'udp6' : 'udp4',
    ...(familyOf(address) === 6 ? { ipv6Only: true } : {}),
  });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind({ address, port, exclusive: true }, resolve);
    });
  } catch (error) {
    socket.close();
    throw error;
  }
  // What an answer met on its way is nobody's concern.
  socket.on('error', () => undefined);
  return socket;
}

/** A port that a service of this machine has stays mute: the log alone tells of the question. */
async function sendFrom(
  to: string,
  toPort: number,
  answer: Buffer,
  { from, fromPort }: { readonly from: string; readonly fromPort: number },
): Promise<void> {
  const socket = await bind(to, toPort).catch(() => undefined);
  if (socket === undefined) return;
  await new Promise<void>((resolve) => {
    socket.send(answer, fromPort, from, () => resolve());
  });
  socket.close();
}
