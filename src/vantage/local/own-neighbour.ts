import type { VolleyRecord } from '../volley-record.ts';
import type { NextHop } from './neighbour.ts';
import type { Watched } from './volley-watch.ts';

/**
 * Tells apart who could not be reached. Where nobody on the link answers for the target, or for the gateway,
 * the kernel makes up a "host unreachable" after some three seconds, or says nothing until then: neither comes
 * from afar, and both become `unknown`.
 */
export async function tellNeighbour(
  record: VolleyRecord,
  positions: number,
  { whole }: Watched,
  lookUp: () => Promise<NextHop | undefined>,
): Promise<void> {
  const states = Array.from({ length: positions }, (_, position) => record.stateOf(position));
  const farAnswer = states.some((state) => state === 'open' || state === 'refused');
  const madeUp = whole.ownUnreachables > 0;
  const doubted = states.flatMap((state, position) =>
    (state === 'rejected' && madeUp) || (state === 'silent' && !farAnswer) ? [position] : [],
  );
  if (doubted.length === 0) return;
  const hop = await lookUp();
  for (const position of doubted) {
    if (hop?.unresolved === true) {
      record.settle(position, 'unknown', {
        code: hop.onLink ? 'neighbour-unresolved' : 'gateway-unresolved',
      });
    } else if (states[position] === 'rejected') {
      // The neighbour may be back by now: who rejected can't be told any more.
      record.settle(position, 'unknown', { code: 'rejected-here-or-afar' });
    }
  }
}
