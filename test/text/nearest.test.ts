import { expect, test } from '@jest/globals';
import { nearest } from '../../src/text/nearest.ts';

test.each([
  ['forbiden', ['forbidden', 'documents'], 'forbidden'],
  ['form', ['from', 'to'], 'from'],
  ['Port', ['port', 'ports'], 'port'],
  ['colour', ['color', 'column'], 'color'],
  ['x', ['y'], 'y'],
  ['banana', ['port', 'from'], undefined],
  ['p'.repeat(100_000), ['port'], undefined],
  ['', ['port'], undefined],
])('nearest to %.20s among %j', (written, words, expected) => {
  expect(nearest(written, words)).toBe(expected);
});
