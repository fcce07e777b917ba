import { describe, expect, test } from '@jest/globals';
import { tellOwnFirewall, type OutgoingTools } from '../../../src/vantage/local/own-firewall.ts';
import type { WatchedBatch } from '../../../src/vantage/local/volley-watch.ts';
import type { Window } from '../../../src/vantage/local/window.ts';
import { recordVolley } from '../../../src/vantage/volley-record.ts';
import type { PortState } from '../../../src/model/observation.ts';
import { volleyOf, wordsOf } from './listeners.ts';

const quiet: Window = {
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
    { batches, whole: quiet, drops: [] },
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

  test('of a busy loopback matters over IPv6 only, and is named when it could not be excluded', async () => {
    const busy = [batch([0], { looped: 1 })];
    const deaf = { ask: () => Promise.resolve(undefined) };
    expect(await told({ ports: [1], batches: busy, tools: deaf })).toEqual({
      words: ['refused'],
      notExcluded: [],
    });
    expect(await told({ ports: [1], batches: busy, tools: { ...deaf, family: 6 } })).toEqual({
      words: ['refused'],
      notExcluded: [{ code: 'notExcludedOwnReset', values: { attempts: 1 } }],
    });
  });
});
