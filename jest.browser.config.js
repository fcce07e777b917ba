import base from './jest.config.js';

/** The HTML report in a real Chromium (Debian's), one page after another. */
export default {
  ...base,
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 60_000,
  maxWorkers: 1,
};
