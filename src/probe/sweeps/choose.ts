import type { Reason } from '../../model/reason.ts';
import type { Vantage, VolleySender } from '../../vantage/vantage.ts';

/** The ways of asking many ports, best first: `auto` takes the first that a vantage offers. */
export const sweepers = ['syn', 'connect'] as const;

export type SweeperName = (typeof sweepers)[number];

export interface ChosenSweeper {
  readonly sender: VolleySender | null;
  /** Why a better one, or the one wanted, is not used. */
  readonly notes: readonly Reason[];
}

/** Which sweeper a vantage uses, and why not a better one. */
export function chooseSweeper(vantage: Vantage, wanted: 'auto' | SweeperName): ChosenSweeper {
  const notes: Reason[] = [];
  for (const name of wanted === 'auto' ? sweepers : [wanted]) {
    const offer = vantage.senders[name];
    if (offer?.available === true) return { sender: offer.sender, notes };
    notes.push(
      offer?.why ?? { code: 'sweeperUnknownHere', values: { sweeper: name, vantage: vantage.name } },
    );
  }
  return { sender: null, notes };
}
