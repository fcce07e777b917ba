import { Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import { sameTurn } from '../../../src/vantage/local/same-turn.ts';
import { shutPort } from './listeners.ts';

function failure(host: string, port: number, more: { localAddress?: string } = {}) {
  const turn = sameTurn();
  return new Promise<boolean>((resolve) => {
    const socket = new Socket();
    socket.on('error', () => resolve(turn.holds()));
    turn.mark();
    socket.connect({ host, port, ...more });
  });
}

test('a socket that fails on this machine fails in the turn of its start', async () => {
  expect(await failure('127.0.0.1', 9, { localAddress: '192.0.2.1' })).toBe(true);
});

test('a socket that was answered fails in a later turn', async () => {
  expect(await failure('127.0.0.1', await shutPort())).toBe(false);
});

test('a later mark is not ended by an earlier one', async () => {
  const turn = sameTurn();
  turn.mark();
  await Promise.resolve();
  expect(turn.holds()).toBe(true);
  await new Promise((resolve) => setImmediate(resolve));
  expect(turn.holds()).toBe(false);
});
