import { markdownText } from './markdown-text.ts';
import { oneLine, plainText } from './plain-text.ts';
import type { Landmark } from './source-document.ts';

const delimiterCell = /^\s*:?-+:?\s*$/u;

/**
 * Pipe tables that the strict grammar takes for a paragraph, since their rule has another number of columns than
 * their header: writers and other converters let that pass.
 */
export function looseTables(paragraph: string, firstLine: number): Landmark[] {
  const lines = paragraph.split('\n');
  const found: Landmark[] = [];
  for (let i = 1; i < lines.length; i++) {
    if (!isDelimiter(lines[i]!) || !lines[i - 1]!.includes('|')) continue;
    const header = split(lines[i - 1]!).map(oneLine);
    const rows = [];
    let next = i + 1;
    for (; next < lines.length && lines[next]!.includes('|'); next++) {
      const cells = split(lines[next]!).map((text) => ({ text, columns: 1 }));
      rows.push({ number: rows.length + 1, line: firstLine + next, cells });
    }
    const line = firstLine + i - 1;
    found.push({ kind: 'table', line, table: { line, caption: null, header: [header], rows } });
    i = next;
  }
  return found;
}

function isDelimiter(line: string): boolean {
  const cells = line.trim().replace(/^\|/u, '').replace(/\|$/u, '').split('|');
  return cells.length > 1 && cells.every((cell) => delimiterCell.test(cell));
}

function split(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/u, '')
    .replace(/(?<!\\)\|$/u, '');
  return inner.split(/(?<!\\)\|/u).map((cell) => plainText(markdownText(cell)));
}
