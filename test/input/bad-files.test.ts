import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { loadProfile } from '../../src/profile/load.ts';
import { folderWith, mistakesOf } from './temporary.ts';

/** What a file may hold that is no good, and all that is said of it. */
const rows: readonly (readonly [string, string | Uint8Array, readonly string[]])[] = [
  ['empty', '', ['The file is empty.']],
  ['only comments', '# nothing\n\n', ['1:1 The file holds nothing but comments or blank lines.']],
  ['BOM', '\uFEFFid: a\n', ['The file begins with a byte order mark. Save it as UTF-8 without BOM.']],
  ['UTF-16 LE', Buffer.from('\uFEFFid: a\n', 'utf16le'), ['The file is in UTF-16. Save it as UTF-8.']],
  ['UTF-16 without a mark', Buffer.from('id: a\n', 'utf16le'), ['The file is in UTF-16. Save it as UTF-8.']],
  [
    'Latin-1',
    Buffer.from('title: descripci\u00f3n\n', 'latin1'),
    ['The file is not valid UTF-8. Save it as UTF-8.'],
  ],
  ['NUL', 'id: a\nver\u0000sion: 1\n', ['2:4 There is a NUL byte here. Expected: text in UTF-8.']],
  ['duplicate keys', 'id: a\nid: b\n', ['2:1 The key "id" is given twice.']],
  ['__proto__', 'id: a\n__proto__: { x: 1 }\n', ['2:1 "__proto__" can\'t be used as a key or a name.']],
  ['constructor', 'roles: { constructor: {} }\n', ['1:10 "constructor" can\'t be used as a key or a name.']],
  [
    'alias bomb',
    'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n',
    [
      '1:4 "&a" is an anchor. Anchors are not used here: write the value out where it is needed.',
      '2:4 "&b" is an anchor. Anchors are not used here: write the value out where it is needed.',
      '2:8 "*a" is an alias. Aliases are not used here: write the value out.',
      '2:12 "*a" is an alias. Aliases are not used here: write the value out.',
      '3:5 "*b" is an alias. Aliases are not used here: write the value out.',
      '3:9 "*b" is an alias. Aliases are not used here: write the value out.',
    ],
  ],
  [
    'merge key',
    'a: { <<: { b: 1 } }\n',
    ['1:6 "<<" merges another map. Merge keys are not used here: write the keys out.'],
  ],
  ['5,000 brackets', '['.repeat(5000), ['1:33 Lists and maps are nested more than 32 deep here.']],
  ['5,000 dashes', `${'- '.repeat(5000)}a\n`, ['1:65 Lists and maps are nested more than 32 deep here.']],
  [
    'YAML 1.1',
    '%YAML 1.1\n---\nid: a\n',
    ['1:1 "%YAML 1.1" is not accepted. Files are YAML 1.2: leave the directive out, or write %YAML 1.2.'],
  ],
  [
    'tag directive',
    '%TAG ! tag:x,2000:\n---\nid: a\n',
    [
      '1:1 "%TAG ! tag:x,2000:" is not accepted. Files are YAML 1.2: leave the directive out, or write %YAML 1.2.',
    ],
  ],
  [
    'tag',
    'id: !!binary aGk=\n',
    ['1:5 "!!binary" is a tag. Tags are not used here: put a text in quotes instead.'],
  ],
  [
    'two documents',
    'id: a\n---\nid: b\n',
    ['2:1 A second document begins here. Expected: one document in a file.'],
  ],
  ['a tab', 'a:\n\tb: 1\n', ['2:1 There is a tab in the indentation. Use spaces.']],
  ['missing quote', 'id: "a\n', ['2:1 A quote, a colon or a bracket is missing before this point.']],
  [
    'no YAML',
    'id: a: b\n',
    ['1:5 Two keys meet in one line here: check the indentation, or put the text in quotes.'],
  ],
  ['key that is a map', '? { a: b }\n: c\n', ['1:3 A key must be a text of its own.']],
  ['null key', ': c\n', ['1:1 A key must be a text of its own.']],
  ['a list', '- a\n', ['1:1 "[…]" is no map. Expected: lines of the form "key: value".']],
  ['a text', 'hello\n', ['1:1 "hello" is no map. Expected: lines of the form "key: value".']],
  [
    'escape',
    'id: "\\q"\n',
    ['1:6 There is no such escape in double quotes. Use single quotes for a text with backslashes.'],
  ],
  ['at sign', 'id: @a\n', ['1:5 A text that begins with this character needs quotes.']],
  ['indent', 'a:\n    b: 1\n  c: 2\n', ['3:1 The indentation does not fit the lines above.']],
  ['unclosed', 'id: [a, b\nversion: 1\n', ['2:1 The indentation does not fit the lines above.']],
];

describe('a file that is', () => {
  test.each(rows)('%s', async (_, content, expected) => {
    const folder = await folderWith({ 'bad.yaml': content });
    const load = () => loadProfile(join(folder, 'bad.yaml'));
    expect(await mistakesOf(load)).toEqual(
      expected.map((line) => (/^\d/.test(line) ? `bad.yaml:${line}` : `bad.yaml ${line}`)),
    );
    const spanish = await mistakesOf(load, 'es');
    expect(spanish.filter((line) => expected.some((english) => line.endsWith(english)))).toEqual([]);
  });
});

describe('a file that', () => {
  test('is too large is not read', async () => {
    const folder = await folderWith({ 'large.yaml': '#'.repeat(4 * 1024 * 1024 + 1) });
    expect(await mistakesOf(() => loadProfile(join(folder, 'large.yaml')))).toEqual([
      'large.yaml The file is larger than 4096 KiB. Large inventories belong in a JSON site or in a rolesFile (CSV).',
    ]);
  });

  test('is not there, or is a folder, is told', async () => {
    const folder = await folderWith({ 'file.yaml': 'id: a\n' });
    expect(await mistakesOfProfile(join(folder, 'none.yaml'))).toEqual(['none.yaml There is no such file.']);
    expect(await mistakesOfProfile(join(folder, 'file.yaml', 'below.yaml'))).toEqual([
      'below.yaml There is no such file.',
    ]);
    expect(await mistakesOfProfile(folder)).toEqual([
      expect.stringMatching(/ This is a folder or a device\. Expected: a file\.$/),
    ]);
  });
});

function mistakesOfProfile(path: string): Promise<string[]> {
  return mistakesOf(() => loadProfile(path));
}
