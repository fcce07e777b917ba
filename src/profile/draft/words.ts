import type { Token } from './cell-tokens.ts';
import type { Meaning } from './vocabulary.ts';
import { vocabulary } from './vocabulary.ts';

/**
 * Words decide only where shape and number can't. Words of scripts without spaces are found anywhere in a text,
 * others as whole words.
 */
const expressions = new Map(
  (Object.keys(vocabulary) as Meaning[]).map((meaning) => [
    meaning,
    { anywhere: expression(wordsFor(meaning), false), whole: expression(wordsFor(meaning), true) },
  ]),
);

/** Whether a word of that meaning stands in the text. */
export function speaksOf(meaning: Meaning, text: string): boolean {
  return expressions.get(meaning)!.anywhere.test(text.toLowerCase());
}

/** Whether the text, marks around it aside, is such a word and nothing else. */
export function isWord(meaning: Meaning, text: string): boolean {
  return expressions.get(meaning)!.whole.test(text.toLowerCase().trim());
}

/** The text without the words of that meaning. */
export function without(meaning: Meaning, text: string): string {
  return text.replaceAll(new RegExp(expressions.get(meaning)!.anywhere.source, 'giu'), ' ');
}

/** Where the first word of that meaning begins; -1: nowhere. */
export function placeOf(meaning: Meaning, text: string): number {
  return expressions.get(meaning)!.anywhere.exec(text.toLowerCase())?.index ?? -1;
}

export function isRangeWord(text: string): boolean {
  return isWord('range', text);
}

export function isOpenEnd(token: Token | undefined): boolean {
  if (token?.kind === 'mark') return token.text === '+';
  return token?.kind === 'word' && isWord('openEnd', token.text);
}

function wordsFor(meaning: Meaning): string[] {
  return vocabulary[meaning]
    .split(',')
    .map((word) => word.trim().replaceAll(/\s+/gu, ' '))
    .filter((word) => word !== '');
}

function expression(words: readonly string[], whole: boolean): RegExp {
  const spaced = words.filter((word) => !isUnspaced(word)).map(wordPattern);
  const unspaced = words.filter(isUnspaced).map(unspacedPattern);
  const inText = [`(?<![\\p{L}\\p{M}\\d])(?:${spaced.join('|')})(?![\\p{L}\\p{M}])`, ...unspaced].join('|');
  return whole
    ? new RegExp(`^[^\\p{L}\\p{M}\\d]*(?:${[...spaced, ...unspaced].join('|')})[^\\p{L}]*$`, 'u')
    : new RegExp(inText, 'u');
}

function wordPattern(word: string): string {
  const core = escape(word.replaceAll(/^\*|\*$/gu, ''));
  if (core === '') return escape(word);
  return `${word.startsWith('*') ? '[\\p{L}\\p{M}-]*' : ''}${core}${word.endsWith('*') ? '[\\p{L}\\p{M}]*' : ''}`;
}

/**
 * Words of unspaced scripts are found inside others, but short ones are only found alone: the Japanese for "in" begins
 * the one for "interface", and one Chinese character is part of hundreds of words. A `*` allows the rest of a word.
 */
function unspacedPattern(word: string): string {
  const core = escape(word.replaceAll(/^\*|\*$/gu, ''));
  const katakana = /^[\p{Script=Katakana}ー]{1,3}$/u.test(word.replaceAll('*', ''));
  const letter = katakana
    ? String.raw`[\p{Script=Katakana}ー]`
    : /^\p{Script=Han}$/u.test(word)
      ? String.raw`\p{L}`
      : null;
  if (letter === null) return core;
  return `${word.startsWith('*') ? '' : `(?<!${letter})`}${core}${word.endsWith('*') ? '' : `(?!${letter})`}`;
}

/** Chinese, Japanese, Korean and Thai write words together, and Arabic and Hebrew join articles to them. */
function isUnspaced(word: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Arabic}\p{Script=Hebrew}]/u.test(
    word,
  );
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}
