import { describe, expect, test } from '@jest/globals';
import { InputError } from '../../src/model/mistake.ts';
import { reportFailure } from '../../src/cli/failure.ts';
import { openSession } from '../../src/cli/session.ts';
import { fakeWorld } from './fake-world.ts';

function report(error: unknown, env: Record<string, string> = {}) {
  const { world, written } = fakeWorld([], { env });
  const status = reportFailure(error, openSession(world, 'en', false));
  return { status, stderr: written.stderr };
}

describe('a failure', () => {
  test('bad input is told with its place, at most fifty times', () => {
    const reason = { code: 'argumentMissing', values: { argument: 'SITE' } };
    const mistakes = Array.from({ length: 60 }, (_, i) => ({
      file: 'site.yaml',
      line: i + 1,
      column: 3,
      reason,
    }));
    const { status, stderr } = report(new InputError(mistakes));
    expect(status).toBe(2);
    expect(stderr.split('\n')[0]).toBe('site.yaml:1:3: SITE is missing.');
    expect(stderr.split('\n').slice(-2)).toEqual(['… and 10 more.', '']);
  });

  test('a full disk is the machine’s trouble, without a stack trace', () => {
    const error = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      path: 'out/report.json',
    });
    expect(report(error)).toEqual({ status: 3, stderr: 'portwitness: out/report.json: the disk is full.\n' });
  });

  test('a defect hides its stack until DEBUG asks for it', () => {
    const quiet = report(new TypeError('x is not a function'));
    expect(quiet.status).toBe(3);
    expect(quiet.stderr).toContain('DEBUG=portwitness');
    expect(quiet.stderr).not.toContain('    at ');
    expect(report(new TypeError('x is not a function'), { DEBUG: 'portwitness' }).stderr).toContain(
      '    at ',
    );
  });
});
