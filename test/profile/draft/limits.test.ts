import { describe, expect, test } from '@jest/globals';
import { InputError } from '../../../src/model/mistake.ts';
import { draftProfile } from '../../../src/profile/draft/draft-profile.ts';
import { draftRows } from '../../../src/profile/draft/draft-rows.ts';
import { largestBytes, readDocument } from '../../../src/profile/draft/read-document.ts';
import { rowsOf } from './brief.ts';

const encode = (text: string) => new TextEncoder().encode(text);

function codesOf(bytes: Uint8Array, name: string): string[] {
  try {
    readDocument(bytes, name);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.mistakes.map(({ file, reason }) => `${file}: ${reason.code}`);
  }
}

describe('documents that are refused', () => {
  test.each([
    ['empty', 'a.md', encode(''), 'draftEmpty'],
    ['blank', 'a.md', encode(' \n\t\n'), 'draftEmpty'],
    ['too large', 'a.html', new Uint8Array(largestBytes + 1), 'draftTooLarge'],
    ['a large text', 'a.md', encode('words '.repeat(200_000)), 'draftTooLarge'],
    ['endless lines', 'a.md', encode('|443|TCP|\n'.repeat(10_001)), 'draftTooMuch'],
    ['endless tags', 'a.html', encode('<i>a</i>\n'.repeat(40_000)), 'draftTooMuch'],
    ['a picture', 'a.md', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1), 'draftNotText'],
    ['deep HTML', 'a.html', encode('<div>'.repeat(20_000)), 'draftTooDeep'],
    [
      'deep HTML in Markdown',
      'a.md',
      encode(`<table><tr><td>${'<div>'.repeat(20_000)}</table>`),
      'draftTooDeep',
    ],
    ['deep quotes', 'a.md', encode('>'.repeat(5_000)), 'draftTooDeep'],
    [
      'deep lists',
      'a.md',
      encode(Array.from({ length: 500 }, (_, i) => `${' '.repeat(2 * i)}- x`).join('\n')),
      'draftTooDeep',
    ],
  ])('%s', (_, name, bytes, code) => {
    expect(codesOf(bytes, name)).toEqual([`${name}: ${code}`]);
  });
});

describe('documents that are read all the same', () => {
  test('a page of several megabytes, most of it scripts', () => {
    const script = `<script>${'var a = "<b>";\n'.repeat(20_000)}${' '.repeat(3_000_000)}</script>`;
    const page = `<html><body>${script}<table><tr><th>Port</th></tr><tr><td>443/TCP</td></tr></table></body></html>`;
    expect(rowsOf(page, 'a.html')).toHaveLength(1);
  });

  test('as many rows as lines are read, each flow with an id of its own', () => {
    const text = `|Port|Protocol|Service|\n|-|-|-|\n${'|443|TCP|Web|\n|443|TCP|Web 2|\n'.repeat(1_000)}`;
    const document = readDocument(encode(text), 'a.md');
    const { flows } = draftProfile(document, draftRows(document), 'a');
    expect(new Set(flows.map(({ id }) => id)).size).toBe(2_000);
  });

  const table = '|Port|Protocol|\n|---|---|\n|443|TCP|\n';

  test.each([
    ['a byte order mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...encode(table))],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, ...Buffer.from(table, 'utf16le'))],
    ['carriage returns', encode(table.replaceAll('\n', '\r\n'))],
    ['Windows-1252', Uint8Array.of(...encode(table.replace('Protocol', 'Protocolo ')), 0xe9, 0x0a)],
  ])('%s', (_, bytes) => {
    expect(readDocument(bytes, 'a.md').tables).toHaveLength(1);
  });

  test('a table asking for a million columns and rows', () => {
    const html =
      '<table><tr><th>Port</th><th>Protocol</th></tr><tr><td rowspan="9999999" colspan="9999999">443/TCP</td></tr></table>';
    expect(rowsOf(html, 'a.html')).toHaveLength(1);
  });

  test.each([
    '|'.repeat(50_000),
    '['.repeat(50_000),
    '<'.repeat(30_000),
    '*a_'.repeat(20_000),
    '`a'.repeat(50_000),
    '|-'.repeat(20_000),
  ])('a hostile line %#', (line) => {
    expect(rowsOf(`${line}\n\n${table}`)).toHaveLength(1);
  });
});
