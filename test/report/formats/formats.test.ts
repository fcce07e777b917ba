import { describe, expect, test } from '@jest/globals';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { languages } from '../../../src/model/language.ts';
import { formats } from '../../../src/report/formats/registry.ts';
import { expectGolden } from '../golden.ts';
import { actingCharacters } from '../hostile.ts';
import { hostileReport } from '../hostile-report.ts';
import { lyncReport } from '../lync-report.ts';

const textFormats = ['table', 'json', 'junit', 'csv', 'markdown'].map((name) => formats.get(name)!);
const plain = { color: false, width: 100 };

describe.each(languages)('golden files in %s', (language) => {
  test.each(textFormats.map((format) => [format.name, format] as const))('%s', async (name, format) => {
    const text = await format.render(lyncReport(language), { ...plain, language });
    expectGolden(`lync.${language}.${name}.${format.extension}`, text as string);
  });
});

test('a golden table for a narrow terminal, in colour', async () => {
  const text = await formats
    .get('table')!
    .render(lyncReport('en'), { language: 'en', color: true, width: 60 });
  expectGolden('lync.en.narrow.txt', text as string);
});

describe('hostile texts in every field', () => {
  test.each(
    textFormats.filter(({ name }) => name !== 'json').map((format) => [format.name, format] as const),
  )('%s prints none of them as it is', async (name, format) => {
    const text = (await format.render(hostileReport(), { ...plain, language: 'en' })) as string;
    const inner = name === 'csv' ? text.replaceAll('\r\n', '\n') : text;
    // oxlint-disable-next-line no-control-regex
    expect(inner).not.toMatch(actingCharacters);
    if (name === 'markdown') expect(text).not.toMatch(/(?<!\\)<(script|img|svg)|(?<!\\)\]\(http/);
    if (name === 'junit')
      expect(text).not.toMatch(
        /<(?!\/?(testsuites?|testcase|failure|error|skipped|properties|property|system-out|system-err)\b|\?xml )/,
      );
  });
});

test('hostile Markdown keeps its shape for another reader', async () => {
  const text = (await formats
    .get('markdown')!
    .render(hostileReport(), { ...plain, language: 'en' })) as string;
  const kinds = new Set<string>();
  const walk = (node: { type: string; children?: readonly unknown[] }): void => {
    kinds.add(node.type);
    for (const child of node.children ?? []) walk(child as typeof node);
  };
  walk(fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] }));
  expect([...kinds].toSorted()).toEqual([
    'heading',
    'inlineCode',
    'list',
    'listItem',
    'paragraph',
    'root',
    'strong',
    'table',
    'tableCell',
    'tableRow',
    'text',
  ]);
});

test('a table stays within the terminal', async () => {
  for (const width of [40, 60, 80, 110]) {
    const text = (await formats
      .get('table')!
      .render(lyncReport('es'), { language: 'es', color: false, width })) as string;
    const body = text.split('\n').filter((line) => line.startsWith('  ')); // headings wrap by themselves
    expect(Math.max(...body.map((line) => line.length))).toBeLessThanOrEqual(width);
  }
});
