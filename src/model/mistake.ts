import type { Reason } from './reason.ts';

/** One thing wrong with what a person gave us, and where. Lines and columns count from 1. */
export interface Mistake {
  /** As the person named it; null: the command line. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** What is wrong, what was expected, and the nearest right word: a message of the text catalogue. */
  readonly reason: Reason;
}

/** Bad input: every mistake at once. The command line ends with status 2, and nothing has been sent. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[], options?: ErrorOptions) {
    super(mistakes.map(({ reason }) => reason.code).join(', '), options);
    this.mistakes = mistakes;
  }
}
