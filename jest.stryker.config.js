import base from './jest.config.js';

/** Mutation testing asks the judge's own tests alone: each mutant runs them anew. */
export default { ...base, roots: ['<rootDir>/test/judge'] };
