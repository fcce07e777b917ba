import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { takeHold } from '../../src/evidence/hold.ts';

let scratch: string;
let file: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hold-'));
  file = join(scratch, 'running');
});
afterEach(() => rm(scratch, { recursive: true }));

const processes = (own: number, ...alive: number[]) => ({
  own,
  isAlive: (pid: number) => [own, ...alive].includes(pid),
});

test('one process has it, the other is told which; when it is released, the next one gets it', async () => {
  const first = await takeHold(file, processes(process.pid));
  expect(await takeHold(file, processes(process.ppid, process.pid))).toMatchObject({
    held: false,
    by: { pid: process.pid },
  });
  if (first.held) await first.release();
  expect((await takeHold(file, processes(process.ppid))).held).toBe(true);
});

test('of many that try at once where a killed process left its file, one gets it', async () => {
  await writeFile(`${file}.3`, JSON.stringify({ pid: 4_000_000, boot: null, started: null }));
  const alive = Array.from({ length: 20 }, (_, i) => 1_000_000 + i);
  const holds = await Promise.all(alive.map((own) => takeHold(file, processes(own, ...alive))));
  expect(holds.filter(({ held }) => held)).toHaveLength(1);
});

test('a number that another process has now, and a file that is broken, hold nothing', async () => {
  await writeFile(`${file}.1`, JSON.stringify({ pid: process.pid, boot: null, started: 'long ago' }));
  await writeFile(`${file}.2`, '{"pid":');
  const hold = await takeHold(file, processes(process.ppid, process.pid));
  expect(hold.held).toBe(true);
  if (hold.held) await hold.release();
  expect(await readdir(scratch)).toEqual([]);
});
