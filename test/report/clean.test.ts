import { describe, expect, test } from '@jest/globals';
import {
  cleanCsv,
  cleanHtml,
  cleanMarkdown,
  cleanMarkdownCode,
  cleanTerminal,
  cleanXml,
  makeVisible,
} from '../../src/report/clean.ts';
import { actingCharacters, hostileTexts } from './hostile.ts';

describe('what acts is made visible', () => {
  test.each([
    ['\u001b[31m', String.raw`\x1b[31m`],
    ['a\rb\nc\td', String.raw`a\rb\nc\td`],
    ['\u009b', String.raw`\x9b`],
    ['\u202egnp.exe', String.raw`\u202egnp.exe`],
    ['a\u200bb', String.raw`a\u200bb`],
    ['\u{e0041}', String.raw`\u{e0041}`],
    ['\ud800', String.raw`\ud800`],
    ['\uffff', String.raw`\uffff`],
    ['Señal → ✓ 日本 🙂', 'Señal → ✓ 日本 🙂'],
  ])('%j', (text, visible) => {
    expect(makeVisible(text)).toBe(visible);
  });
});

describe('no hostile text survives its sink', () => {
  test.each(hostileTexts.map((text) => [text.slice(0, 40), text]))('%j', (_, text) => {
    for (const clean of [cleanTerminal, cleanHtml, cleanXml, cleanCsv, cleanMarkdown, cleanMarkdownCode]) {
      expect(clean(text)).not.toMatch(actingCharacters);
    }
    expect(cleanHtml(text)).not.toMatch(/[<>"']/);
    expect(cleanXml(text)).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
    expect(cleanCsv(text)).not.toMatch(/^"?[=+\-@＝]/);
    expect(cleanMarkdown(text)).not.toMatch(/(?<!\\)[<`[\]|*_]|(?<!\\):\/\/|\bwww\./);
  });
});

describe('CSV fields', () => {
  test.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['=1+1', "'=1+1"],
    ['-2', "'-2"],
  ])('%j', (text, field) => {
    expect(cleanCsv(text)).toBe(field);
  });

  test('numbers stay numbers, nothing stays empty', () => {
    expect([cleanCsv(-2), cleanCsv(2.4e-8), cleanCsv(null)]).toEqual(['-2', '2.4e-8', '']);
  });
});

describe('Markdown code spans', () => {
  test.each([
    ['plain', '`plain`'],
    ['a`b', '``a`b``'],
    ['`edge', '`` `edge ``'],
    ['a|b', String.raw`${'`'}a\|b${'`'}`],
  ])('%j', (text, span) => {
    expect(cleanMarkdownCode(text)).toBe(span);
  });
});
