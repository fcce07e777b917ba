import { expect, test } from '@jest/globals';
import { fromAsFar, hopDistance } from '../../src/judge/hop-distance.ts';

test.each([
  [64, 0],
  [63, 1],
  [1, 63],
  [65, 63],
  [128, 0],
  [120, 8],
  [129, 126],
  [255, 0],
  [250, 5],
  [0, null],
  [null, null],
])('%p hops left: %p hops away', (left, distance) => {
  expect(hopDistance(left)).toBe(distance);
});

test.each([
  [63, 63, true],
  [63, 127, true],
  [63, 62, false],
  [255, 64, true],
  [null, 64, undefined],
  [64, null, undefined],
  [0, 64, undefined],
])('%p against %p: as far %p', (mine, control, same) => {
  expect(fromAsFar(mine, control)).toBe(same);
});
