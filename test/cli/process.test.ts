import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { runInProcess } from '../../src/cli/process.ts';

test('a process that ends before it has come to an answer ends inconclusive', async () => {
  const host = Object.assign(new EventEmitter(), {
    argv: ['node', 'main.js', '--version'],
    env: {},
    cwd: () => '/',
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    exitCode: undefined,
  }) as unknown as NodeJS.Process;
  const running = runInProcess(host, {});
  expect(host.exitCode).toBe(3);
  await running;
  expect(host.exitCode).toBe(0);
});
