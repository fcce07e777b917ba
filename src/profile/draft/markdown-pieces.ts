/** A part of a document that stands for itself, and how many lines come before it. */
export interface MarkdownPiece {
  readonly text: string;
  readonly linesBefore: number;
}

/** Parsing a piece of this many lines costs a few milliseconds; the parser's time grows faster than the length. */
const wantedLines = 300;

/**
 * Cuts Markdown where nothing can reach across: before a line of plain words or a heading at the margin that follows
 * a blank line, outside of fences, comments and raw HTML. Lists, quotes, tables and paragraphs all end there.
 */
export function markdownPieces(text: string): MarkdownPiece[] {
  const lines = text.split('\n');
  const pieces: MarkdownPiece[] = [];
  let from = 0;
  let fence: string | null = null;
  let raw: RegExp | null = null;
  for (const [i, line] of lines.entries()) {
    const mayCut = fence === null && raw === null && i - from >= wantedLines && lines[i - 1]!.trim() === '';
    if (mayCut && /^(?:#{1,6} |[\p{L}_*])/u.test(line) && !/^\*\s/u.test(line)) {
      pieces.push({ text: lines.slice(from, i).join('\n'), linesBefore: from });
      from = i;
    }
    const marker = /^\s*(```|~~~)/u.exec(line)?.[1];
    if (raw === null && marker !== undefined) {
      if (fence === null) fence = marker;
      else if (fence === marker) fence = null;
    }
    if (fence !== null) continue;
    raw ??= rawHtml.find(({ start }) => start.test(line))?.end ?? null;
    if (raw?.test(line) === true) raw = null;
  }
  pieces.push({ text: lines.slice(from).join('\n'), linesBefore: from });
  return pieces;
}

/** CommonMark's HTML blocks that a blank line does not end. */
const rawHtml: readonly { readonly start: RegExp; readonly end: RegExp }[] = [
  {
    start: /^\s{0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/iu,
    end: /<\/(?:script|pre|style|textarea)>/iu,
  },
  { start: /^\s{0,3}<!--/u, end: /-->/u },
  { start: /^\s{0,3}<\?/u, end: /\?>/u },
  { start: /^\s{0,3}<!\[CDATA\[/u, end: /\]\]>/u },
  { start: /^\s{0,3}<![A-Za-z]/u, end: />/u },
];
