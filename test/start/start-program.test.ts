import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { compiledFileName, digestOf, packCompiled } from '../../src/start/compiled-code.ts';
import { compilePart, readCompiled, startProgram } from '../../src/start/start-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'portwitness-start-'));
const program = join(folder, 'program');
const startUrl = String(pathToFileURL(join(folder, 'cli', 'main.js')));
const answer = join(folder, 'answer');

beforeEach(() => {
  mkdirSync(program, { recursive: true });
  rmSync(answer, { force: true });
  part('main', `require('node:fs').writeFileSync(${JSON.stringify(answer)}, require('./other.cjs').word);`);
  part('other', `exports.word = 'one';`);
});

afterAll(() => rmSync(folder, { recursive: true }));

function part(name: string, source: string): void {
  writeFileSync(join(program, `${name}.cjs`), source);
}

function urlOf(name: string): URL {
  return pathToFileURL(join(program, name));
}

/** Keeps the parts compiled as they are now. */
function keepCompiled(): void {
  const kept = ['main.cjs', 'other.cjs'].map((name) => {
    const compiled = compilePart(urlOf(name), new Map()).createCachedData();
    return [digestOf(readFileSync(urlOf(name))), compiled] as const;
  });
  writeFileSync(join(program, compiledFileName('main')), packCompiled(new Map(kept)));
}

function run(): string {
  startProgram(startUrl, 'main');
  return readFileSync(answer, 'utf8');
}

describe('a program in parts', () => {
  test('runs without compiled code', () => {
    expect(run()).toBe('one');
  });

  test('runs from compiled code, which V8 takes', () => {
    keepCompiled();
    expect(run()).toBe('one');
    const compiled = readCompiled(urlOf(compiledFileName('main')));
    expect(compilePart(urlOf('other.cjs'), compiled).cachedDataRejected).toBe(false);
  });

  test('runs what a part says now, not what it said when it was compiled', () => {
    keepCompiled();
    part('other', `exports.word = 'two';`);
    expect(run()).toBe('two');
  });

  test('runs a part that somebody wrote other letters into', () => {
    part('other', `exports.word = 'año';`);
    expect(run()).toBe('año');
  });

  test.each([
    ['garbage', () => Buffer.from('garbage')],
    ['code that V8 does not know', () => packCompiled(new Map([[otherDigest(), Buffer.alloc(400, 1)]]))],
  ])('runs beside compiled code that is %s', (_, file) => {
    writeFileSync(join(program, compiledFileName('main')), file());
    expect(run()).toBe('one');
  });

  test('loads a part once, and tells it where the program was started from', () => {
    part('main', `require('./count.cjs'); require('./count.cjs');`);
    part(
      'count',
      `require('node:fs').appendFileSync(${JSON.stringify(answer)}, programUrl.endsWith('cli/main.js') + ' ');`,
    );
    expect(run()).toBe('true ');
  });
});

function otherDigest(): string {
  return digestOf(readFileSync(urlOf('other.cjs')));
}
