import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Connection, Vantage } from '../../src/vantage/vantage.ts';
import { conversationLimits, type ConversationLimits } from '../../src/probe/conversations/limits.ts';
import { converse } from '../../src/probe/conversations/registry.ts';
import type { ConversationAnswer, ConversationRequest } from '../../src/model/conversation.ts';

/** A vantage that reaches this machine's loopback only. */
export const loopback: Vantage = {
  name: 'loopback',
  transport: 'local',
  source: ['127.0.0.1'],
  senders: {},
  close: () => Promise.resolve(),
  connect: (to) =>
    new Promise<Connection>((resolve) => {
      const stream = createConnection({ host: '127.0.0.1', port: to.port });
      stream.on('error', ({ message }) => resolve({ state: 'refused', code: message }));
      stream.on('connect', () =>
        resolve({ state: 'open', stream, localAddress: stream.localAddress ?? null }),
      );
    }),
};

/** Short enough for tests of servers that never answer. */
export const quickLimits: ConversationLimits = {
  ...conversationLimits(2000),
  deadlineMs: 5000,
  listenMs: 500,
};

export const clock = { now: () => new Date('2026-11-22T12:00:00Z') };

/** What a port of the loopback answers to one request. */
export async function ask<Request extends ConversationRequest>(
  port: number,
  request: Request,
  limits: Partial<ConversationLimits> = {},
): Promise<Extract<ConversationAnswer, { kind: Request['kind'] }>> {
  const endpoint = { address: '127.0.0.1', port, source: null };
  const { answer } = await converse(loopback, endpoint, request, { ...quickLimits, ...limits }, clock);
  return answer as Extract<ConversationAnswer, { kind: Request['kind'] }>;
}

/** Starts listening on a free port of the loopback, and stops after the work, its connections ended. */
export async function serving<T>(server: Server, work: (port: number) => Promise<T>): Promise<T> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await work((server.address() as AddressInfo).port);
  } finally {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
}

/** A server that does this to each connection. */
export function scripted(onConnection: (socket: Socket) => void): Server {
  return createServer(onConnection);
}
