import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  neighbourRequest,
  readNeighbour,
  readRoute,
  routeRequest,
} from '../../../src/vantage/local/raw/wire/netlink.ts';

const target = Uint8Array.of(10, 0, 0, 2);

/** An answer as the kernel lays it out: header, body, attributes. */
function message(type: number, body: number[], attributes: readonly (readonly [number, number[]])[]): Buffer {
  const encoded = attributes.flatMap(([kind, value]) => [
    4 + value.length,
    0,
    kind,
    0,
    ...value,
    ...Array.from({ length: (4 - (value.length % 4)) % 4 }, () => 0),
  ]);
  const bytes = Buffer.from([...Array.from({ length: 16 }, () => 0), ...body, ...encoded]);
  bytes.writeUInt32LE(bytes.length, 0);
  bytes.writeUInt16LE(type, 4);
  return bytes;
}

const route = (type: number): number[] => [2, 32, 0, 0, 254, 0, 0, type, 0, 0, 0, 0];
const device: readonly [number, number[]] = [4, [3, 0, 0, 0]];

describe('a route', () => {
  test('by a gateway: packets are handed to it', () => {
    const answer = message(24, route(1), [device, [5, [10, 0, 0, 254]], [7, [10, 0, 0, 1]]]);
    expect(readRoute(answer, target)).toMatchObject({ kind: 'gateway', interfaceIndex: 3 });
    expect(readRoute(answer, target)).toHaveProperty('nextHop', Buffer.from([10, 0, 0, 254]));
  });

  test('on the link, or to ourselves: packets are handed to the target', () => {
    expect(readRoute(message(24, route(1), [device]), target)).toMatchObject({
      kind: 'direct',
      nextHop: target,
    });
    expect(readRoute(message(24, route(2), [device]), target)).toMatchObject({ kind: 'local' });
  });

  test('there is none: the errno', () => {
    expect(readRoute(message(2, [-101 & 0xff, 255, 255, 255, ...route(1)], []), target)).toEqual({
      kind: 'none',
      errno: 101,
    });
  });
});

const state = (bits: number): Buffer => message(28, [2, 0, 0, 0, 3, 0, 0, 0, bits, 0, 0, 0], []);

describe('a neighbour', () => {
  test.each([
    [0x01, 'incomplete'],
    [0x02, 'resolved'],
    [0x04, 'resolved'],
    [0x20, 'failed'],
    [0x40, 'resolved'],
    [0x80, 'resolved'],
    [0x00, 'absent'],
  ])('state 0x%s is %s', (bits, word) => {
    expect(readNeighbour(state(bits))).toBe(word);
  });
  test('an error is no entry', () => {
    expect(
      readNeighbour(
        message(
          2,
          Array.from({ length: 20 }, () => 0xfe),
          [],
        ),
      ),
    ).toBe('absent');
  });
});

test('requests say their length, and carry the address', () => {
  for (const request of [
    routeRequest(target, null, 0),
    routeRequest(target, target, 4),
    neighbourRequest(new Uint8Array(16), 3),
  ]) {
    expect(request.readUInt32LE(0)).toBe(request.length);
    expect(request.length % 4).toBe(0);
  }
  expect(routeRequest(target, null, 0).includes(Buffer.from(target))).toBe(true);
});

test('whatever comes is read without an error', () => {
  fc.assert(
    fc.property(fc.constantFrom(2, 24, 28), fc.uint8Array({ maxLength: 120 }), (type, rest) => {
      const bytes = message(type, [...rest], []);
      readRoute(bytes, target);
      readNeighbour(bytes);
    }),
  );
});
