import base from './jest.config.js';

/** What needs a real redis-server (Debian's package), on loopback. */
export default {
  ...base,
  roots: ['<rootDir>/test/queue'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 60_000,
  maxWorkers: 1,
};
