import type { Standing } from './describe.ts';

/** A sign for each standing, so that none is told by its colour alone. */
export const marks: Readonly<Record<Standing, string>> = {
  fail: '✗',
  inconclusive: '?',
  waived: '~',
  pass: '✓',
  notApplicable: '–',
};
