import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import type { Report } from '../../src/model/report.ts';
import { fakeWorld } from './fake-world.ts';

/** nmap's and masscan's own files: 443 and 8080 open, 81-89 dropped, 90-94 prohibited, 1-80 and 95-200 reset. */
const file = (name: string) =>
  fileURLToPath(new URL(`../evidence/foreign/fixtures/${name}`, import.meta.url));
const syn = file('nmap-syn.xml');
const now = new Date('2026-11-22T20:00:00Z');

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'judge-foreign-'));
  await writeFile(
    join(scratch, 'profile.yaml'),
    `
id: test/foreign
version: 1.0.0
title: Foreign
roles: { here: {}, there: {} }
flows:
  - { id: https, from: here, to: there, port: 443/tcp, need: required }
  - { id: tls, from: here, to: there, port: 8080/tcp, need: required, expect: [{ tls: {} }] }
  - { id: reset, from: here, to: there, port: 80/tcp, need: required }
  - { id: dropped, from: here, to: there, port: 81/tcp, need: required }
closed:
  - { id: shut, from: here, to: there, ports: 95-200/tcp, state: closed }
  - { id: silent, from: here, to: there, ports: 82-89/tcp, state: blocked }
  - { id: prohibited, from: here, to: there, ports: 90-94/tcp, state: blocked }
`,
  );
});
afterEach(() => rm(scratch, { recursive: true }));

async function site(more = '', source = '192.0.2.7', address = '192.0.2.10'): Promise<string> {
  const path = join(scratch, 'site.yaml');
  await writeFile(
    path,
    `
site: foreign
profiles: [{ use: ./profile.yaml }]
roles: { there: [${address}] }
vantages: { dmz: { standsFor: here, source: ${source} } }
scope: [${address}/32]
${more}`,
  );
  return path;
}

async function judge(args: readonly string[], at = now) {
  const { world, written } = fakeWorld(['judge', ...args, '--format', 'json'], {
    cwd: scratch,
    now: () => at,
  });
  const status = await runCommandLine(world);
  const report = written.stdout === '' ? undefined : (JSON.parse(written.stdout) as Report);
  const verdicts = Object.fromEntries(
    (report?.checks ?? []).map(({ rule, verdict, reasonCode }) => [rule, `${verdict} ${reasonCode}`]),
  );
  return { status, report, verdicts, stderr: written.stderr };
}

/** A warning of that code. */
function refused(code: string) {
  return expect.objectContaining({ reasonCode: code });
}

/** A port as nmap writes it. */
function one(number: number, state: string, reason: string): string {
  return `<port protocol="tcp" portid="${number}"><state state="${state}" reason="${reason}" reason_ttl="64"/></port>`;
}

/** A whole file of nmap's. */
function scanOf(address: string, ports: string, start: Date, source = '192.0.2.7'): string {
  const at = start.getTime() / 1000;
  return `<nmaprun start="${at}" args="nmap -S ${source}"><scaninfo type="syn"/><host><address addr="${address}"/><ports>${ports}</ports></host><runstats><finished time="${at}" exit="success"/></runstats></nmaprun>`;
}

describe('a scan alone, for a site', () => {
  test('open is open, a reset of what is required fails it, and nothing is proven shut', async () => {
    const { status, verdicts, report } = await judge([await site(), '--nmap', syn]);
    expect(status).toBe(1);
    expect(verdicts).toEqual({
      https: 'pass flowOpen',
      tls: 'inconclusive flowExpectationOpen', // nobody spoke TLS with it
      reset: 'fail flowRefused',
      dropped: 'inconclusive flowUnknown',
      shut: 'inconclusive closedNoControl',
      silent: 'inconclusive closedUnknown',
      prohibited: 'inconclusive closedNoControl',
    });
    expect(report!.vantages).toEqual([
      { name: 'dmz', standsFor: ['here'], transport: 'nmap', source: ['192.0.2.7'] },
    ]);
    expect(report!.run).toMatchObject({ startedAt: '2026-11-22T19:37:13.000Z', complete: true });
  });

  test('a forbidden port that is open fails its rule', async () => {
    const text = readFileSync(syn, 'utf8').replace('portid="8080"', 'portid="150"');
    await writeFile(join(scratch, 'open.xml'), text);
    const { verdicts } = await judge([await site(), '--nmap', join(scratch, 'open.xml')]);
    expect(verdicts['shut']).toBe('fail closedOpen');
  });

  test('a connect scan knows errors of connect() alone', async () => {
    const { verdicts } = await judge([await site(), '--nmap', file('nmap-connect.xml')]);
    expect(verdicts).toMatchObject({ https: 'pass flowOpen', reset: 'inconclusive flowUnknown' });
  });

  test.each([
    ['--masscan', 'masscan.json', 'fail flowRefused'],
    ['--masscan', 'masscan.ndjson', 'fail flowRefused'],
    ['--naabu', 'naabu.jsonl', 'inconclusive flowUnknown'],
  ])('%s %s: what is not named is not known', async (option, name, reset) => {
    const { verdicts, report } = await judge([await site(), option, file(name)]);
    expect(verdicts).toMatchObject({
      https: 'pass flowOpen',
      reset,
      dropped: 'inconclusive flowUnknown',
      silent: 'inconclusive closedUnknown',
    });
    expect(Object.values(verdicts).filter((word) => word.startsWith('pass'))).toHaveLength(1);
    expect(report!.warnings!.map(({ reasonCode }) => reasonCode)).toContain('foreignSourceUnknown');
  });

  test('of two files the newer says whether a required port is open, in whatever order they are named', async () => {
    await writeFile(join(scratch, 'later.xml'), scanOf('192.0.2.10', one(443, 'closed', 'reset'), now));
    const path = await site();
    const files = [syn, join(scratch, 'later.xml')];
    for (const order of [files, files.toReversed()]) {
      const { verdicts } = await judge([path, ...order.flatMap((each) => ['--nmap', each])]);
      expect(verdicts).toMatchObject({ https: 'fail flowRefused', reset: 'fail flowRefused' });
    }
  });
});

describe('a scan that may not speak for the site', () => {
  test.each([
    ['from another source', '', '192.0.2.8', now, 'foreignOtherSource'],
    [
      'outside the window',
      'authorization: { from: 2026-11-22T20:00:00Z }',
      '192.0.2.7',
      now,
      'foreignUnauthorized',
    ],
    [
      'that ended after the window',
      'authorization: { until: 2026-11-22T19:37:14Z }',
      '192.0.2.7',
      now,
      'foreignUnauthorized',
    ],
    ['from the future', '', '192.0.2.7', new Date('2026-11-21T00:00:00Z'), 'foreignFromFuture'],
  ])('%s decides nothing', async (_, more, source, at, code) => {
    const { status, report } = await judge([await site(more, source), '--nmap', syn], at);
    expect(status).toBe(3);
    expect(report!.warnings).toContainEqual(refused(code));
    expect(new Set(report!.checks.map(({ verdict }) => verdict))).toEqual(new Set(['inconclusive']));
  });

  test('of other addresses says so', async () => {
    const { status, report } = await judge([await site('', '192.0.2.7', '192.0.2.99'), '--nmap', syn]);
    expect(status).toBe(3);
    expect(report!.warnings).toContainEqual(refused('foreignNothingNamed'));
  });

  test('is a mistake where it is no such file, or the vantage is not known', async () => {
    const wrong = await judge([await site(), '--nmap', file('masscan.json')]);
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('no file of nmap')]);
    const nobody = await judge([await site(), '--nmap', syn, '--vantage', 'dmx']);
    expect([nobody.status, nobody.stderr]).toEqual([2, expect.stringContaining('dmx')]);
  });
});

describe('beside a kept run', () => {
  let server: Server;
  let port: number;
  beforeEach(async () => {
    server = createServer((socket) => socket.on('error', () => socket.destroy()).destroySoon());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  test('a port that either saw open is open; nothing else of the file weakens the run', async () => {
    await writeFile(
      join(scratch, 'profile.yaml'),
      `
id: test/foreign
version: 1.0.0
title: Foreign
roles: { here: {}, there: {} }
flows: [{ id: https, from: here, to: there, port: ${port}/tcp, need: required }]
closed: [{ id: shut, from: here, to: there, ports: 1-20/tcp, state: closed }]
`,
    );
    const path = await site('pace: { attemptGapMs: 20, timeoutMs: 500 }', '127.0.0.7', '127.0.0.1');
    const { world } = fakeWorld(['audit', path, '--out', 'run', '--sweeper', 'connect', '--quiet'], {
      cwd: scratch,
      env: { XDG_RUNTIME_DIR: scratch },
      now: () => now,
    });
    expect(await runCommandLine(world)).toBe(0);
    const scan = (ports: string, start = now) =>
      writeFile(join(scratch, 'scan.xml'), scanOf('127.0.0.1', ports, start, '127.0.0.7'));
    const beside = () => judge([join(scratch, 'run'), '--nmap', join(scratch, 'scan.xml')]);

    await scan(one(port, 'filtered', 'no-response') + one(7, 'closed', 'reset'));
    expect((await beside()).verdicts).toEqual({ https: 'pass flowOpen', shut: 'pass closedAnswered' });
    await scan(one(7, 'open', 'syn-ack'));
    const opened = await beside();
    expect([opened.status, opened.verdicts['shut']]).toEqual([1, 'fail closedOpen']);
    expect(opened.report!.checks.find(({ rule }) => rule === 'shut')!.observed.open).toEqual([7]);
    await scan(one(7, 'open', 'syn-ack'), new Date(now.getTime() - 3 * 86_400_000));
    const old = await beside();
    expect([old.status, old.verdicts['shut']]).toEqual([0, 'pass closedAnswered']);
    expect(old.report!.warnings!.map(({ reasonCode }) => reasonCode)).toContain('foreignOtherTime');
  });

  test('a required port that the run saw shut stays shut, and no decoy of a file excuses an open port', async () => {
    const shut = await portThatIsShut();
    await writeFile(
      join(scratch, 'profile.yaml'),
      `
id: test/foreign
version: 1.0.0
title: Foreign
roles: { here: {}, there: {} }
flows:
  - { id: https, from: here, to: there, port: ${port}/tcp, need: required }
  - { id: broken, from: here, to: there, port: ${shut}/tcp, need: required }
closed: [{ id: shut, from: here, to: there, ports: 1-20/tcp, state: closed }]
`,
    );
    const path = await site('pace: { attemptGapMs: 20, timeoutMs: 500 }', '127.0.0.7', '127.0.0.1');
    const { world } = fakeWorld(['audit', path, '--out', 'run', '--sweeper', 'connect', '--quiet'], {
      cwd: scratch,
      env: { XDG_RUNTIME_DIR: scratch },
      now: () => now,
    });
    expect(await runCommandLine(world)).toBe(1);
    const open = [shut, ...Array.from({ length: 65_535 - 49_152 }, (_, i) => 49_153 + i), 7];
    const ports = [...new Set(open)].map((number) => one(number, 'open', 'syn-ack')).join('');
    await writeFile(join(scratch, 'scan.xml'), scanOf('127.0.0.1', ports, now, '127.0.0.7'));
    const { status, verdicts } = await judge([join(scratch, 'run'), '--nmap', join(scratch, 'scan.xml')]);
    expect([status, verdicts]).toEqual([
      1,
      { https: 'pass flowOpen', broken: 'fail flowRefused', shut: 'fail closedOpen' },
    ]);
  });
});

/** A port of loopback that somebody had a moment ago. */
async function portThatIsShut(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
