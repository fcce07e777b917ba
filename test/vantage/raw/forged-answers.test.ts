import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { sourcePortCount } from '../../../src/vantage/local/raw/source-ports.ts';
import { positionAnswered, sourcePortOf, synVolley } from '../../../src/vantage/local/raw/syn-volley.ts';
import { startVolley } from '../../../src/vantage/local/raw/volley-state.ts';
import { emptyAnswer } from '../../../src/vantage/local/raw/wire/answers.ts';
import { sealPosition } from '../../../src/vantage/local/raw/wire/cookie.ts';

const address = (last: number) => ({ family: 4 as const, bytes: Uint8Array.of(10, 0, 0, last), scope: 0 });
const ports = Uint16Array.from([443, 80, 443, 22, 443, 8080]);
const key = Uint32Array.of(11, 22, 33, 44, 55, 66, 77, 88);
const state = startVolley(
  1,
  { address: '10.0.0.2', source: null, ports, controls: Uint32Array.of(0, 2, 4), timeoutMs: 500, sends: 1 },
  0,
);
const volley = synVolley({
  state,
  lane: { family: 4, source: address(1), sender: -1, asideSender: -1, answers: -1, errors: -1 },
  destination: address(2),
  key,
  ports: { first: 61_000, last: 61_000 + sourcePortCount - 1 },
  portOffset: sourcePortCount - 2,
  neighbour: undefined,
});
state.next = 5;

const answerTo = (position: number) => ({
  ...emptyAnswer(),
  port: ports[position]!,
  sourcePort: sourcePortOf(volley, position),
  sequence: sealPosition(key, position),
});

describe('an answer is believed only of what was asked', () => {
  test('each position by its own sequence number, the same port at several positions apart', () => {
    for (let position = 0; position < 5; position++) {
      expect(positionAnswered(volley, answerTo(position))).toBe(position);
    }
  });

  test('controls leave from ports of their own, in the row', () => {
    const own = [0, 2, 4].map((position) => sourcePortOf(volley, position));
    expect(new Set([...own, sourcePortOf(volley, 1)]).size).toBe(4);
    for (const port of own) expect(port >= 61_000 && port < 61_000 + sourcePortCount).toBe(true);
  });

  test('not of a position that was not sent yet, of another port, to another of our ports', () => {
    expect(positionAnswered(volley, answerTo(5))).toBe(-1);
    expect(positionAnswered(volley, { ...answerTo(1), port: 81 })).toBe(-1);
    expect(positionAnswered(volley, { ...answerTo(0), sourcePort: sourcePortOf(volley, 2) })).toBe(-1);
  });

  test('not for a guessed acknowledgement', () => {
    const asked = new Set([0, 1, 2, 3, 4].map((position) => sealPosition(key, position)));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), fc.nat(4), (sequence, position) => {
        fc.pre(!asked.has(sequence));
        expect(positionAnswered(volley, { ...answerTo(position), sequence })).toBe(-1);
      }),
      { numRuns: 2000 },
    );
  });
});
