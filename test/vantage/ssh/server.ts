import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import ssh2, { type Connection } from 'ssh2';
import { fingerprintOf } from '../../../src/vantage/ssh/host-key.ts';
import type { Hop } from '../../../src/vantage/ssh/connection.ts';

/** What the server does with a wish for a connection: opens it and says a word, fails it, or never answers. */
export type Behaviour =
  { readonly says: string } | { readonly reason: number; readonly text: string } | 'silent';

export interface TestServer {
  readonly port: number;
  /** Ports that were asked for, in order. */
  readonly asked: number[];
  readonly logins: () => number;
  /** Ends every connection, as a server that is killed. */
  readonly kill: () => void;
  /** Takes no further login. */
  readonly shut: () => void;
  readonly hop: (more?: Partial<Hop>) => Hop;
}

type KeyPair = ReturnType<typeof ssh2.utils.generateKeyPairSync>;

const { generateKeyPairSync, parseKey } = ssh2.utils;

export const keys = {
  ed25519: generateKeyPairSync('ed25519'),
  ecdsa: generateKeyPairSync('ecdsa', { bits: 256 }),
  client: generateKeyPairSync('ed25519'),
};

export function fingerprint({ public: text }: Pick<KeyPair, 'public'>): string {
  const key = parseKey(text);
  if (key instanceof Error) throw key;
  return fingerprintOf(key.getPublicSSH());
}

export function clientKey(): Extract<Hop['login'], { kind: 'key' }>['key'] {
  const key = parseKey(keys.client.private);
  if (key instanceof Error) throw key;
  return key;
}

/** An SSH server on loopback that behaves, port by port, as it is told. */
export async function withSshServer<T>(
  behaviour: (port: number, server: TestServer) => Behaviour,
  use: (server: TestServer) => Promise<T>,
  { hostKeys = [keys.ed25519], user = 'scan' }: { hostKeys?: readonly KeyPair[]; user?: string } = {},
): Promise<T> {
  const connections = new Set<Connection>();
  let logins = 0;
  let closed = false;
  const asked: number[] = [];
  const server = new ssh2.Server({ hostKeys: hostKeys.map((pair) => pair.private) }, (connection) => {
    if (closed) return void connection.end();
    connections.add(connection);
    connection.on('error', () => undefined);
    connection.on('close', () => connections.delete(connection));
    connection.on('authentication', (context) => {
      const known = context.method === 'publickey' && context.username === user;
      if (known && context.key.data.equals(clientKey().getPublicSSH())) context.accept();
      else context.reject(['publickey']);
    });
    connection.on('ready', () => logins++);
    connection.on('request', (accept) => accept?.());
    connection.on('tcpip', (accept, reject, { destPort }) => {
      asked.push(destPort);
      const wish = behaviour(destPort, handle);
      if (wish === 'silent') return;
      if ('says' in wish) {
        const channel = accept();
        channel.on('error', () => undefined);
        if (wish.says !== '') channel.write(wish.says);
        return;
      }
      const protocol = Reflect.get(connection, '_protocol') as {
        channelOpenFail: (recipient: number, reason: number, text: string) => void;
      };
      const spy = jest.spyOn(protocol, 'channelOpenFail');
      const original = spy.getMockImplementation() ?? Object.getPrototypeOf(protocol).channelOpenFail;
      spy.mockImplementation((recipient) => original.call(protocol, recipient, wish.reason, wish.text));
      reject();
      spy.mockRestore();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const handle: TestServer = {
    port,
    asked,
    logins: () => logins,
    kill: () => {
      closed = true;
      for (const connection of connections)
        (Reflect.get(connection, '_sock') as { destroy(): void }).destroy();
    },
    shut: () => void (closed = true),
    hop: (more = {}) => ({
      host: '127.0.0.1',
      port,
      user,
      hostKey: fingerprint(hostKeys[0]!),
      login: { kind: 'key', file: 'test', key: clientKey() },
      ...more,
    }),
  };
  try {
    return await use(handle);
  } finally {
    handle.kill();
    server.close();
  }
}
