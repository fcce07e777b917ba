import { describe, expect, test } from '@jest/globals';
import { tellOwnFirewall, type OutgoingTools } from '../../../src/vantage/local/own-firewall.ts';
import type { WatchedBatch } from '../../../src/vantage/local/volley-watch.ts';
import type { Window } from '../../../src/vantage/local/window.ts';
import { recordVolley } from '../../../src/vantage/volley-record.ts';
import type { PortState } from '../../../src/model/observation.ts';
import { volleyOf, wordsOf } from './listeners.ts';

const quiet: Window = {
  ms: 1,
  vanished: 0,
  looped: 0,
  dropped: 0,
  unreachables: 0,
  ownUnreachables: 0,
  inSegments: 0,
};

interface Case {
  readonly ports: readonly number[];
  readonly states?: readonly PortState[];
  readonly batches: readonly WatchedBatch[];
  readonly tools?: Partial<OutgoingTools>;
  /** Ports whose packets vanish when they are asked again. */
  readonly vanishing?: readonly number[];
}

async function told({ ports, states, batches, tools, vanishing = [] }: Case) {
  const volley = volleyOf(ports);
  const record = recordVolley(volley);
  ports.forEach((_, position) => record.settle(position, states?.[position] ?? 'refused'));
  const notExcluded = await tellOwnFirewall(
    volley,
    record,
    { batches, unwatched: [], whole: quiet, drops: [] },
    {
      family: 4,
      conntrackFull: () => false,
      ask: (asked) => {
        const vanished = asked.filter((port) => vanishing.includes(port)).length;
        return Promise.resolve({ leaving: { ...quiet, vanished }, whole: quiet, ends: new Map() });
      },
      ...tools,
    },
  );
  return { words: wordsOf(record.result()), notExcluded };
}

const batch = (positions: readonly number[], more: Partial<Window>): WatchedBatch => ({
  positions,
  window: { ...quiet, ...more },
});

/** Nothing is asked again; the loopback carries so many packets in 50 ms without us. */
function idle(packets: number): Pick<OutgoingTools, 'ask'> {
  return {
    ask: () =>
      Promise.resolve({ leaving: quiet, whole: { ...quiet, looped: packets, ms: 50 }, ends: new Map() }),
  };
}

describe('the own firewall', () => {
  test('is told from the far side by the port: 3389 alone was ours', async () => {
    const { words } = await told({
      ports: [80, 3389, 443, 3389],
      states: ['refused', 'refused', 'open', 'silent'],
      batches: [batch([0, 1, 2, 3], { vanished: 2 })],
      vanishing: [3389],
    });
    expect(words).toEqual(['refused', 'unknown own-firewall', 'open', 'unknown own-firewall']);
  });

  test('that lets a port pass at one time and not at another leaves its batch to be asked anew', async () => {
    const { words } = await told({ ports: [1, 2], batches: [batch([0, 1], { vanished: 1 })] });
    expect(words).toEqual(['unknown kept-back-in-part', 'unknown kept-back-in-part']);
  });

  test('is suspected where nothing could be asked again', async () => {
    const { words } = await told({
      ports: [1, 2],
      batches: [batch([0, 1], { vanished: 1 })],
      tools: { ask: () => Promise.resolve(undefined) },
    });
    expect(words).toEqual(['unknown own-firewall-suspected', 'unknown own-firewall-suspected']);
  });

  test('is not guilty of a full conntrack table', async () => {
    const { words } = await told({
      ports: [1, 2, 3],
      states: ['open', 'silent', 'refused'],
      batches: [batch([0, 1], { vanished: 1 })],
      tools: { conntrackFull: () => true },
    });
    expect(words).toEqual(['open', 'unknown own-conntrack-full', 'refused']);
  });

  describe('of which only the loopback tells', () => {
    const looped = [batch([0], { looped: 1 })];
    test('is no matter over IPv4, where the kernel counts its own resets', async () => {
      expect((await told({ ports: [1], batches: looped, tools: idle(0) })).words).toEqual(['refused']);
    });

    test('is suspected over IPv6 where nobody could look', async () => {
      const tools = { ask: () => Promise.resolve(undefined), family: 6 as const };
      expect((await told({ ports: [1], batches: looped, tools })).words).toEqual([
        'unknown own-firewall-suspected',
      ]);
    });

    test('is named as not excluded on a machine that talks to itself all the time', async () => {
      expect(await told({ ports: [1], batches: looped, tools: { ...idle(100), family: 6 } })).toEqual({
        words: ['refused'],
        notExcluded: [{ code: 'notExcludedOwnReset', values: { attempts: 1 } }],
      });
    });

    test('is suspected where such a machine did so much more while it asked', async () => {
      const many = [batch([0, 1], { looped: 30 })];
      const { words } = await told({ ports: [1, 2], batches: many, tools: { ...idle(100), family: 6 } });
      expect(words).toEqual(['unknown own-firewall-suspected', 'unknown own-firewall-suspected']);
    });
  });
});
