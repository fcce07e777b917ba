import type { Nodes, RootContent, Table } from 'mdast';
import { parseFragment } from 'parse5';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { frontMatter } from './front-matter.ts';
import { deepestNesting, NestingError } from './html-text.ts';
import { looseTables } from './loose-pipe-table.ts';
import { markdownPieces } from './markdown-pieces.ts';
import { markdownText } from './markdown-text.ts';
import { oneLine, plainText } from './plain-text.ts';
import { htmlLandmarks } from './read-html.ts';
import { revisionDate } from './revision-date.ts';
import { setHtmlTablesApart } from './set-html-tables-apart.ts';
import type { Landmark, LooseTable, SourceDocument } from './source-document.ts';
import { placeTables } from './source-document.ts';

/** Left to `markdownText`: the parser's time for these grows with the square of a hostile line. */
const inlineConstructs = [
  'attention',
  'autolink',
  'characterEscape',
  'characterReference',
  'codeText',
  'hardBreakEscape',
  'htmlText',
  'labelEnd',
  'labelStartImage',
  'labelStartLink',
];

/** A row of a table in Markdown is a line; the longest that we know has 4,000 characters. */
const longestLine = 20_000;

/** Reads Markdown: pipe tables, HTML tables, and pipe tables that strict parsers refuse. */
export function readMarkdown(text: string): SourceDocument {
  const { settings, body } = frontMatter(withBoundedLines(text));
  const { tables, rest } = setHtmlTablesApart(body);
  const landmarks: Landmark[] = [];
  for (const { html, line } of tables) landmarks.push(...htmlLandmarks(htmlTree(html), line));
  refuseDeepNesting(rest);
  for (const piece of markdownPieces(rest)) {
    const root = fromMarkdown(piece.text, {
      extensions: [gfmTable(), { disable: { null: inlineConstructs } }],
      mdastExtensions: [gfmTableFromMarkdown()],
    });
    for (const node of root.children)
      for (const mark of markdownLandmarks(node, piece.text, 0))
        landmarks.push(lowered(mark, piece.linesBefore));
  }
  const topHeading = landmarks.find((mark) => mark.kind === 'heading');
  return {
    title: (topHeading?.kind === 'heading' ? topHeading.text : null) ?? settings.title ?? null,
    language: languageOf(settings),
    revised:
      revisionDate(landmarks.flatMap((mark) => (mark.kind === 'paragraph' ? [mark.text] : []))) ??
      isoDate(settings['ms.date'] ?? settings['date']),
    tables: placeTables(landmarks),
  };
}

function* markdownLandmarks(node: RootContent, source: string, depth: number): Generator<Landmark> {
  if (depth > deepestNesting) throw new NestingError();
  const line = node.position!.start.line;
  if (node.type === 'heading') {
    yield { kind: 'heading', line, depth: node.depth, text: oneLine(plainText(textOf(node, source))) };
  } else if (node.type === 'table') yield { kind: 'table', line, table: readPipeTable(node, source) };
  else if (node.type === 'html') yield* htmlLandmarks(htmlTree(node.value), line);
  else if (node.type === 'paragraph') {
    const loose = looseTables(rawOf(node, source), line);
    yield* loose;
    if (loose.length === 0) yield { kind: 'paragraph', line, text: oneLine(plainText(textOf(node, source))) };
  } else if ('children' in node) {
    for (const child of node.children) yield* markdownLandmarks(child, source, depth + 1);
  }
}

/** A landmark of a piece, on the document's own lines. */
function lowered(mark: Landmark, lines: number): Landmark {
  const line = mark.line + lines;
  if (mark.kind !== 'table') return { ...mark, line };
  const rows = mark.table.rows.map((row) => ({ ...row, line: row.line + lines }));
  return { ...mark, line, table: { ...mark.table, line: mark.table.line + lines, rows } };
}

function htmlTree(html: string) {
  return parseFragment(html, { sourceCodeLocationInfo: true });
}

function readPipeTable(table: Table, source: string): LooseTable {
  const [head, ...body] = table.children;
  const rows = body
    // A line of prose that follows a table without a blank line is a row to the grammar, not to a reader.
    .filter((row) => rawOf(row, source).includes('|'))
    .map((row, i) => ({
      number: i + 1,
      line: row.position!.start.line,
      cells: row.children.map((cell) => ({ text: plainText(textOf(cell, source)), columns: 1 })),
    }));
  const header = head!.children.map((cell) => oneLine(plainText(textOf(cell, source))));
  return { line: table.position!.start.line, caption: null, header: [header], rows };
}

function withBoundedLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.slice(0, longestLine))
    .join('\n');
}

function rawOf({ position }: Nodes, source: string): string {
  return source.slice(position!.start.offset, position!.end.offset);
}

/** A heading's, paragraph's or cell's text, without the marks of what it is. */
function textOf(node: Nodes, source: string): string {
  const raw = rawOf(node, source);
  if (node.type === 'tableCell') return markdownText(raw.replaceAll(/^\s*\|?|(?<!\\)\|?\s*$/gu, ''));
  if (node.type === 'heading') return markdownText(raw.replaceAll(/^#+\s|\s#+\s*$|\n[=-]+\s*$/gu, ' '));
  return markdownText(raw);
}

/** The parser's time grows with the square of the depth: nobody nests quotes or lists so deep. */
function refuseDeepNesting(text: string): void {
  if (/^(?:[ \t]*>){20}/mu.test(text) || /^[ \t]{60,}(?:[*+-]|\d{1,9}[.)])[ \t]/mu.test(text))
    throw new NestingError();
}

/** The language that the front matter names, or the locale of the page's address in it. */
function languageOf(settings: Readonly<Record<string, string>>): string | null {
  const named = settings['ms.contentlocale'] ?? settings['lang'] ?? settings['language'];
  const locales = Object.values(settings).flatMap(
    (value) => /^https?:\/\/[^/]+\/([a-z]{2}-[a-z]{2})\//iu.exec(value)?.[1] ?? [],
  );
  return named ?? locales[0] ?? null;
}

/** ISO and American dates, as the front matter of documents has them. */
function isoDate(text: string | undefined): string | null {
  if (text === undefined) return null;
  const iso = /\d{4}-\d{2}-\d{2}/u.exec(text)?.[0];
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u.exec(text.trim());
  const date =
    iso ?? (american && `${american[3]}-${american[1]!.padStart(2, '0')}-${american[2]!.padStart(2, '0')}`);
  return date === null || date === undefined || Number.isNaN(Date.parse(date)) ? null : date;
}
