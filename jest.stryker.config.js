import base from './jest.config.js';

/**
 * Mutation testing asks the judge's own tests alone, and as one file: each mutant runs them anew, and loading the
 * program once instead of once per file is most of the time.
 */
export default {
  ...base,
  roots: ['<rootDir>/test/judge'],
  testMatch: ['<rootDir>/test/judge/every-test.ts'],
};
