import { describe, expect, test } from '@jest/globals';
import { EPERM, EAGAIN } from '../../../src/vantage/local/raw/kernel.ts';
import type { Kernel } from '../../../src/vantage/local/raw/kernel.ts';
import { sourcePortCount } from '../../../src/vantage/local/raw/source-ports.ts';
import { SynSender } from '../../../src/vantage/local/raw/syn-sender.ts';
import { synVolley } from '../../../src/vantage/local/raw/syn-volley.ts';
import {
  giveUp,
  grant,
  isOver,
  putAnswer,
  startVolley,
  takeVolleyNews,
} from '../../../src/vantage/local/raw/volley-state.ts';

const [own, aside] = [3, 4];
const address = (last: number) => ({ family: 4 as const, bytes: Uint8Array.of(10, 0, 0, last), scope: 0 });

/**
 * A sender of ten ports whose kernel writes down which messages left by which socket. `says`: what its next
 * calls answer; without, all leave.
 */
function sending() {
  const left: [socket: number, from: number, count: number][] = [];
  const says: number[] = [];
  let back: ((sent: number) => void) | undefined;
  const batches: number[] = [];
  let clockMs = 1000;
  const placeOf = (headers: number): number => (headers - batches.findLast((at) => at <= headers)!) / 64;
  const kernel = {
    // Buffers lie far apart: an address tells its buffer, and the place in it.
    addressOf: () => batches[batches.push(batches.length * 1_000_000) - 1]!,
    sendmmsg: (socket: number, headers: number, count: number) => {
      const sent = says.shift() ?? count;
      if (sent > 0) left.push([socket, placeOf(headers), sent]);
      return sent;
    },
    sendmmsgAside: (socket: number, headers: number, count: number, onSent: (sent: number) => void) => {
      back = (sent) => {
        if (sent > 0) left.push([socket, placeOf(headers), Math.min(sent, count)]);
        onSent(sent);
      };
    },
  } as unknown as Kernel;
  const state = startVolley(
    1,
    {
      address: '10.0.0.2',
      source: null,
      ports: Uint16Array.from({ length: 10 }, (_, i) => 100 + i),
      controls: new Uint32Array(0),
      timeoutMs: 500,
      sends: 1,
    },
    clockMs,
  );
  const volley = synVolley({
    state,
    lane: { family: 4, source: address(1), sender: own, asideSender: aside, answers: -1, errors: -1 },
    destination: address(2),
    key: Uint32Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    ports: { first: 61_000, last: 61_000 + sourcePortCount - 1 },
    portOffset: 0,
    neighbour: undefined,
  });
  grant(state, 10);
  const sender = new SynSender(kernel, () => clockMs);
  return {
    sender,
    volley,
    state,
    left,
    says,
    comeBack: (sent: number) => back!(sent),
    wait: (ms: number) => (clockMs += ms),
    startsTold: () => [...takeVolleyNews(state, false).started],
  };
}

describe('a batch on another thread', () => {
  test('leaves by a socket of its own, beside what this thread sends', () => {
    const { sender, volley, left, comeBack } = sending();
    expect(sender.sendAside(volley, 6)).toBe(6);
    expect(sender.sendAside(volley, 1)).toBe(0); // one at a time
    expect(sender.sendFirst(volley, 9)).toBe(4);
    comeBack(6);
    expect(left).toEqual([
      [own, 0, 4],
      [aside, 0, 6],
    ]);
  });

  test('counts as started once all of it has left, and the volley is not over before', () => {
    const { sender, volley, state, comeBack, wait, startsTold } = sending();
    sender.sendAside(volley, 6);
    wait(2);
    sender.sendFirst(volley, 4);
    for (let position = 0; position < 10; position++) {
      putAnswer(state, position, { state: 'refused', hops: 60 }, 1002, 1001);
    }
    expect(startsTold()).toEqual([]);
    expect(takeVolleyNews(state, false).sent).toBe(false);
    expect(isOver(state, 1_000_000)).toBe(false);
    wait(1);
    comeBack(6);
    expect(takeVolleyNews(state, false)).toMatchObject({
      sent: true,
      started: Float64Array.of(0, 6, 1003, 6, 4, 1002),
    });
    expect(isOver(state, 1003)).toBe(true);
  });

  test('that did not leave whole is sent on from where it stopped, until all has left', () => {
    const { sender, volley, state, left, says, comeBack } = sending();
    sender.sendAside(volley, 10);
    says.push(3, -EAGAIN);
    comeBack(4);
    expect(isOver(state, 1_000_000)).toBe(false);
    sender.endAside();
    expect(left).toEqual([
      [aside, 0, 4],
      [own, 4, 3],
      [own, 7, 3],
    ]);
    expect(isOver(state, 1_000_000)).toBe(true);
  });

  test('hears from its own thread that the own firewall kept a packet', () => {
    const { sender, volley, state, left, says, comeBack } = sending();
    sender.sendAside(volley, 3);
    says.push(-EPERM);
    comeBack(0);
    expect(left).toEqual([[own, 1, 2]]);
    const { answers, details } = takeVolleyNews(state, false);
    expect([answers[0], details]).toEqual([0, [{ code: 'own-firewall', from: null }]]);
  });

  test('of a volley that was given up sends nothing more, and none of its ports was silent', () => {
    const { sender, volley, state, left, says, comeBack } = sending();
    sender.sendAside(volley, 3);
    says.push(-EAGAIN);
    comeBack(1);
    giveUp(state, 'neighbour-unresolved', Infinity, 1000);
    sender.endAside();
    expect(left).toEqual([[aside, 0, 1]]);
    const { answers, details } = takeVolleyNews(state, true);
    expect([answers[0], answers[3]]).toEqual([1, 2]);
    expect(details).toEqual([{ code: 'neighbour-unresolved', from: null }]);
    expect(isOver(state, 1_000_000)).toBe(true);
  });
});
