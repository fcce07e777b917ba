import type { Expected } from './bed.ts';

/** What scenarios end in, most of them. */
export const found = { status: 1, closed: 'fail closedOpen' } as const satisfies Expected;
export const shut = { status: 0, closed: 'pass closedProven' } as const satisfies Expected;
export const shutByAnswers = { status: 0, closed: 'pass closedAnswered' } as const satisfies Expected;
export const unsure = (code: string) =>
  ({ status: 3, closed: `inconclusive ${code}` }) as const satisfies Expected;
/** Where chance decides whether an answer comes through. */
export const foundOrUnsure = {
  status: [1, 3],
  closed: ['fail closedOpen', 'inconclusive *'],
} as const satisfies Expected;
export const shutOrUnsure = {
  status: [0, 3],
  closed: ['pass closedProven', 'inconclusive *'],
} as const satisfies Expected;

/** Slow enough that a fault can come in the midst of a round. */
export const slowPace = '{ rate: 200, perHost: 200, attempts: 3, attemptGapMs: 500, timeoutMs: 900 }';
