import { appendFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import type { World } from '../../src/cli/world.ts';
import type { Report } from '../../src/model/report.ts';
import { fakeWorld } from './fake-world.ts';
import { onePortProfile, onePortSite } from './one-port.ts';

// whole audits, on machines that do other things too
jest.setTimeout(30_000);

let scratch: string;
let site: string;
let listener: Server;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'resume-'));
  listener = createServer((socket) => socket.on('error', () => socket.destroy()).destroySoon());
  await new Promise<void>((resolve) => {
    listener.listen({ host: '127.0.0.1', port: 0 }, resolve);
  });
  await writeFile(join(scratch, 'profile.yaml'), onePortProfile);
  site = join(scratch, 'site.yaml');
  await writeFile(site, onePortSite((listener.address() as AddressInfo).port));
});

afterAll(async () => {
  await new Promise((resolve) => listener.close(resolve));
  await rm(scratch, { recursive: true });
});

async function run(args: readonly string[], more: Partial<World> = {}) {
  const { world, written } = fakeWorld(args, { cwd: scratch, now: () => new Date(), ...more });
  return { status: await runCommandLine(world), ...written };
}

function at(name: string): string {
  return join(scratch, name);
}

async function reportIn(folder: string): Promise<Report> {
  return JSON.parse(await readFile(join(scratch, folder, 'report.json'), 'utf8')) as Report;
}

describe('audit --resume', () => {
  test('a run that was interrupted goes on, as it began, and keeps its earlier report', async () => {
    const interrupted = AbortSignal.abort();
    expect((await run(['audit', site, '--out', at('cut')], { interrupted })).status).toBe(130);
    expect((await run(['audit', '--resume', at('cut'), '--quiet'])).status).toBe(0);
    const report = await reportIn('cut');
    expect(report).toMatchObject({ outcome: 'compliant', run: { complete: true } });
    expect(report.warnings?.map(({ reasonCode }) => reasonCode)).toEqual(['runResumed']);
    expect(await reportIn(join('cut', 'earlier-1'))).toMatchObject({
      outcome: 'inconclusive',
      run: { id: report.run.id, complete: false },
    });
    expect((await readdir(join(scratch, 'cut'))).toSorted()).toContain('manifest.json');
  });

  test('what a kill left of a last line is cut off, and kept in the journal', async () => {
    const interrupted = AbortSignal.abort();
    await run(['audit', site, '--out', at('torn')], { interrupted });
    await appendFile(join(scratch, 'torn', 'observations.jsonl'), '{"kind":"swe');
    expect((await run(['audit', '--resume', at('torn')])).status).toBe(0);
    const journal = await readFile(join(scratch, 'torn', 'journal.jsonl'), 'utf8');
    expect(journal).toContain(JSON.stringify({ torn: '{"kind":"swe' }).slice(1, -1));
    const observations = await readFile(join(scratch, 'torn', 'observations.jsonl'), 'utf8');
    for (const line of observations.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('kind');
  });

  test('a site that has changed since changes nothing: the run goes on with what it kept', async () => {
    const interrupted = AbortSignal.abort();
    await run(['audit', site, '--out', at('changed')], { interrupted });
    const before = await readFile(site, 'utf8');
    await writeFile(site, before.replace('site: test', 'site: another'));
    expect((await run(['audit', '--resume', at('changed')])).status).toBe(0);
    await writeFile(site, before);
    expect((await reportIn('changed')).site.name).toBe('test');
  });

  test('a forbidden port that was open before the interruption fails the run, though it is shut since', async () => {
    const forbidden = createServer((socket) => socket.on('error', () => socket.destroy()).destroySoon());
    await new Promise<void>((resolve) => {
      forbidden.listen({ host: '127.0.0.1', port: 0 }, resolve);
    });
    const { port } = forbidden.address() as AddressInfo;
    await writeFile(
      join(scratch, 'strict.yaml'),
      `${onePortProfile.replace('test/one-port', 'test/strict')}
closed: [{ id: deny, from: here, to: there, ports: ${port}/tcp, state: closed }]
`,
    );
    const strict = join(scratch, 'strict-site.yaml');
    await writeFile(strict, (await readFile(site, 'utf8')).replace('./profile.yaml', './strict.yaml'));
    expect((await run(['audit', strict, '--out', at('seen'), '--quiet'])).status).toBe(1);
    // as an interruption after the port was seen leaves it
    const file = (name: string) => join(scratch, 'seen', name);
    const edit = async (name: string, from: string, to: string) => {
      const text = await readFile(file(name), 'utf8');
      expect(text).toContain(from);
      await writeFile(file(name), text.replace(from, to));
    };
    await edit('observations.jsonl', '"whole":true', '"whole":false');
    await edit('journal.jsonl', '"complete":true', '"complete":false');
    await rm(file('manifest.json'));
    await new Promise((resolve) => forbidden.close(resolve));

    expect((await run(['audit', '--resume', at('seen'), '--quiet'])).status).toBe(1);
    const report = await reportIn('seen');
    expect(report).toMatchObject({ outcome: 'nonCompliant', run: { complete: true } });
    expect(report.checks.find(({ rule }) => rule === 'deny')).toMatchObject({
      verdict: 'fail',
      reasonCode: 'closedOpen',
      observed: { open: [port] },
    });
    const { stdout } = await run(['judge', at('seen'), '--format', 'json']);
    expect(JSON.parse(stdout)).toEqual(report);
  });

  test('weeks later everything is asked again, and a waiver that ended meanwhile covers nothing', async () => {
    const path = join(scratch, 'waived.yaml');
    const service = createServer((socket) => socket.on('error', () => socket.destroy()).destroySoon());
    await new Promise<void>((resolve) => {
      service.listen({ host: '127.0.0.1', port: 0 }, resolve);
    });
    const waiver = `waivers: [{ check: test/one-port/service, until: 2026-11-21, by: me, reason: soon }]`;
    await writeFile(path, onePortSite((service.address() as AddressInfo).port, waiver));
    const then = { now: () => new Date('2026-11-20T10:00:00Z') };
    expect((await run(['audit', path, '--out', at('weeks'), '--quiet'], then)).status).toBe(0);
    // cut short after its only address was asked
    const journal = join(scratch, 'weeks', 'journal.jsonl');
    const text = await readFile(journal, 'utf8');
    await writeFile(journal, text.replace('"complete":true', '"complete":false'));
    await rm(join(scratch, 'weeks', 'manifest.json'));
    await new Promise((resolve) => service.close(resolve));

    const weeksLater = { now: () => new Date('2026-12-20T10:00:00Z') };
    expect((await run(['audit', '--resume', at('weeks'), '--quiet'], weeksLater)).status).toBe(1);
    const report = await reportIn('weeks');
    expect(report).toMatchObject({ outcome: 'nonCompliant', counts: { fail: 1, waived: 0 } });
    expect(report.checks[0]).toMatchObject({ reasonCode: 'flowRefused' });
  });

  test.each([
    ['here', '', 0],
    ['on another machine, is asked anew', 'another-', 1],
  ])('what was asked %s', async (_what, prefix, status) => {
    const folder = `host${prefix}`;
    const service = createServer((socket) => socket.on('error', () => socket.destroy()).destroySoon());
    await new Promise<void>((resolve) => {
      service.listen({ host: '127.0.0.1', port: 0 }, resolve);
    });
    const path = join(scratch, 'host.yaml');
    await writeFile(path, onePortSite((service.address() as AddressInfo).port));
    expect((await run(['audit', path, '--out', at(folder), '--quiet'])).status).toBe(0);
    const journal = join(scratch, folder, 'journal.jsonl');
    const text = await readFile(journal, 'utf8');
    await writeFile(
      journal,
      text.replace('"complete":true', '"complete":false').replace('"host":"', `"host":"${prefix}`),
    );
    await rm(join(scratch, folder, 'manifest.json'));
    await new Promise((resolve) => service.close(resolve));
    expect((await run(['audit', '--resume', at(folder), '--quiet'])).status).toBe(status);
  });

  test('a run that is complete, goes on in another process, or is none: status 2, nothing sent', async () => {
    await run(['audit', site, '--out', at('done')]);
    const again = await run(['audit', '--resume', at('done')]);
    expect(again).toMatchObject({ status: 2, stdout: '' });
    expect(again.stderr).toContain('complete');
    await run(['audit', site, '--out', at('going')], { interrupted: AbortSignal.abort() });
    const holder = { pid: process.ppid, boot: null, started: null };
    await writeFile(join(scratch, 'going', 'running.1'), JSON.stringify(holder));
    const beside = await run(['audit', '--resume', at('going')]);
    expect(beside).toMatchObject({ status: 2, stdout: '' });
    expect(beside.stderr).toContain(`process ${process.ppid}`);
    expect((await run(['audit', '--resume', at('nowhere')])).status).toBe(2);
  });

  test('what the run settles can not be said again', async () => {
    const { status, stderr } = await run([
      'audit',
      site,
      '--resume',
      at('cut'),
      '--rate',
      '5',
      '--out',
      at('x'),
    ]);
    expect(status).toBe(2);
    for (const word of ['SITE', '--rate', '--out']) expect(stderr).toContain(`${word} can't be given`);
  });
});

describe('judge', () => {
  test('gives the very report of the run, and its status', async () => {
    await run(['audit', site, '--out', at('judged'), '--only', 'service']);
    const { status, stdout } = await run(['judge', at('judged'), '--format', 'json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual(await reportIn('judged'));
  });

  test('of a run that did not end: incomplete, never compliant', async () => {
    await run(['audit', site, '--out', at('killed')]);
    for (const name of ['report.json', 'manifest.json']) await rm(join(scratch, 'killed', name));
    const journal = join(scratch, 'killed', 'journal.jsonl');
    const lines = (await readFile(journal, 'utf8')).trimEnd().split('\n');
    await writeFile(journal, `${lines.slice(0, -1).join('\n')}\n`);
    const { status, stdout } = await run(['judge', at('killed'), '--format', 'json']);
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ run: { complete: false }, outcome: 'inconclusive' });
    expect((await run(['report', at('killed')])).stderr).toContain('audit --resume');
  });
});
