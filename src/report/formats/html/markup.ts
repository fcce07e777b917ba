import { cleanHtml, shorten } from '../../clean.ts';

/** HTML that is safe to put into a page as it is. Only `markup` makes it. */
export interface Markup {
  readonly html: string;
}

/** report.json keeps what is longer. */
const longestText = 3000;

type Value = string | number | Markup | false | null | undefined | readonly Value[];

/**
 * A piece of a page: what stands between the values is ours, the values are cleaned unless they are pieces
 * themselves. Nothing else in this folder joins strings into HTML.
 */
export function markup(pieces: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const parts = pieces.map(
    (piece, i) => piece.replace(/\n\s*/g, '\n') + (i < values.length ? write(values[i]) : ''),
  );
  return { html: parts.join('') };
}

function write(value: Value): string {
  if (value === false || value === null || value === undefined) return '';
  if (typeof value === 'string') return cleanHtml(shorten(value, longestText));
  if (typeof value === 'number') return String(value);
  if ('html' in value) return value.html;
  return value.map(write).join('');
}

/** Our own style or script, which must not hold the end of its element. */
export function verbatim(code: string): Markup {
  if (/<\/(style|script)/i.test(code)) throw new Error('The end of the element stands in its content.');
  return { html: code };
}
