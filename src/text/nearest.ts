/**
 * The word that a person most likely meant: the nearest by insertions, deletions, replacements and swapped
 * neighbours, as long as no more than a third of it is wrong; undefined when none is near.
 */
export function nearest(written: string, words: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const word of words) {
    const length = Math.max(written.length, word.length);
    // words of very different length can't be near, and a hostile key may be very long
    if (Math.abs(written.length - word.length) > length / 3) continue;
    const distance = editDistance(written.toLowerCase(), word.toLowerCase());
    if (distance <= Math.max(1, length / 3) && distance < bestDistance)
      [best, bestDistance] = [word, distance];
  }
  return best;
}

/** Optimal string alignment distance, in three rows. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const distances = [row[j - 1]! + 1, last[j]! + 1, replaced];
      row.push(Math.min(...distances, swapped ? before[j - 2]! + 1 : Infinity));
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
