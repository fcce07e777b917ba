import { describe, expect, test } from '@jest/globals';
import { checkOf } from '../audit.ts';
import { runScenario, type Scenario } from './bed.ts';
import { found } from './endings.ts';

/** Slow enough that its two seconds end in the midst of the sweep. */
const interrupted = (signal: 'INT' | 'TERM' | 'KILL'): Scenario => ({
  name: `SIG${signal} after two seconds`,
  starter: ['timeout', '--preserve-status', '-s', signal, '2'],
  site: () => ({ pace: '{ rate: 40, perHost: 40, attempts: 3, attemptGapMs: 500, timeoutMs: 900 }' }),
  open: found,
  shut: found,
});

describe('what is not judged is not passed', () => {
  test.each(['INT', 'TERM'] as const)('SIG%s: status 130, what was seen is kept', async (signal) => {
    const audited = await runScenario(interrupted(signal), 'shut', 4, 'connect');
    expect(audited.status).toBe(130);
    expect(audited.report?.run.complete).toBe(false);
    expect(checkOf(audited, 'forbidden').verdict).toBe('inconclusive');
    expect(checkOf(audited, 'service').verdict).not.toBe('fail');
  });

  test('SIGKILL: no report at all, and a status that is no pass', async () => {
    const audited = await runScenario(interrupted('KILL'), 'shut', 4, 'connect');
    expect(audited.report).toBeNull();
    expect(audited.status).not.toBe(0);
  });
});
