import { parse } from 'parse5';
import type { HtmlElement, HtmlNode } from './html-text.ts';
import { attribute, deepestNesting, htmlText, isElement, NestingError } from './html-text.ts';
import { readHtmlTable } from './html-table.ts';
import { oneLine, plainText } from './plain-text.ts';
import type { Landmark, SourceDocument } from './source-document.ts';
import { placeTables } from './source-document.ts';
import { revisionDate } from './revision-date.ts';

/** Reads a page of HTML. Malformed mark-up is read as browsers read it. */
export function readHtml(text: string): SourceDocument {
  const root = parse(text, { sourceCodeLocationInfo: true });
  const landmarks = [...htmlLandmarks(root, 1)];
  const html = root.childNodes.find((node): node is HtmlElement => node.nodeName === 'html');
  const headings = landmarks.filter((mark) => mark.kind === 'heading');
  return {
    title: find(root, 'h1') ?? find(root, 'title') ?? headings[0]?.text ?? null,
    language: (html === undefined ? undefined : attribute(html, 'lang')) ?? null,
    revised: revisionDate(landmarks.map((mark) => (mark.kind === 'table' ? '' : mark.text))),
    tables: placeTables(landmarks),
  };
}

/** Headings, paragraphs and tables of a tree, in order; `firstLine` is where the tree's first line stands. */
export function* htmlLandmarks(node: HtmlNode, firstLine: number, depth = 0): Generator<Landmark> {
  if (depth > deepestNesting) throw new NestingError();
  if (!('childNodes' in node)) return;
  for (const child of node.childNodes) {
    if (!isElement(child)) continue;
    const line = firstLine + (child.sourceCodeLocation?.startLine ?? 1) - 1;
    const heading = /^h([1-6])$/u.exec(child.tagName);
    if (heading) {
      yield { kind: 'heading', line, depth: Number(heading[1]), text: oneLine(plainText(htmlText(child))) };
    } else if (child.tagName === 'table') {
      if (!isLayout(child)) yield { kind: 'table', line, table: readHtmlTable(child, firstLine) };
      // Paragraphs in cells are the table's own.
      for (const mark of htmlLandmarks(child, firstLine, depth + 1)) if (mark.kind === 'table') yield mark;
    } else if (child.tagName === 'p') {
      yield { kind: 'paragraph', line, text: oneLine(plainText(htmlText(child))) };
    } else yield* htmlLandmarks(child, firstLine, depth + 1);
  }
}

/** A table that holds another table arranges the page; its cells are not data. */
function isLayout(table: HtmlElement): boolean {
  return attribute(table, 'role') === 'presentation' || find(table, 'table') !== undefined;
}

function find(node: HtmlNode, tag: string, depth = 0): string | undefined {
  if (depth > deepestNesting) throw new NestingError();
  if (!('childNodes' in node)) return undefined;
  for (const child of node.childNodes) {
    const text = child.nodeName === tag ? oneLine(plainText(htmlText(child))) : find(child, tag, depth + 1);
    if (text !== undefined) return text;
  }
  return undefined;
}
