import { createServer, type Server, type Socket } from 'node:net';

/** Connections at a time, over all ports: strangers beyond are reset at once. */
const mostConnections = 512;

export interface TcpListeners {
  /** Undefined: it listens. Else the errno. */
  readonly listen: (address: string, port: number) => Promise<string | undefined>;
  /** The listener that redirected packets come to: of one family, at a port of its own. */
  readonly listenAnywhere: (address: string) => Promise<{ readonly port: number; readonly fd: number }>;
  readonly close: () => void;
}

/** Listens on any number of ports, with a cap on the connections of all together. */
export function tcpListeners(onConnection: (socket: Socket) => void): TcpListeners {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  const open = async (address: string, port: number): Promise<Server> => {
    const server = createServer({ noDelay: true }, (socket) => {
      if (sockets.size >= mostConnections) return void socket.resetAndDestroy();
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      onConnection(socket);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: address, port, ipv6Only: true, backlog: 4096, exclusive: true }, resolve);
    });
    server.on('error', () => undefined); // a connection that could not be taken: the kernel keeps the next
    servers.push(server);
    return server;
  };
  return {
    listen: async (address, port) => {
      try {
        await open(address, port);
        return undefined;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code ?? 'unknown-error';
      }
    },
    listenAnywhere: async (address) => {
      const server = await open(address, 0);
      const bound = server.address();
      // Node tells the descriptor to nobody else; IP_TRANSPARENT has to be set on it.
      const { _handle: handle } = server as unknown as { _handle: { fd: number } };
      if (bound === null || typeof bound === 'string') throw new Error('no port');
      return { port: bound.port, fd: handle.fd };
    },
    close: () => {
      for (const server of servers) server.close();
      for (const socket of sockets) socket.resetAndDestroy();
    },
  };
}
