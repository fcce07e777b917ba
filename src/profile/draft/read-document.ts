import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { InputError } from '../../model/mistake.ts';
import type { ReasonValues } from '../../model/reason.ts';
import { NestingError } from './html-text.ts';
import { readAsciidoc } from './read-asciidoc.ts';
import { readCsv } from './read-csv.ts';
import { readHtml } from './read-html.ts';
import { readMarkdown } from './read-markdown.ts';
import type { SourceDocument } from './source-document.ts';

/** Larger than any port document, vendors' pages with all their scripts and styles included. */
export const largestBytes = 8 * 1024 * 1024;
/** Other kinds are the text alone. */
const largestText = 1024 * 1024;

/** Marks that each begin something to be read, and cost time; so many take about a second. */
const mostMarks = { line: 10_000, tag: 60_000, bar: 60_000 };

export type DocumentKind = 'markdown' | 'html' | 'asciidoc' | 'csv';

const readers: Readonly<Record<DocumentKind, (text: string) => SourceDocument>> = {
  markdown: readMarkdown,
  html: readHtml,
  asciidoc: readAsciidoc,
  csv: readCsv,
};

/**
 * Reads a document's tables. `name` is shown in mistakes, and its ending tells the kind where the text doesn't.
 * Throws an InputError for what can't be read as a document.
 */
export function readDocument(bytes: Uint8Array, name: string): SourceDocument {
  const refuse = (code: string, values: ReasonValues = {}, cause?: unknown) =>
    new InputError([{ file: name, line: null, column: null, reason: { code, values } }], { cause });
  if (bytes.length > largestBytes) {
    throw tooLarge(name, bytes.length, largestBytes);
  }
  const text = decode(bytes);
  if (text === null) throw refuse('draftNotText');
  if (text.trim() === '') throw refuse('draftEmpty');
  const marks = { line: occurrences(text, '\n'), tag: occurrences(text, '<'), bar: occurrences(text, '|') };
  const kind = kindOf(text, name);
  const lines = kind === 'html' ? 0 : marks.line;
  if (lines > mostMarks.line || marks.tag > mostMarks.tag || marks.bar > mostMarks.bar) {
    throw refuse('draftTooMuch', { lines: marks.line, tags: marks.tag });
  }
  if (kind !== 'html' && bytes.length > largestText) throw tooLarge(name, bytes.length, largestText);
  try {
    return readers[kind](text);
  } catch (error) {
    if (error instanceof NestingError || error instanceof RangeError) throw refuse('draftTooDeep', {}, error);
    throw error;
  }
}

/** What a document is refused with before it is read whole. */
export function tooLarge(name: string, bytes: number, most: number): InputError {
  const reason = { code: 'draftTooLarge', values: { bytes, most } };
  return new InputError([{ file: name, line: null, column: null, reason }]);
}

function occurrences(text: string, mark: string): number {
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) count++;
  return count;
}

/** UTF-8, UTF-16 with its mark, and Windows-1252 for older pages; null for what is no text. */
function decode(bytes: Uint8Array): string | null {
  const [a, b] = bytes;
  const utf16 = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : null;
  if (utf16 !== null) return newlines(new TextDecoder(utf16).decode(bytes));
  if (bytes.subarray(0, 8192).includes(0)) return null;
  return newlines(new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes));
}

function newlines(text: string): string {
  return text.replace(/^\ufeff/u, '').replaceAll(/\r\n?/gu, '\n');
}

/** The ending decides; without a telling one, the shape does. */
function kindOf(text: string, name: string): DocumentKind {
  const ending = /\.([a-z]+)$/iu.exec(name)?.[1]?.toLowerCase() ?? '';
  if (/^(md|markdown|mdown|mdx)$/u.test(ending)) return 'markdown';
  if (/^x?html?$/u.test(ending)) return 'html';
  if (/^(adoc|asciidoc|asc)$/u.test(ending)) return 'asciidoc';
  if (/^(csv|tsv)$/u.test(ending)) return 'csv';
  if (/^\s*(<!doctype html|<html|<\?xml|<body|<table)/iu.test(text)) return 'html';
  if (/^\|={3,}\s*$/mu.test(text)) return 'asciidoc';
  if (/^\s*\|?[ :|-]*-{2,}[ :|-]*\|/mu.test(text) || /<table[\s>]/iu.test(text) || /^#{1,6} /mu.test(text))
    return 'markdown';
  return /^[^\n]*[,;\t][^\n]*\n[^\n]*[,;\t]/u.test(text) ? 'csv' : 'markdown';
}
