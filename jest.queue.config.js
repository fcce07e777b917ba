import base from './jest.config.js';

/** A real redis-server with TLS, client certificates and users, on loopback. Needs redis-server and openssl; no root. */
export default {
  ...base,
  roots: ['<rootDir>/test/queue'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
  globalSetup: './test/lab/build-first.mjs',
  maxWorkers: 1,
};
