import { isSignedBy, signedText, type SignedText } from '../evidence/signature/signed-text.ts';
import type { Observation } from '../model/observation.ts';
import type { Target } from '../model/plan.ts';
import { readSliceResult, type SliceResult } from './slice-result.ts';

/** A slice that was left for workers. */
export interface Order {
  readonly slice: number;
  readonly vantage: string;
  /** Hexadecimal SHA-256 of its text. */
  readonly sha256: string;
  readonly targets: readonly Pick<Target, 'vantage' | 'address'>[];
}

export type Admission =
  | { readonly admitted: true; readonly result: SliceResult; readonly signed: SignedText }
  /** unreadable, unknown-key, wrong-signature, other-slice, other-address */
  | { readonly admitted: false; readonly why: string };

/**
 * Whether what came back is the answer of a known worker to this very slice. Whoever can write to the queue can put
 * anything there: nothing is believed before its signature, and nothing is taken that was not asked for.
 */
export function admitResult(raw: unknown, order: Order, workers: readonly string[]): Admission {
  const signed = signedText.safeParse(raw);
  if (!signed.success) return refused('unreadable');
  if (!workers.includes(signed.data.key)) return refused('unknown-key');
  if (!isSignedBy('slice-result', signed.data, workers)) return refused('wrong-signature');
  const result = readSliceResult(signed.data.text);
  if (result === undefined) return refused('unreadable');
  if (result.order !== order.sha256 || result.vantage !== order.vantage) return refused('other-slice');
  if (result.refused === null && !answersAll(result.shown, order)) return refused('other-address');
  return { admitted: true, result, signed: signed.data };
}

function refused(why: string): Admission {
  return { admitted: false, why };
}

/** Every address of the slice, each once, and no other; all that stands together speaks of one. */
function answersAll(shown: SliceResult['shown'], { vantage, targets }: Order): boolean {
  const left = new Set(targets.map(({ address }) => address));
  return (
    shown.every(([first, ...others]) => {
      const address = first?.address ?? '';
      const same = (seen: Observation): boolean => seen.vantage === vantage && seen.address === address;
      return left.delete(address) && [first!, ...others].every(same);
    }) && left.size === 0
  );
}
