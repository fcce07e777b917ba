import base from './jest.config.js';

/** The package as it is installed: packs it once, installs it without a network, and runs it. */
export default {
  ...base,
  roots: ['<rootDir>/test/package'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
  maxWorkers: 1,
};
