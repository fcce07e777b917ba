import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compiledFileName } from '../../src/start/compiled-code.ts';

interface PackageFile {
  readonly version: string;
  readonly dependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
  readonly bundleDependencies: string[];
}

const own = JSON.parse(readFileSync('package.json', 'utf8')) as PackageFile;
const scratch = mkdtempSync(join(tmpdir(), 'portwitness-package-'));
const home = join(scratch, 'home');
const installed = join(home, 'node_modules', 'portwitness');

beforeAll(() => {
  npm(process.cwd(), 'pack', '--pack-destination', scratch);
  const tarball = join(scratch, `portwitness-${own.version}.tgz`);
  // an empty cache, and no registry to ask: what is not in the tarball can't be had
  npm(scratch, 'install', '--offline', '--cache', join(scratch, 'cache'), '--prefix', home, tarball);
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function npm(cwd: string, ...args: string[]): void {
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd, stdio: 'pipe' });
}

/** Runs the installed command, in an empty folder. */
function run(...args: string[]): string {
  const script = join(home, 'node_modules', '.bin', 'portwitness');
  return execFileSync(script, args, { cwd: scratch, encoding: 'utf8', env: { PATH: process.env['PATH'] } });
}

describe('the package', () => {
  test('takes every dependency along', () => {
    const named = Object.keys({ ...own.dependencies, ...own.optionalDependencies });
    expect(own.bundleDependencies.toSorted()).toEqual(named.toSorted());
    const carried = readdirSync(join(installed, 'node_modules'));
    expect(named.filter((name) => !carried.includes(name.split('/')[0]!))).toEqual([]);
  });

  test('carries what it needs, and none of our sources and tests', () => {
    for (const part of ['dist', 'profiles', 'README.md', 'LICENSE', 'CHANGELOG.md', 'docs']) {
      expect([part, existsSync(join(installed, part))]).toEqual([part, true]);
    }
    expect(readdirSync(installed)).not.toEqual(expect.arrayContaining(['src']));
    expect(readdirSync(installed)).not.toEqual(expect.arrayContaining(['test']));
  });

  test('holds compiled code of its parts, which V8 takes', () => {
    const start = pathToFileURL(join(process.cwd(), 'build', 'start', 'start-program.js')).href;
    const program = pathToFileURL(join(installed, 'dist', 'program/')).href;
    // in a process of its own: jest's may have been started with other flags of V8
    const script = `
      import { readdirSync } from 'node:fs';
      import { compilePart, readCompiled } from '${start}';
      const folder = new URL('${program}');
      const compiled = readCompiled(new URL('${compiledFileName('main')}', folder));
      const parts = readdirSync(folder).filter((name) => name.endsWith('.cjs'));
      const taken = parts.map((name) => compilePart(new URL(name, folder), compiled).cachedDataRejected);
      console.log(taken.filter((it) => it === false).length, taken.filter((it) => it === true).length);`;
    const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      encoding: 'utf8',
    });
    const [accepted, rejected] = said.trim().split(' ').map(Number);
    expect({ enough: accepted! > 50, rejected }).toEqual({ enough: true, rejected: 0 });
  });

  test('runs without a network', () => {
    expect(run('--version')).toBe(`${own.version}\n`);
    expect(run('--help')).toContain('portwitness audit');
  });

  test.each(['--version', '--help', 'profile list', 'completion bash'])(
    '%s into a full disk: one message and status 3',
    (line) => {
      const script = join(home, 'node_modules', '.bin', 'portwitness');
      const { status, stderr } = spawnSync('sh', ['-c', `'${script}' ${line} > /dev/full`], {
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({
        status: 3,
        stderr: 'portwitness: No space is left to write standard output.\n',
      });
    },
  );

  test('finds its shipped profiles from any folder', () => {
    expect(run('profile', 'list')).toContain('lync-server-2013/reverse-proxy');
  });

  test('the demo works where it is installed, letters beyond ASCII included', () => {
    expect(run('demo', '--out', 'demo')).toContain('report');
    const page = readFileSync(join(scratch, 'demo', 'violation.html'), 'utf8');
    expect(page).toMatch(/ → .* · /s);
    expect(page).not.toMatch(/[ÂÃâ]/);
  });
});
