/** The laboratory (test/lab) needs root and network namespaces: jest.lab.config.js runs it. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/lab/',
    '<rootDir>/test/matrix/',
    '<rootDir>/test/browser/',
    '<rootDir>/test/package/',
    '<rootDir>/test/validators/',
    '<rootDir>/test/queue/',
  ],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
      },
    ],
  },
};
