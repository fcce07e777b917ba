import { describe, expect, test } from '@jest/globals';
import { formatChance, formatNumber, formatPercent, plural } from '../../src/text/number.ts';

describe('numbers as their readers write them', () => {
  test.each([
    [7, '7', '7'],
    [1234, '1,234', '1.234'],
    [65_535, '65,535', '65.535'],
    [1_234_567, '1,234,567', '1.234.567'],
    [2.5, '2.5', '2,5'],
  ])('%d', (value, en, es) => {
    expect([formatNumber('en', value), formatNumber('es', value)]).toEqual([en, es]);
  });

  test.each([
    [0.9, '90%', '90 %'],
    [0.5, '50%', '50 %'],
    [1 / 1234, '1 in 1,200', '1 entre 1.200'],
    [1e-4, '1 in 10,000', '1 entre 10.000'],
    [0, 'less than 1 in 1,000,000,000,000', 'menos de 1 entre 1.000.000.000.000'],
  ])('a chance of %d', (chance, en, es) => {
    expect([formatChance('en', chance), spaced(formatChance('es', chance))]).toEqual([en, es]);
  });

  test('shares and counts', () => {
    expect([formatPercent('en', 0.0123), spaced(formatPercent('es', 0.0123))]).toEqual(['1.2%', '1,2 %']);
    const forms = { one: '# puerto', other: '# puertos' };
    expect([1, 1000].map((count) => plural('es', count, forms))).toEqual(['1 puerto', '1.000 puertos']);
  });
});

/** Spanish sets the percent sign apart with a space that does not break. */
function spaced(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}
