import { rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { commands } from '../../src/cli/commands.ts';
import { headsOf, idOf, linksOf, runsIn } from '../../src/evidence/links.ts';
import { messageOf } from '../../src/text/catalogue.ts';
import type { World } from '../../src/cli/world.ts';
import { fakeWorld } from './fake-world.ts';
import { onePortProfile, onePortSite } from './one-port.ts';

let scratch: string;
let profile: string;
let listener: Server;
let port: number;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'commands-'));
  profile = join(scratch, 'profile.yaml');
  await writeFile(profile, onePortProfile);
  listener = createServer((socket) => socket.on('error', () => socket.destroy()).destroySoon());
  port = await new Promise((resolve) => {
    listener.listen({ host: '127.0.0.1', port: 0 }, () => resolve((listener.address() as AddressInfo).port));
  });
});

afterAll(async () => {
  await new Promise((resolve) => listener.close(resolve));
  await rm(scratch, { recursive: true });
});

async function run(args: readonly string[], more: Partial<World> = {}) {
  const { world, written } = fakeWorld(args, { cwd: scratch, now: () => new Date(), ...more });
  return { status: await runCommandLine(world), ...written };
}

async function site(name: string, text: string): Promise<string> {
  const file = join(scratch, name);
  await writeFile(file, text);
  return file;
}

describe('audit', () => {
  test('a port that is open as documented: compliant, status 0', async () => {
    const { status, stdout } = await run([
      'audit',
      await site('open.yaml', onePortSite(port)),
      '--format',
      'json',
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'compliant', counts: { pass: 1 } });
  });

  test('a documented port that is shut: non-compliant, status 1', async () => {
    const { status, stdout } = await run([
      'audit',
      await site('shut.yaml', onePortSite(1)),
      '--format',
      'json',
    ]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'nonCompliant', counts: { fail: 1 } });
  });

  test('--quiet prints nothing where all is well', async () => {
    const file = await site('quiet.yaml', onePortSite(port));
    const junit = join(scratch, 'quiet.xml');
    const ended = await run(['audit', file, '--quiet', '--format', `junit=${junit}`]);
    expect(ended).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await readFile(junit, 'utf8')).toContain('<testsuite');
  });

  test('a folder that is lost in mid-run: the report is still printed, status 3 with the reason', async () => {
    const out = join(scratch, 'lost');
    const thief = createServer((socket) => {
      rmSync(out, { recursive: true, force: true });
      socket.on('error', () => socket.destroy()).destroySoon();
    });
    const theirs: number = await new Promise((resolve) => {
      thief.listen({ host: '127.0.0.1', port: 0 }, () => resolve((thief.address() as AddressInfo).port));
    });
    const file = await site('lost.yaml', onePortSite(theirs));
    const { status, stdout, stderr } = await run(['audit', file, '--out', out]);
    await new Promise((resolve) => thief.close(resolve));
    expect(status).toBe(3);
    expect(stdout).toContain('COMPLIANT');
    const [reason, rescued] = stderr.split('\n');
    expect(reason).toBe(`portwitness: ${out} can't be written: its folder does not exist.`);
    const refuge = /^portwitness: Nothing is lost: the run is kept in (\S+) instead\.$/.exec(rescued!)![1]!;
    expect((await run(['report', refuge])).stdout).toContain('COMPLIANT');
    await rm(refuge, { recursive: true });
  });

  test('an interruption keeps what was seen, judges it, and ends with 130', async () => {
    const file = await site('interrupted.yaml', onePortSite(port));
    const interrupted = AbortSignal.abort();
    const { status, stdout } = await run(['audit', file, '--format', 'json'], { interrupted });
    expect(status).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ run: { complete: false }, outcome: 'inconclusive' });
  });

  test('outside the authorization: status 2, nothing kept', async () => {
    const over = "authorization: { reference: CHG-1, until: '2020-01-01T00:00:00Z' }";
    const file = await site('over.yaml', onePortSite(port, over));
    const { status, stdout, stderr } = await run(['audit', file, '--out', join(scratch, 'never')]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('2020-01-01');
  });

  test('a plan larger than the site allows wants a confirmation', async () => {
    const file = await site('large.yaml', onePortSite(port, 'limits: { attempts: 1 }'));
    const refused = await run(['audit', file]);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('--yes');
    expect((await run(['audit', file, '--yes'])).status).toBe(0);
  });

  test('a run is kept, and reported again from its folder in another language', async () => {
    const file = await site('kept.yaml', onePortSite(port));
    const out = join(scratch, 'kept');
    expect((await run(['audit', file, '--out', out])).status).toBe(0);
    expect((await run(['report', out, '--lang', 'es'])).stdout).toContain('CONFORME');
    const again = await run(['audit', file, '--out', out]);
    expect(again.status).toBe(2);
    expect(again.stderr).toContain(`${out}: this folder holds something already.`);
  });

  test('--out with a slash at its end: each run gets a folder of its own, and follows the one before', async () => {
    const file = await site('each.yaml', onePortSite(port));
    const base = join(scratch, 'runs');
    for (let i = 0; i < 3; i++) expect((await run(['audit', file, '--out', `${base}/`])).status).toBe(0);
    const runs = await runsIn(base);
    expect(runs.map(({ folder }) => folder)).toEqual(runs.map((found) => idOf(found)));
    const before = runs.map((found) => linksOf(found).map((link) => link.run));
    expect(before.map((links) => links.length).toSorted((a, b) => a - b)).toEqual([0, 1, 1]);
    expect(new Set(before.flat()).size).toBe(2);
    expect(headsOf(runs, 'test')).toHaveLength(1);
  });

  test.each([
    [['--rate', 'abc'], '--rate: "abc" is neither a whole number'],
    [['--rate', '0'], '--rate: "0" is neither'],
    [['--rate', '-5'], '--rate: "-5" is neither'],
    [['--timeout', '0'], '--timeout: "0" is not a whole number from 1 to 600000.'],
    [['--timeout', '1e3'], '--timeout: "1e3" is not a whole number'],
    [['--timeout='], '--timeout needs a value.'],
    [['--timeout', 'NaN'], '--timeout: "NaN" is not'],
    [['--out', 'a', '--out', 'b'], '--out is given more than once'],
    [['--sweeper', 'sny'], '--sweeper: "sny" is none of auto, syn, connect. Did you mean "syn"?'],
    [['--only', 'no-such-rule'], 'no check and no rule of this site is called no-such-rule'],
    [['--only', 'service', '--only', 'servise'], 'no check and no rule of this site is called servise'],
    [['--vantage', 'loca'], 'local'],
    [['--format', 'yaml'], 'There is no format "yaml"'],
  ])('%j: status 2, nothing sent', async (options, sentence) => {
    const file = await site('bad.yaml', onePortSite(port));
    const { status, stdout, stderr } = await run(['audit', file, ...options]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(sentence);
  });
});

test('every mistake of a command line is told at once', async () => {
  const { status, stderr } = await run([
    'audit',
    '--rate',
    'abc',
    '--format',
    'yaml',
    '--timeout',
    '0',
    '--ot',
    'x',
  ]);
  expect(status).toBe(2);
  expect(stderr.split('\n').map((line) => line.slice(0, 48))).toEqual([
    'portwitness: --rate: "abc" is neither a whole nu',
    'portwitness: --timeout: "0" is not a whole numbe',
    'portwitness: There is no format "yaml"; there ar',
    'portwitness: There is no option --ot here. Did y',
    'portwitness: SITE is missing.',
    'Nothing has been sent. The help: portwitness --h',
    '',
  ]);
});

describe('plan', () => {
  test('says what would be sent, and sends nothing', async () => {
    const file = await site('plan.yaml', onePortSite(port));
    const { status, stdout } = await run(['plan', file]);
    expect(status).toBe(0);
    expect(stdout).toContain('local');
    expect(stdout).toContain('127.0.0.1');
    expect(stdout).toContain('Nothing has been sent.');
  });

  test('as JSON, with an unlimited rate as null', async () => {
    const file = await site('plan.yaml', onePortSite(port));
    const { stdout } = await run(['plan', file, '--rate', 'max', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      method: { pace: { rate: null } },
      targets: [{ address: '127.0.0.1', documented: String(port) }],
    });
  });

  test('--no-resolve leaves names alone', async () => {
    const text = onePortSite(port).replace('there: [127.0.0.1]', 'there: [127.0.0.1, nowhere.invalid]');
    const { status, stdout } = await run(['plan', await site('names.yaml', text), '--no-resolve']);
    expect(status).toBe(0);
    expect(stdout).toContain('The name nowhere.invalid was left alone (--no-resolve).');
  });
});

describe('profile', () => {
  test('list names what comes along', async () => {
    const { status, stdout } = await run(['profile', 'list']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/lync-server-2013\/reverse-proxy .* 2015-03-09/);
  });

  test('show tells flows with their citation, in both languages', async () => {
    const id = 'lync-server-2013/reverse-proxy';
    expect((await run(['profile', 'show', id])).stdout).toContain('4443/tcp, required');
    expect((await run(['profile', 'show', id, '--lang', 'es'])).stdout).toContain('4443/tcp, obligatorio');
    expect((await run(['profile', 'show', 'lync-server-2013/reverse-prxy'])).status).toBe(2);
  });

  test('check: 0 when clean, 1 with findings, 2 without a file', async () => {
    expect(await run(['profile', 'check', profile])).toMatchObject({ status: 0, stderr: '' });
    const broken = await site('broken.yaml', onePortProfile.replace('need: required', 'need: perhaps'));
    const found = await run(['profile', 'check', profile, broken]);
    expect(found.status).toBe(1);
    expect(found.stdout).toMatch(/broken\.yaml:\d+:\d+: /);
    expect((await run(['profile', 'check', join(scratch, 'none.yaml')])).status).toBe(2);
    expect((await run(['profile', 'check'])).stderr).toContain('FILE is missing.');
  });
});

describe('the help', () => {
  test.each(commands.map(({ name }) => name))('of %s has examples, in both languages', async (name) => {
    const english = await run([...name.split(' '), '--help']);
    expect(english.status).toBe(0);
    expect(english.stdout).toContain('Examples:');
    const spanish = await run([...name.split(' '), '--help', '--lang', 'es']);
    expect(spanish.stdout).toContain('Ejemplos:');
  });

  test('every text of every command is in the catalogue', async () => {
    const loaded = await Promise.all(commands.map(({ load }) => load()));
    const codes = loaded.flatMap(({ summary, operands, options, examples }) => [
      summary,
      ...Object.values({ ...operands, ...options }).map(({ help }) => help),
      ...examples.map(({ says }) => says),
    ]);
    expect(codes.filter((code) => messageOf(code) === undefined)).toEqual([]);
  });

  test('every command is known under its own name', async () => {
    const loaded = await Promise.all(commands.map(({ load }) => load()));
    expect(loaded.map(({ name, summary }) => ({ name, summary }))).toEqual(
      commands.map(({ name, summary }) => ({ name, summary })),
    );
  });
});
