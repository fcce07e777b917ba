import base from './jest.config.js';

/** The laboratory: scenarios in network namespaces, as root. Most of them wait more than they work: two files at a time. */
export default {
  ...base,
  roots: ['<rootDir>/test/lab'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 240_000,
  setupFilesAfterEnv: ['<rootDir>/test/lab/once-more.mjs'],
  globalSetup: './test/lab/build-first.mjs',
  maxWorkers: 2,
  maxConcurrency: 12,
};
