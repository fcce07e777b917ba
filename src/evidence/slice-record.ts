import type { SignedText } from './signature/signed-text.ts';

/** What became of one answer from the queue: a line of a run's `slices.jsonl`. */
export interface SliceRecord {
  readonly kind: 'slice';
  readonly at: string;
  readonly vantage: string;
  /** null: nobody knows which one was meant. */
  readonly slice: number | null;
  /** Hexadecimal SHA-256 of the slice's text. */
  readonly order: string | null;
  /** doubled: a second answer, unlike the first. */
  readonly standing: 'accepted' | 'refused' | 'doubled' | 'not-believed' | 'lost';
  /** Why it was not believed, or how it was lost. */
  readonly why?: string;
  /** The worker's own words; what was not believed is not kept. */
  readonly result?: SignedText;
}
