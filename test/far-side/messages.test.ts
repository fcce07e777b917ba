import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { newKeyText, parseKey } from '../../src/far-side/key.ts';
import {
  askBytes,
  decodeAsk,
  encodeAsk,
  encodeProof,
  proofBytes,
  readProof,
  vantageTag,
  type Ask,
} from '../../src/far-side/messages.ts';

const key = parseKey(newKeyText())!.proof;
const foreignKey = parseKey(newKeyText())!.proof;
const hex = (bytes: number) => randomBytes(bytes).toString('hex');

const ask = (over: Partial<Ask> = {}): Ask => ({
  purpose: 'attempt',
  protocol: 'udp',
  port: 3478,
  address: '192.0.2.10',
  run: hex(16),
  vantage: vantageTag('outside'),
  listener: hex(16),
  nonce: hex(16),
  ...over,
});

const proofOf = ({ nonce, listener }: Ask) => ({
  nonce,
  listener,
  seenFrom: '203.0.113.9',
  seenFromPort: 40_001,
  seenAt: '10.0.0.5',
  seenAtPort: 4443,
});

describe.each(['192.0.2.10', '2001:db8::10', '::1', '2001:db8:0:1::'])('to %s', (address) => {
  test('a question and its proof say what was put in', () => {
    const asked = ask({ address, protocol: 'tcp', purpose: 'begin' });
    const bytes = encodeAsk(key, asked);
    expect(decodeAsk(key, bytes)).toEqual(asked);
    const proof = { ...proofOf(asked), seenFrom: address };
    expect(readProof(key, encodeProof(key, proof, bytes), bytes)).toEqual({ status: 'proven', proof });
  });
});

test('nobody is answered with more than they sent', () => {
  const bytes = encodeAsk(key, ask());
  expect(bytes).toHaveLength(askBytes);
  expect(encodeProof(key, proofOf(ask()), bytes)).toHaveLength(proofBytes);
  expect(proofBytes).toBeLessThanOrEqual(askBytes);
});

test('a question is believed only as it was signed: no bit of it can be changed', () => {
  const bytes = encodeAsk(key, ask());
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    expect(decodeAsk(key, changed)).toBeUndefined();
  }
  expect(decodeAsk(foreignKey, bytes)).toBeUndefined();
  expect(decodeAsk(key, bytes.subarray(1))).toBeUndefined();
  expect(decodeAsk(key, Buffer.concat([bytes, Buffer.alloc(1)]))).toBeUndefined();
});

test('a proof is believed only as it was signed', () => {
  const asked = ask();
  const bytes = encodeAsk(key, asked);
  const proof = encodeProof(key, proofOf(asked), bytes);
  for (let bit = 0; bit < proof.length * 8; bit++) {
    const changed = Buffer.from(proof);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    // The byte after the type means nothing, and is signed all the same.
    expect(readProof(key, changed, bytes).status).not.toBe('proven');
  }
  expect(readProof(foreignKey, proof, bytes)).toEqual({ status: 'notBelieved', why: 'foreign' });
});

test('the proof of another question is not believed, though it is genuine', () => {
  const [first, second] = [ask(), ask()];
  const firstBytes = encodeAsk(key, first);
  const proof = encodeProof(key, proofOf(first), firstBytes);
  expect(readProof(key, proof, encodeAsk(key, second))).toEqual({ status: 'notBelieved', why: 'replayed' });
  // Even one that bears the same number: the run, the port, everything is bound to it.
  const other = encodeAsk(key, { ...first, run: hex(16) });
  expect(readProof(key, proof, other)).toEqual({ status: 'notBelieved', why: 'foreign' });
});

test('what is no message of ours is another server’s answer', () => {
  const bytes = encodeAsk(key, ask());
  for (const other of [Buffer.alloc(0), Buffer.from('HTTP/1.1 400 Bad Request\r\n'), bytes])
    expect(readProof(key, other, bytes)).toEqual({ status: 'other' });
});

test('a key file is one line of its own kind, and nothing else', () => {
  const text = newKeyText();
  expect(parseKey(text)?.id).toBe(parseKey(text.trim())?.id);
  expect(parseKey(text)?.id).not.toBe(parseKey(newKeyText())?.id);
  for (const bad of ['', 'secret', text.replace('key-1', 'key-2'), `${text}${text}`, text.slice(0, -4)])
    expect(parseKey(bad)).toBeUndefined();
});
