import type { Column } from './columns.ts';
import { isWord, placeOf, speaksOf } from './words.ts';

/** How far into a remark "optional" may stand to speak of the whole row: "Is used optionally by …". */
const opening = 24;
/** A sentence this short that says "optional" speaks of the row: "This port is optional." */
const shortSentence = 40;

/** Whether a row says of itself that it is optional. A condition ("only if …") is not that. */
export function isMarkedOptional(cells: readonly string[], columns: readonly Column[]): boolean {
  return columns.some(({ title, use }, i) => {
    const text = cells[i] ?? '';
    if (text === '') return false;
    switch (use.kind) {
      case 'optional':
        return isWord('yes', text) && !isWord('no', text);
      case 'required':
        if (speaksOf('optional', text)) return !/\p{L}.{30}/u.test(text) || startsOptional(text);
        return speaksOf('required', title) && isWord('no', text);
      case 'source':
      case 'destination':
      case 'peer':
        return inBrackets(text);
      case 'notes':
      case 'other':
        return startsOptional(text);
      default:
        return inBrackets(text) || startsOptional(text);
    }
  });
}

function inBrackets(text: string): boolean {
  return [...text.matchAll(/[([]([^()[\]]*)[)\]]/gu)].some(
    ([, aside]) => isOpening(aside!, 12) || isWord('optionalAside', aside!),
  );
}

function startsOptional(text: string): boolean {
  if (/^[([]/u.test(text) && inBrackets(text.slice(0, 60))) return true;
  return text
    .split(/[.。;\n]/u)
    .some(
      (sentence, i) =>
        isOpening(sentence, i === 0 ? opening : 0) ||
        (sentence.length <= shortSentence && speaksOf('optional', sentence)),
    );
}

function isOpening(text: string, within: number): boolean {
  const place = placeOf('optional', text.trim());
  return place >= 0 && place <= within;
}
