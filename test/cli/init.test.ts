import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import type { World } from '../../src/cli/world.ts';
import { loadSite } from '../../src/site/load.ts';
import { fakeWorld } from './fake-world.ts';

let scratch: string;
beforeEach(async () => (scratch = await mkdtemp(join(tmpdir(), 'init-'))));
afterEach(() => rm(scratch, { recursive: true }));

const profile = 'lync-server-2013/reverse-proxy';

async function init(args: readonly string[], more: Partial<World> = {}) {
  const { world, written } = fakeWorld(['init', ...args], { cwd: scratch, ...more });
  return { status: await runCommandLine(world), ...written };
}

const filled = [
  ['--profile', profile, '--site', 'contoso'],
  ['--role', 'front-end=127.0.0.20', '--role', 'reverse-proxy-external=127.0.0.10,rp.contoso.test'],
  ['--source', 'internet=127.0.0.7', '--source', 'reverse-proxy-internal=127.0.0.11'],
  ['--name', 'published=meet.contoso.test', '--condition', 'autodiscover-over-http=yes'],
].flat();

describe('init', () => {
  test('writes from flags a file that loads, its scope just the addresses given', async () => {
    const { status, stdout } = await init(filled);
    expect(status).toBe(0);
    expect(stdout).toContain('portwitness plan site.yaml');
    const { site } = await loadSite(join(scratch, 'site.yaml'));
    expect(site).toMatchObject({
      name: 'contoso',
      profiles: [
        { conditions: { 'autodiscover-over-http': true }, names: { published: ['meet.contoso.test'] } },
      ],
      roles: { 'reverse-proxy-external': ['127.0.0.10', 'rp.contoso.test'] },
      scope: { allow: [{ text: '127.0.0.20' }, { text: '127.0.0.10' }] },
    });
  });

  test('never writes over a file', async () => {
    await writeFile(join(scratch, 'site.yaml'), 'mine');
    const { status, stderr } = await init(filled);
    expect(status).toBe(2);
    expect(stderr).toContain('site.yaml: exists already; nothing was written over.');
    expect(await readFile(join(scratch, 'site.yaml'), 'utf8')).toBe('mine');
  });

  test.each([
    [[], '--profile is missing'],
    [['--profile', 'lync'], 'lync'],
    [['--profile', profile, '--role', 'frontend=10.0.0.1'], '--role: the profiles know no "frontend" there'],
    [['--profile', profile, '--role', 'front-end'], '--role: "front-end" is not WORD=VALUE'],
    [['--profile', profile, '--condition', 'autodiscover-over-http=maybe'], 'is answered by yes or no'],
  ])('%j: status 2, nothing written', async (args, sentence) => {
    const { status, stderr } = await init(args);
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
    expect(await readdir(scratch)).toEqual([]);
  });

  test('asks somebody at a terminal', async () => {
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    const stderr = new PassThrough();
    const answers = [
      profile,
      'contoso',
      'y',
      '',
      'meet.contoso.test',
      '',
      '127.0.0.10',
      '127.0.0.20',
      '',
      '',
      '127.0.0.7',
      '',
    ];
    stderr.on('data', (chunk: Buffer) => {
      if (/[?)\]] /.test(chunk.toString())) stdin.write(`${answers.shift() ?? ''}\r`);
    });
    const { status } = await init([], { stdin, stderr });
    expect(status).toBe(0);
    const text = await readFile(join(scratch, 'site.yaml'), 'utf8');
    expect(text).toContain('site: "contoso"');
    expect(text).toContain('autodiscover-over-http: true');
    expect(text).toContain('front-end: ["127.0.0.20"]');
    expect(text).toContain('internet: { standsFor: [internet], source: ["127.0.0.7"] }');
  });

  test('Ctrl-C in the middle writes nothing and ends with 130', async () => {
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    const stderr = new PassThrough();
    stderr.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Which profiles')) stdin.write('\u0003');
    });
    expect((await init([], { stdin, stderr })).status).toBe(130);
    expect(await readdir(scratch)).toEqual([]);
  });
});
