import { createSocket, type Socket } from 'node:dgram';
import { afterEach, describe, expect, test } from '@jest/globals';
import { portStates } from '../../../src/model/observation.ts';
import { openLocalVantage } from '../../../src/vantage/local/local-vantage.ts';
import { askDatagram } from '../../../src/vantage/local/udp/datagram-attempt.ts';
import type { Volley } from '../../../src/vantage/vantage.ts';

const opened: Socket[] = [];

afterEach(() => {
  for (const socket of opened.splice(0)) socket.close();
});

/** A UDP port of loopback, and what it does with each datagram. */
function bound(address: string, onDatagram: (socket: Socket, from: number) => void): Promise<number> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  opened.push(socket);
  socket.on('message', (_, { port }) => onDatagram(socket, port));
  return new Promise((resolve) => socket.bind(0, address, () => resolve(socket.address().port)));
}

async function ask(address: string, ports: readonly number[], over: Partial<Volley> = {}) {
  const vantage = openLocalVantage({ name: 'here', source: [], guard: () => true });
  const offer = vantage.senders['udp']!;
  if (!offer.available) throw new Error('no sender of datagrams');
  const { result } = offer.sender.send({
    address,
    source: null,
    ports: Uint16Array.from(ports),
    controls: new Uint32Array(0),
    timeoutMs: 300,
    sends: 1,
    allowance: { take: (wanted) => ({ granted: wanted, waitMs: 0 }) },
    questions: { ask: () => Buffer.from('question'), nameAnswer: (_, answer) => String(answer) },
    ...over,
  });
  const { states, detailOf, details } = await result;
  return ports.map((_, i) => `${portStates[states[i]!]} ${details[detailOf[i]!]!.code}`.trim());
}

describe.each(['127.0.0.1', '::1'])('datagrams to %s', (address) => {
  test('an answer, a refusal and silence are told apart', async () => {
    const answers = await bound(address, (socket, from) => socket.send('answer', from, address));
    const mute = await bound(address, () => undefined);
    const shut = await bound(address, () => undefined);
    opened.pop()!.close();
    expect(await ask(address, [answers, mute, shut])).toEqual([
      'open answer',
      'silent',
      'refused port-unreachable',
    ]);
  });

  test('a lost datagram is sent again while its attempt lasts', async () => {
    let heard = 0;
    const port = await bound(address, (socket, from) => {
      heard += 1;
      if (heard === 3) socket.send('late', from, address);
    });
    expect(await ask(address, [port], { sends: 3 })).toEqual(['open late']);
  });

  test('nobody but the port that was asked can answer', async () => {
    const stranger = await bound(address, () => undefined);
    const port = await bound(address, (_, from) => {
      opened[0]!.send('forged', from, address);
    });
    expect(stranger).not.toBe(port);
    expect(await ask(address, [port])).toEqual(['silent']);
  });
});

test('what the scope forbids is not asked', async () => {
  let heard = 0;
  const port = await bound('127.0.0.1', () => (heard += 1));
  const vantage = openLocalVantage({ name: 'here', source: [], guard: () => false });
  const offer = vantage.senders['udp']!;
  const { result } = (offer as Extract<typeof offer, { available: true }>).sender.send({
    address: '127.0.0.1',
    source: null,
    ports: Uint16Array.of(port),
    controls: new Uint32Array(0),
    timeoutMs: 50,
    sends: 1,
    allowance: { take: (wanted) => ({ granted: wanted, waitMs: 0 }) },
  });
  const { states, details, detailOf } = await result;
  expect([portStates[states[0]!], details[detailOf[0]!]!.code, heard]).toEqual([
    'unknown',
    'out-of-scope',
    0,
  ]);
});

test('a source that this machine lacks is its own fault', async () => {
  expect(await ask('127.0.0.1', [9], { source: '192.0.2.77' })).toEqual(['unknown source-missing']);
});

test('two of our own sockets never answer each other', async () => {
  // A whole band of loopback's ephemeral ports, none of which anybody listens on.
  const ports = Array.from({ length: 1500 }, (_, i) => 40_000 + i);
  const seen = await ask('127.0.0.1', ports, { timeoutMs: 1000 });
  expect(seen.filter((state) => state.startsWith('open'))).toEqual([]);
}, 30_000);

test('a source port that another attempt asks is not used, and nothing is sent from it', async () => {
  let heard = 0;
  const port = await bound('127.0.0.1', () => (heard += 1));
  const attempt = {
    to: { address: '127.0.0.1', port, source: null },
    payload: Buffer.from('question'),
    timeoutMs: 100,
    sends: 1,
  };
  expect(await askDatagram({ ...attempt, forbids: () => true })).toEqual({ kind: 'met-ourselves' });
  expect(heard).toBe(0);
  expect((await askDatagram({ ...attempt, forbids: () => false })).kind).toBe('answer');
  expect(heard).toBe(1);
});
