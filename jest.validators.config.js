import base from './jest.config.js';

/** Machine formats before other people's validators: nmap's DTD, promtool, Microsoft's SARIF Multitool. */
export default {
  ...base,
  roots: ['<rootDir>/test/validators'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 60_000,
  maxWorkers: 1,
};
