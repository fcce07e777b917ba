import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { connectOnce } from '../../../src/vantage/local/connect.ts';
import { shutPort, withListeners } from './listeners.ts';

describe('one connection', () => {
  test.each(['127.0.0.1', '::1'])(
    'to a listener of %s is open, from the source that was asked for',
    (address) =>
      withListeners(1, address, async ([port]) => {
        const connection = await connectOnce({ address, port: port!, source: address }, 2000);
        expect(connection).toMatchObject({ state: 'open', localAddress: address });
        if (connection.state === 'open') connection.stream.destroy();
      }),
  );

  test('to a port without listener is refused', async () => {
    const port = await shutPort();
    expect(await connectOnce({ address: '127.0.0.1', port, source: null }, 2000)).toEqual({
      state: 'refused',
      code: '',
    });
  });

  test('from an address that this machine lacks says so', async () => {
    const port = await shutPort();
    expect(await connectOnce({ address: '127.0.0.1', port, source: '192.0.2.1' }, 2000)).toEqual({
      state: 'unknown',
      code: 'source-missing',
    });
  });

  test('that was called off is unknown', async () => {
    const signal = AbortSignal.abort();
    expect(await connectOnce({ address: '127.0.0.1', port: 9, source: null }, 2000, signal)).toEqual({
      state: 'unknown',
      code: 'interrupted',
    });
  });

  test('survives a reset that comes before anybody listens for errors', async () => {
    const server = createServer((socket) => socket.resetAndDestroy());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const connection = await connectOnce({ address: '127.0.0.1', port, source: null }, 2000);
    if (connection.state === 'open') {
      await new Promise((resolve) => connection.stream.once('close', resolve).resume());
    }
    expect(['open', 'unknown']).toContain(connection.state);
    server.close();
  });
});
