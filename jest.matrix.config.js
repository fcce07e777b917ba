import base from './jest.config.js';

/** The matrix: real servers of every kind on loopback, and fuzzed ones. Needs openssl and nginx; no root. */
export default {
  ...base,
  roots: ['<rootDir>/test/matrix'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 30_000,
};
