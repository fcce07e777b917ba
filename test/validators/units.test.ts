import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

let folder: string;
const shipped = 'packaging/systemd';
const units = readdirSync(shipped).map((name) => name.replace('@', '@contoso'));

/** As they are installed for a site; the program itself is not here. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portwitness-units-'));
  for (const name of readdirSync(shipped)) {
    const text = readFileSync(join(shipped, name), 'utf8').replaceAll('/usr/bin/portwitness', '/bin/true');
    for (const copy of [name, name.replace('@', '@contoso')]) writeFileSync(join(folder, copy), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(units)('%s', (name) => {
  test('systemd has nothing to say of it', () => {
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', join(folder, name)], {
      encoding: 'utf8',
    });
    expect([status, stdout, stderr]).toEqual([0, '', '']);
  });
});

test.each(units.filter((name) => name.endsWith('.service')))('%s is hardened', (name) => {
  const { status, stdout } = spawnSync(
    'systemd-analyze',
    ['security', '--offline=yes', '--threshold=20', '--no-pager', join(folder, name)],
    { encoding: 'utf8' },
  );
  expect([status, stdout.match(/Overall exposure.*/)?.[0]]).toEqual([0, expect.stringContaining('OK')]);
});
