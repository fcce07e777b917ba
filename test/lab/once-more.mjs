import { jest } from '@jest/globals';

// A machine that stalls for a moment can upset what is measured in kernel time: a test that fails is tried once
// more, with its first failure printed. The scenarios, which look for false passes, decide that for themselves.
jest.retryTimes(1, { logErrorsBeforeRetry: true });
