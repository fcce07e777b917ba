import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { reportFailure } from '../../src/cli/failure.ts';
import { OutputFailure, outputReason } from '../../src/cli/output-failure.ts';
import { parseOutputs } from '../../src/cli/output-requests.ts';
import { checkOutputs, writeReport } from '../../src/cli/output.ts';
import { openSession } from '../../src/cli/session.ts';
import { InputError } from '../../src/model/mistake.ts';
import { say } from '../../src/text/catalogue.ts';
import { lyncReport } from '../report/lync-report.ts';
import { fakeWorld } from './fake-world.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portwitness-output-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const report = lyncReport('en');

/** A stream whose reader went away. */
function closedPipe(): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
  });
}

/** Writes the report as asked, in a world with this standard output; answers status and what stderr says. */
async function writeAs(texts: readonly string[], stdout?: Writable, usual?: string) {
  const { world, written } = fakeWorld([], {
    cwd: folder,
    ...(stdout && { stdout }),
  });
  const session = openSession(world, 'en', true);
  const status = await writeReport(report, parseOutputs(texts, folder, usual), session).then(
    () => 0,
    (error: unknown) => reportFailure(error, session),
  );
  await new Promise((resolve) => setImmediate(resolve));
  return { status, ...written };
}

describe('--format', () => {
  test.each<[readonly string[], string]>([
    [['pdff'], 'There is no format "pdff"; there are: table, json, junit, csv, markdown'],
    [['__proto__'], 'There is no format "__proto__"'],
    [['json='], '--format json= names no file'],
    [['json', 'csv'], 'Only one format can go to standard output, not json, csv'],
    [['json=a', 'csv=./a'], 'Two formats would be written to the same file, ./a.'],
  ])('%j is a mistake', (texts, sentence) => {
    let said: string[] = [];
    try {
      parseOutputs(texts, '/home');
    } catch (error) {
      said = (error as InputError).mistakes.map(({ reason }) => say(reason, 'en'));
    }
    expect(said).toEqual([expect.stringContaining(sentence)]);
  });

  test('files may hold "=", and the usual format goes to standard output when nothing else does', () => {
    const requests = parseOutputs(['json=a=b.json'], '/home', 'table');
    expect(requests.map(({ format, file }) => [format.name, file?.path])).toEqual([
      ['json', '/home/a=b.json'],
      ['table', undefined],
    ]);
    expect(parseOutputs(['csv'], '/home', 'table').map(({ format }) => format.name)).toEqual(['csv']);
  });

  test('a binary format needs a file when standard output is a terminal', () => {
    const { world } = fakeWorld([]);
    const session = openSession(
      { ...world, stdout: Object.assign(world.stdout, { isTTY: true }) },
      'en',
      true,
    );
    const [request] = parseOutputs(['json'], '/');
    const binary = { ...request!, format: { ...request!.format, binary: true } };
    expect(() => checkOutputs([binary], session)).toThrow(InputError);
    expect(() => checkOutputs([request!], session)).not.toThrow();
  });
});

describe('results', () => {
  test('go to their files and to standard output', async () => {
    const { status, stdout } = await writeAs(['json=r.json', 'csv=r.csv'], undefined, 'table');
    expect([status, readdirSync(folder).toSorted()]).toEqual([0, ['r.csv', 'r.json']]);
    expect(stdout).toContain('NON-COMPLIANT');
    expect(JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8'))).toEqual(report);
  });

  test('a closed pipe ends in a sentence and status 3', async () => {
    expect(await writeAs(['table'], closedPipe())).toMatchObject({
      status: 3,
      stderr:
        'portwitness: Standard output was closed before everything was written: what was printed is not the whole.\n',
    });
  });

  test('a full disk behind standard output does too', async () => {
    expect(await writeAs(['json'], createWriteStream('/dev/full'))).toMatchObject({
      status: 3,
      stderr: 'portwitness: No space is left to write standard output.\n',
    });
  });

  test.each([
    ['/dev/full', 'No space is left to write /dev/full.'],
    ['folder', "folder can't be written: it is a folder."],
    ['absent/r.json', "absent/r.json can't be written: its folder does not exist."],
    ['evil\u001b[2J/r.json', String.raw`evil\x1b[2J/r.json can't be written: its folder does not exist.`],
  ])('%j: status 3, no part left behind, the other files written', async (file, sentence) => {
    mkdirSync(join(folder, 'folder'));
    const { status, stderr } = await writeAs([`json=${file}`, 'csv=r.csv']);
    expect([status, stderr]).toEqual([3, `portwitness: ${sentence}\n`]);
    expect(readdirSync(folder).toSorted()).toEqual(['folder', 'r.csv']);
  });

  test('a device stays a device, a link stays a link, a mode stays a mode', async () => {
    writeFileSync(join(folder, 'old.json'), 'old', { mode: 0o600 });
    symlinkSync('old.json', join(folder, 'link.json'));
    const { status } = await writeAs(['json=link.json', 'csv=/dev/null']);
    expect([status, readdirSync(folder).toSorted()]).toEqual([0, ['link.json', 'old.json']]);
    expect(statSync(join(folder, 'old.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'old.json'), 'utf8')).toContain('portwitness/report/1');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});

test.each([
  ['ENOSPC', 'outputFull'],
  ['EROFS', 'outputReadOnly'],
  ['EACCES', 'outputReadOnly'],
  ['EIO', 'outputFailed'],
])('%s is told as %s', (code, message) => {
  expect(outputReason(Object.assign(new Error('x'), { code }), 'f').code).toBe(message);
  expect(new OutputFailure([outputReason({ code }, 'f')]).message).toBe(message);
});
