import { expect, test } from '@jest/globals';
import type { PortState } from '../../../src/model/observation.ts';
import type { NextHop } from '../../../src/vantage/local/neighbour.ts';
import { tellNeighbour } from '../../../src/vantage/local/own-neighbour.ts';
import type { Window } from '../../../src/vantage/local/window.ts';
import { recordVolley } from '../../../src/vantage/volley-record.ts';
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

const gone = { unresolved: true };
const found = { unresolved: false };

test.each<{
  readonly what: string;
  readonly states: readonly PortState[];
  readonly made: number;
  readonly hop: NextHop | undefined;
  readonly words: readonly string[];
}>([
  {
    what: 'a host that is down on our own link',
    states: ['silent', 'rejected'],
    made: 1,
    hop: { ...gone, onLink: true },
    words: ['unknown neighbour-unresolved', 'unknown neighbour-unresolved'],
  },
  {
    what: 'a gateway that is gone',
    states: ['silent', 'silent'],
    made: 0,
    hop: { ...gone, onLink: false },
    words: ['unknown gateway-unresolved', 'unknown gateway-unresolved'],
  },
  {
    what: 'a silent host behind a living gateway',
    states: ['silent', 'silent'],
    made: 0,
    hop: { ...found, onLink: false },
    words: ['silent', 'silent'],
  },
  {
    what: 'a gateway that was gone for a while: its answers were ours or not, the far ones stay',
    states: ['open', 'rejected', 'silent'],
    made: 2,
    hop: { ...found, onLink: false },
    words: ['open', 'unknown rejected-here-or-afar', 'silent'],
  },
  {
    what: 'rejections while we made up none: they come from afar',
    states: ['rejected', 'open'],
    made: 0,
    hop: { ...gone, onLink: true },
    words: ['rejected', 'open'],
  },
  {
    what: 'a platform that does not tell: what may be ours is not believed, silence stays silence',
    states: ['rejected', 'silent'],
    made: 1,
    hop: undefined,
    words: ['unknown rejected-here-or-afar', 'silent'],
  },
])('$what', async ({ states, made, hop, words }) => {
  const record = recordVolley(volleyOf(states.map((_, i) => i + 1)));
  states.forEach((state, position) => record.settle(position, state));
  const watched = { batches: [], unwatched: [], drops: [], whole: { ...quiet, ownUnreachables: made } };
  await tellNeighbour(record, states.length, watched, () => Promise.resolve(hop));
  expect(wordsOf(record.result())).toEqual(words);
});
