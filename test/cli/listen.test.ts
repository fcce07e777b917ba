import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import type { Report } from '../../src/model/report.ts';
import { fakeWorld } from './fake-world.ts';

let folder: string;
let port: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'far-side-'));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  await new Promise((resolve) => server.close(resolve));
  writeFileSync(
    join(folder, 'profile.yaml'),
    `
id: test/far-side
version: 1.0.0
title: { en: Far side, es: Otro lado }
roles: { scanner: { title: { en: S, es: E } }, server: { title: { en: V, es: S } }, other: { title: { en: O, es: O } } }
flows:
  - { id: web, from: scanner, to: server, port: ${port}/tcp, need: required }
  - { id: turn, from: scanner, to: server, port: ${port}/udp, need: required }
`,
  );
  writeFileSync(
    join(folder, 'site.yaml'),
    `
site: ${basename(folder).toLowerCase()}
profiles: [{ use: ./profile.yaml }]
roles: { server: [127.0.0.1], other: [192.0.2.1] }
vantages: { here: { standsFor: [scanner], source: 127.0.0.2 } }
scope: [127.0.0.1]
pace: { rate: max, perHost: max, attempts: 3, attemptGapMs: 100, timeoutMs: 300 }
`,
  );
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(args: readonly string[], interrupted = new AbortController().signal) {
  const { world, written } = fakeWorld(args, { cwd: folder, interrupted, now: () => new Date() });
  const status = await runCommandLine(world);
  return { status, ...written };
}

const site = () => join(folder, 'site.yaml');
const listen = (...args: string[]) => ['listen', site(), '--role', 'server', '--log', 'log.jsonl', ...args];

/** Lets a listener stand while something is done, then interrupts it. */
async function whileListening<T>(use: () => Promise<T>, args: readonly string[] = listen()) {
  const stop = new AbortController();
  const listening = run(args, stop.signal);
  const log = join(folder, 'log.jsonl');
  while ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) === 0)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const done = await use();
  stop.abort();
  return { done, listened: await listening };
}

const audit = (...args: string[]) =>
  run(['audit', site(), '--sweeper', 'connect', '--format', `json=${join(folder, 'r.json')}`, ...args]);
const endings = () =>
  (JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8')) as Report).checks.map(
    ({ rule, verdict, reasonCode }) => `${rule} ${verdict} ${reasonCode}`,
  );

describe('listen', () => {
  test('makes a key for its owner alone, stands, and ends whole when it is interrupted', async () => {
    const { done, listened } = await whileListening(() =>
      audit('--far-side', 'log.jsonl', '--out', join(folder, 'run')),
    );
    expect([done.status, done.stderr]).toEqual([0, '']);
    expect(endings()).toEqual(['turn pass farSideProven', 'web pass farSideProven']);
    expect(listened.status).toBe(0);
    expect(listened.stderr).toContain('far-side.key');
    expect(statSync(join(folder, 'far-side.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'log.jsonl'), 'utf8')).toContain('"kind":"closed"');
    // The key stays with those who have it.
    const secret = readFileSync(join(folder, 'far-side.key'), 'utf8').trim().split(' ')[1]!;
    for (const file of ['observations.jsonl', 'plan.jsonl', 'report.json'])
      expect(readFileSync(join(folder, 'run', file), 'utf8')).not.toContain(secret);
  });

  test('a run that had no log at hand is judged with it afterwards', async () => {
    await whileListening(() =>
      audit('--far-side-key', join(folder, 'far-side.key'), '--out', join(folder, 'run')),
    );
    const again = ['judge', join(folder, 'run'), '--format', `json=${join(folder, 'r.json')}`];
    expect((await run([...again, '--far-side', 'log.jsonl'])).status).toBe(0);
    expect(endings()).toEqual(['turn pass farSideProven', 'web pass farSideProven']);
    const observations = readFileSync(join(folder, 'run', 'observations.jsonl'), 'utf8');
    expect(observations).toContain('"kind":"farSide"');
  });

  test('a log of another key is refused, and so is one that was changed', async () => {
    await whileListening(async () => undefined);
    await run(['listen', site(), '--role', 'server', '--key', 'other.key', '--log', 'nowhere/x']);
    const foreign = await audit('--far-side', 'log.jsonl', '--far-side-key', 'other.key');
    expect([foreign.status, foreign.stderr]).toEqual([2, expect.stringContaining('another key')]);
    const log = readFileSync(join(folder, 'log.jsonl'), 'utf8');
    writeFileSync(join(folder, 'log.jsonl'), log.replace('"kind":"closed"', '"kind":"opened"'));
    // Other lines may stand before it: what the kernel lost of all that passed on a busy machine.
    const line = log.split('\n').findIndex((text) => text.includes('"kind":"closed"')) + 1;
    const altered = await audit('--far-side', 'log.jsonl');
    expect([altered.status, altered.stderr]).toEqual([2, expect.stringContaining(`log.jsonl:${line}:`)]);
    expect((await audit('--far-side', 'missing.jsonl')).status).toBe(2);
  });

  test('a listener of another key proves nothing', async () => {
    writeFileSync(join(folder, 'mine.key'), `portwitness-far-side-key-1 ${'A'.repeat(43)}\n`);
    const { done } = await whileListening(() => audit('--far-side-key', 'mine.key'));
    expect(done.status).toBe(3);
    expect(endings()).toEqual(['turn inconclusive udpFlowSilent', 'web pass flowOpen']);
  });

  test.each<[string, string[], string]>([
    ['no role', [], '--role'],
    ['an unknown role', ['--role', 'sever'], '"server"'],
    ['a role that nothing leads to', ['--role', 'other'], 'nothing to listen for'],
    ['an address of another machine', ['--role', 'server', '--address', '192.0.2.1'], '192.0.2.1'],
    ['an address that is none', ['--role', 'server', '--address', '127.1'], '127.1'],
  ])('%s is bad usage', async (_, args, says) => {
    const { status, stderr } = await run(['listen', site(), ...args]);
    expect([status, stderr]).toEqual([2, expect.stringContaining(says)]);
  });

  test('a log is never written over, and a key file must be one', async () => {
    writeFileSync(join(folder, 'log.jsonl'), 'evidence');
    expect((await run(listen())).status).toBe(2);
    expect(readFileSync(join(folder, 'log.jsonl'), 'utf8')).toBe('evidence');
    writeFileSync(join(folder, 'bad.key'), 'secret');
    expect((await run(listen('--key', 'bad.key', '--log', 'new.jsonl'))).status).toBe(2);
  });
});
