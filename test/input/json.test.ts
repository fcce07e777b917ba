import { describe, expect, test } from '@jest/globals';
import { assert, jsonValue, property } from 'fast-check';
import { parseDocument } from '../../src/input/read-document.ts';
import { follow, plainValue } from '../../src/input/source.ts';
import { mistakesOf } from './temporary.ts';

const read = (text: string) => parseDocument(text, 'a.json', 'json');

describe('readJson', () => {
  test('reads what JSON.stringify writes', () => {
    const safe = jsonValue({ maxDepth: 6 }).filter(
      (value) => !/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value)),
    );
    assert(
      property(safe, (value) => {
        for (const indent of [0, 2])
          expect(plainValue(read(JSON.stringify(value, null, indent)).root)).toEqual(
            JSON.parse(JSON.stringify(value)),
          );
      }),
      { seed: 7 },
    );
  });

  test('knows the place of every value and key', () => {
    const { root, placeOf } = read('{\n  "a": [1, {"b": "x\\u0041"}],\n  "c": null }');
    expect(placeOf(follow(root, ['a', 1, 'b']).node.at)).toEqual({ line: 2, column: 18 });
    expect(placeOf(follow(root, ['a', 1, 'b']).keyAt)).toEqual({ line: 2, column: 13 });
    expect(placeOf(follow(root, ['c']).keyAt)).toEqual({ line: 3, column: 3 });
  });

  test.each([
    ['{"a":1,"a":2}', 'a.json:1:8 The key "a" is given twice.'],
    ['{"__proto__":1}', 'a.json:1:2 "__proto__" can\'t be used as a key or a name.'],
    ['{"a":1,}', 'a.json:1:8 This is not JSON: check quotes, commas and brackets here.'],
    ['{"a":1} x', 'a.json:1:9 This is not JSON: check quotes, commas and brackets here.'],
    ["{'a':1}", 'a.json:1:2 This is not JSON: check quotes, commas and brackets here.'],
    ['{"a":01}', 'a.json:1:6 This is not JSON: check quotes, commas and brackets here.'],
    ['{"a":NaN}', 'a.json:1:6 This is not JSON: check quotes, commas and brackets here.'],
    ['{"a":"x', 'a.json:1:6 This is not JSON: check quotes, commas and brackets here.'],
    ['{"a":"\n"}', 'a.json:1:6 This is not JSON: check quotes, commas and brackets here.'],
    ['', 'a.json:1:1 This is not JSON: check quotes, commas and brackets here.'],
    ['['.repeat(5000), 'a.json:1:34 Lists and maps are nested more than 32 deep here.'],
  ])('refuses %j', async (text, expected) => {
    expect(await mistakesOf(async () => read(text))).toEqual([expected]);
  });
});
