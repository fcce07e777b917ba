import { describe, expect, test } from '@jest/globals';
import { parseDocument } from '../../src/input/read-document.ts';
import { plainValue } from '../../src/input/source.ts';

/** The value of `a` in a file that gives it so. */
function valueOf(written: string): unknown {
  const { root } = parseDocument(`a: ${written}\n`, 'a.yaml', 'yaml');
  return (plainValue(root) as { a: unknown }).a;
}

describe('readYaml', () => {
  test.each([
    ['true', true],
    ['False', false],
    ['null', null],
    ['~', null],
    ['', null],
    ['0', 0],
    ['3000', 3000],
    ['-5', -5],
  ])('reads %j as %j', (written, value) => {
    expect(valueOf(written)).toBe(value);
  });

  test.each([
    'no',
    'yes',
    'on',
    'off',
    'y',
    '0x50',
    '0o17',
    '017',
    '1e3',
    '1_000',
    '+5',
    '1.0',
    '.5',
    '22:22',
    '2026-11-22',
    '010.0.0.1',
    '.inf',
    '.nan',
    '99999999999999999999',
  ])('leaves %s the text that it is', (written) => {
    expect(valueOf(written)).toBe(written);
  });

  test('reads what stands in quotes, in blocks and in CRLF files', () => {
    expect(valueOf('"80 "')).toBe('80 ');
    expect(valueOf("'true'")).toBe('true');
    expect(valueOf('>-\n  two\n  lines')).toBe('two lines');
    expect(valueOf('|\r\n  two\r\n  lines\r')).toBe('two\nlines\n');
  });
});
