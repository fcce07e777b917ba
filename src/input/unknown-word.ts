import type { Mistake } from '../model/mistake.ts';
import { nearest } from '../text/nearest.ts';
import { foreignLetter } from './look-alike.ts';
import { mistakeAt, mistakeAtKey, shortened } from './mistakes.ts';
import type { Path, SourceDocument } from './source.ts';

/** What a word may name: `unknownRole`, … are messages of the catalogue. */
export type Named =
  'Role' | 'Condition' | 'Name' | 'Parameter' | 'Flow' | 'Rule' | 'Document' | 'Profile' | 'Vantage';

/** A word that should be one of `known`, and is none; nothing when it is. A letter that looks like another is told. */
export function unknownWord(
  what: Named,
  word: string,
  known: Iterable<string>,
  document: SourceDocument,
  path: Path,
  at: 'value' | 'key' = 'value',
): Mistake[] {
  const words = [...known];
  if (words.includes(word)) return [];
  const foreign = foreignLetter(word);
  const near = nearest(word, words) ?? null;
  const values = {
    word: shortened(word),
    near,
    known: words.slice(0, 12),
    more: Math.max(0, words.length - 12),
  };
  const place = at === 'key' ? mistakeAtKey : mistakeAt;
  return [
    foreign === undefined
      ? place(document, path, `unknown${what}`, values)
      : place(document, path, 'lookAlike', { word: shortened(word), near, ...foreign }),
  ];
}
