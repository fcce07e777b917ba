import { describe, expect, test } from '@jest/globals';
import { markdownPieces } from '../../../src/profile/draft/markdown-pieces.ts';
import { rowsOf } from './brief.ts';

const filler = (lines: number) =>
  Array.from({ length: lines }, (_, i) => (i % 2 === 0 ? `Words ${i}.` : '')).join('\n');
const table = '|Port|Protocol|\n|---|---|\n|443|TCP|';

describe('a long document in pieces', () => {
  test('keeps every line, in its place', () => {
    const text = `${filler(1000)}\n\n${table}\n\n${filler(1001)}`;
    const pieces = markdownPieces(text);
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.map((piece) => piece.text).join('\n')).toBe(text);
    for (const { text: part, linesBefore } of pieces)
      expect(text.split('\n')[linesBefore]).toBe(part.split('\n', 1)[0]);
  });

  test.each([
    ['a table', `${table}\n${'|80|TCP|\n'.repeat(500)}`],
    ['a fence', `\`\`\`\n${filler(400)}\n\n${table}\n\`\`\``],
    ['a comment', `<!--\n${filler(400)}\n\n${table}\n-->`],
    ['a list', `- one\n\n  ${'more\n\n  '.repeat(300)}end`],
  ])('is not cut in the middle of %s', (_what, block) => {
    const pieces = markdownPieces(`${filler(302)}\n\n${block}\n\n${filler(10)}`);
    expect(pieces.some(({ text }) => text.includes(block))).toBe(true);
  });

  test('cites the same tables, rows and lines as in one piece', () => {
    const text = `# A\n\n${filler(700)}\n\n## From -- > To\n\n${table}\n\n${filler(700)}\n\n${table}\n`;
    const lines = text.split('\n');
    const rows = rowsOf(text);
    expect(rows.map(({ table: index, row }) => [index, row])).toEqual([
      [0, 1],
      [1, 1],
    ]);
    for (const { line } of rows) expect(lines[line - 1]).toBe('|443|TCP|');
    expect(rows[1]!.parties).toEqual(rows[0]!.parties);
  });
});
