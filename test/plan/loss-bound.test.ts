import { describe, expect, test } from '@jest/globals';
import { attemptsNeeded, binomialAtMost, controlsNeeded, lossBound } from '../../src/plan/loss-bound.ts';

describe('the bound of the loss', () => {
  // Reference values: exact sums of the binomial distribution, halved to the last digit.
  test.each([
    [0, 64, 0.045729],
    [0, 299, 0.009969],
    [0, 1024, 0.0029212],
    [5, 64, 0.15727013],
    [33, 64, 0.6238971],
    [300, 1000, 0.32475361],
    [1, 1, 1],
    [7, 7, 1],
    [0, 0, 1],
  ])('%i lost of %i: at most %f', (lost, asked, bound) => {
    expect(lossBound(lost, asked)).toBeCloseTo(bound, 5);
  });

  test('grows with what was lost, shrinks with what was asked', () => {
    for (let lost = 0; lost < 40; lost++) {
      expect(lossBound(lost + 1, 64)).toBeGreaterThan(lossBound(lost, 64));
      expect(lossBound(lost, 128)).toBeLessThan(lossBound(lost, 64));
    }
  });

  test('is exact: under it, so few losses have a chance of 5 %', () => {
    for (const [lost, asked] of [
      [1, 30],
      [12, 200],
      [400, 5000],
      [4990, 5000],
    ] as const) {
      expect(binomialAtMost(lost, asked, lossBound(lost, asked))).toBeCloseTo(0.05, 9);
    }
  });
});

describe('the binomial distribution', () => {
  test.each([
    [0, 3, 0.5, 0.125],
    [1, 3, 0.5, 0.5],
    [2, 3, 0.5, 0.875],
    [3, 3, 0.5, 1],
    [500, 1000, 0.5, 0.5126125090891803],
    [10, 10_000, 0.5, 0],
    [9_990, 10_000, 0.5, 1],
    [0, 10, 0, 1],
    [3, 10, 1, 0],
  ])('at most %i of %i at %f', (k, n, p, chance) => {
    expect(binomialAtMost(k, n, p)).toBeCloseTo(chance, 9);
  });
});

describe('what a limit takes', () => {
  test.each([
    [1, 1e-4, 29_956],
    [2, 1e-4, 299],
    [3, 1e-4, 64],
    [4, 1e-4, 29],
    [3, 1, 1],
  ])('%i attempts within %f: %i controls', (attempts, limit, controls) => {
    expect(controlsNeeded(attempts, limit)).toBe(controls);
  });

  test('controls are the fewest that do', () => {
    for (const attempts of [2, 3, 4, 5, 8]) {
      const controls = controlsNeeded(attempts, 1e-4);
      expect(lossBound(0, controls) ** attempts).toBeLessThanOrEqual(1e-4);
      expect(lossBound(0, controls - 1) ** attempts).toBeGreaterThan(1e-4);
    }
  });

  test.each([
    [0.01, 1e-4, 2],
    [0.0101, 1e-4, 3],
    [0.5, 1e-4, 14],
    [0, 1e-4, 1],
    [1, 1e-4, Infinity],
    [0.3, 1, 1],
  ])('a loss of %f within %f: %d attempts', (loss, limit, attempts) => {
    expect(attemptsNeeded(loss, limit)).toBe(attempts);
  });
});

/**
 * The promise itself: whatever the true loss, the chance that a rule passes while one given open port was
 * missed stays within the limit. Exact sums: attempts are lost with `q` each, and the rule passes when the
 * bound of the controls' loss allows.
 */
describe('over every true loss, a missed port passes with at most the limit', () => {
  const limit = 1e-4;
  test.each([2, 3, 4, 6, 8])('%i attempts', (attempts) => {
    const controls = controlsNeeded(attempts, limit) * 3;
    // The most losses under which the rule still passes.
    let most = -1;
    while (lossBound(most + 1, controls) ** attempts <= limit) most++;
    for (let q = 0.001; q < 1; q += 0.001) {
      const passes = most < 0 ? 0 : binomialAtMost(most, controls, q);
      expect(q ** attempts * passes).toBeLessThanOrEqual(limit);
    }
  });

  test('also when the run goes on until the bound allows, through three stages', () => {
    // Every moment at which a stage can stop: attempts so far in all stages, controls, and the most losses.
    const stops: { attempts: number; controls: number; most: number }[] = [];
    let before = 0;
    for (const mostAttempts of [8, 12, 16]) {
      let most = -1;
      for (let attempts = 3; attempts <= mostAttempts; attempts++) {
        const controls = 22 * attempts;
        while (lossBound(most + 1, controls) ** attempts <= limit) most++;
        if (most >= 0) stops.push({ attempts: before + attempts, controls, most });
      }
      before += mostAttempts;
    }
    for (let q = 0.002; q < 1; q += 0.002) {
      // The port must have been missed in all attempts so far: the sum over the stops bounds the chance.
      const chances = stops.map(
        ({ attempts, controls, most }) => q ** attempts * binomialAtMost(most, controls, q),
      );
      expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeLessThanOrEqual(1.05 * limit);
    }
  });
});
