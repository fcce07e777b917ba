import { describe, expect, test } from '@jest/globals';
import { compiledFileName, packCompiled, unpackCompiled } from '../../src/start/compiled-code.ts';

const parts = new Map([
  ['first', Buffer.from('one')],
  ['second', Buffer.alloc(1000, 7)],
  ['empty', Buffer.alloc(0)],
]);

describe('the file of compiled code', () => {
  test('gives back what was put into it', () => {
    expect(new Map(unpackCompiled(packCompiled(parts)))).toEqual(parts);
  });

  test('begins each part at a multiple of eight, so that V8 need not copy it', () => {
    const file = packCompiled(parts);
    const start = file.indexOf('\n') + 1;
    expect(start % 8).toBe(0);
    const places = JSON.parse(file.toString('latin1', 0, start)) as Record<string, [number, number]>;
    expect(Object.values(places).map(([at]) => at % 8)).toEqual([0, 0, 0]);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['no line', Buffer.from('x'.repeat(100))],
    ['a line that is no JSON', Buffer.from('{"a":[0,\nxxxx')],
    ['a line of another form', Buffer.from('{"a":7}\nxxxx')],
  ])('is empty where it holds %s', (_, file) => {
    expect(unpackCompiled(file).size).toBe(0);
  });

  test('lacks the parts that were cut off', () => {
    const file = packCompiled(parts);
    expect([...unpackCompiled(file.subarray(0, file.length - 10)).keys()]).toEqual(['first']);
  });

  test('is named for one Node on one kind of machine', () => {
    expect(compiledFileName('main')).toBe(
      `main.${process.platform}-${process.arch}-${process.version}.compiled`,
    );
  });
});
