import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { openDesk, type Peer } from '../../src/far-side/desk.ts';
import type { LogEntry } from '../../src/far-side/entries.ts';
import { gatherArrivals } from '../../src/far-side/gather-arrivals.ts';
import { encodeAsk, nobody, readProof, vantageTag, type Ask } from '../../src/far-side/messages.ts';

const key = randomBytes(32);
const listener = 'aa'.repeat(16);
const run = 'bb'.repeat(16);
const peer: Peer = { from: '203.0.113.9', fromPort: 40_001, to: '192.0.2.10', toPort: 443 };

function deskOf() {
  const log: LogEntry[] = [];
  const arrivals = gatherArrivals();
  return { log, arrivals, ...openDesk(key, listener, (entry) => void log.push(entry), arrivals) };
}

const question = (over: Partial<Ask> = {}, signedWith = key) =>
  encodeAsk(signedWith, {
    purpose: 'begin',
    protocol: 'tcp',
    port: 443,
    address: '192.0.2.10',
    run,
    vantage: vantageTag('outside'),
    listener,
    nonce: randomBytes(16).toString('hex'),
    ...over,
  });

test('who has the key is kept, with the address they came from, and proven to', () => {
  const desk = deskOf();
  const bytes = question();
  expect(desk.keep(bytes, peer)).toBe('kept');
  expect(desk.log).toMatchObject([
    { kind: 'asked', purpose: 'begin', run, from: '203.0.113.9', fromPort: 40_001, to: '192.0.2.10' },
  ]);
  const proof = desk.answer(bytes, peer)!;
  expect(readProof(key, proof, bytes)).toMatchObject({
    status: 'proven',
    proof: { listener, seenFrom: '203.0.113.9', seenFromPort: 40_001, seenAtPort: 443 },
  });
});

test('strangers get nothing, and leave nothing', () => {
  const desk = deskOf();
  for (const bytes of [Buffer.alloc(0), randomBytes(114), question({}, randomBytes(32)), randomBytes(4000)]) {
    expect(desk.keep(bytes, peer)).toBe('stranger');
    expect(desk.answer(bytes, peer)).toBeUndefined();
  }
  expect(desk.log).toEqual([]);
});

test('a question that was caught on its way and sent again is known: not counted, not answered, told', () => {
  const desk = deskOf();
  const bytes = question();
  desk.keep(bytes, peer);
  expect(desk.answer(bytes, peer)).toBeDefined();
  const thief = { ...peer, from: '198.51.100.66' };
  expect(desk.keep(bytes, thief)).toBe('again');
  expect(desk.answer(bytes, thief)).toBeUndefined();
  expect(desk.log).toMatchObject([{ kind: 'asked' }, { kind: 'replayed', from: '198.51.100.66' }]);
});

test('the same sender gets an answer that was lost again, a few times', () => {
  const desk = deskOf();
  const bytes = question();
  const answers = Array.from({ length: 8 }, () => desk.answer(bytes, peer));
  expect(answers.filter((answer) => answer !== undefined)).toHaveLength(4);
});

test('a question to an earlier run of the listener is another’s', () => {
  const desk = deskOf();
  const old = question({ listener: 'cc'.repeat(16) });
  expect(desk.keep(old, peer)).toBe('stranger');
  expect(desk.answer(old, peer)).toBeUndefined();
});

test('only a hello may leave open who is asked', () => {
  const desk = deskOf();
  expect(desk.answer(question({ listener: nobody, purpose: 'hello' }), peer)).toBeDefined();
  expect(desk.answer(question({ listener: nobody, purpose: 'begin' }), peer)).toBeUndefined();
});

test('what came before a first or last question stands before it in the log', () => {
  const desk = deskOf();
  desk.arrivals.add({ protocol: 'tcp', from: '203.0.113.9', fromPort: 1, to: '192.0.2.10', port: 22 });
  desk.keep(question({ purpose: 'end' }), peer);
  expect(desk.log.map(({ kind }) => kind)).toEqual(['arrived', 'asked']);
});

test('attempts are gathered, signed for the port that was asked', () => {
  const desk = deskOf();
  for (const port of [7000, 7001]) desk.keep(question({ purpose: 'attempt', protocol: 'udp', port }), peer);
  expect(desk.log).toEqual([]);
  expect(desk.arrivals.take()).toMatchObject([
    { kind: 'arrived', protocol: 'udp', ports: '7000-7001', each: 1, run, vantage: vantageTag('outside') },
  ]);
});

test('made-up senders are counted, not listed; those with the key always are', () => {
  const arrivals = gatherArrivals();
  const to = '192.0.2.10';
  for (let i = 0; i < 5000; i++)
    arrivals.add({ protocol: 'tcp', from: `10.0.${i >> 8}.${i & 255}`, fromPort: 1, to, port: 22 });
  const signedFor = { run, vantage: vantageTag('outside') };
  arrivals.add({ protocol: 'udp', from: '203.0.113.9', fromPort: 1, to, port: 53, signedFor });
  const entries = arrivals.take();
  expect(entries.length).toBeLessThan(1100);
  expect(entries.at(-1)).toEqual({ kind: 'gap', why: 'tooMany', count: 5000 - 1024 });
  expect(entries.some((entry) => entry.kind === 'arrived' && entry.run === run)).toBe(true);
  expect(arrivals.take()).toEqual([]);
});
