import { speaksOf } from './words.ts';

/**
 * The sentence of a row's remarks that says when the row is needed: "Required if …", "Only needed for …". It is for
 * a person to turn into a question. Null when there is none.
 */
export function conditionOf(notes: string | null): string | null {
  const sentences = (notes ?? '').split(/(?<=[.!?])\s+|(?<=。)|\s·\s/u);
  return (
    sentences
      .map((sentence) => sentence.trim())
      .find((sentence) => speaksOf('required', opening(sentence)) && speaksOf('conditional', sentence)) ??
    null
  );
}

/** The verdict stands at the beginning: "Required also if"; further on it speaks of other things. */
function opening(sentence: string): string {
  return sentence.slice(0, 60);
}
