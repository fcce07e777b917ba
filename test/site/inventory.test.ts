import { join } from 'node:path';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { loadSite } from '../../src/site/load.ts';
import { folderWith, mistakesOf } from '../input/temporary.ts';
import { ownProfile } from '../profile/own-profile.ts';
import { ownSite } from './own-site.ts';

const withFile = ownSite.replace('roles:\n', 'rolesFile: hosts.csv\nroles:\n');

function load(folder: string, file = 'site.yaml') {
  return loadSite(join(folder, file));
}

describe('a rolesFile', () => {
  test('adds its hosts to those of the site', async () => {
    const folder = await folderWith({
      'site.yaml': withFile,
      'own.yaml': ownProfile,
      'hosts.csv':
        'owner,role,address\r\nops,server,192.0.2.11\r\n"a, b","server","srv2.example.com"\r\n\r\n',
    });
    const { site } = await load(folder);
    expect(site.roles['server']).toEqual(['192.0.2.10', 'srv.example.com', '192.0.2.11', 'srv2.example.com']);
  });

  test('belongs to the site: with other hosts it has another hash', async () => {
    const files = { 'site.yaml': withFile, 'own.yaml': ownProfile };
    const hashOf = async (hosts: string) =>
      (await load(await folderWith({ ...files, 'hosts.csv': `role,address\n${hosts}` }))).site.sha256;
    const first = await hashOf('server,192.0.2.11\n');
    expect(await hashOf('server,192.0.2.11\n')).toBe(first);
    expect(await hashOf('server,192.0.2.11\nserver,192.0.2.12\n')).not.toBe(first);
  });

  test.each([
    [
      'role,adress\n',
      ['hosts.csv:1:1 The first line is "role,adress". Expected: the titles of the columns, role,address.'],
    ],
    ['role,address\nserver\n', ['hosts.csv:2:1 This line has 1 columns. Expected: 2, as in the first line.']],
    ['role,address\nserver,\n', ['hosts.csv:2:8 The column address is blank.']],
    ['role,address\n,192.0.2.11\n', ['hosts.csv:2:1 The column role is blank.']],
    [
      'role,address\nserver, 192.0.2.11\n',
      ['hosts.csv:2:8 " 192.0.2.11" is neither an address nor a host name.'],
    ],
    [
      'role,address\nserver,010.0.0.1\nserver,::ffff:10.0.0.1\nserver,fe80::1\n',
      [
        'hosts.csv:2:8 "010.0.0.1" has a number with a leading zero, which some programs read as octal. Write it without zeros in front.',
        'hosts.csv:3:8 "::ffff:10.0.0.1" is an IPv4 address in IPv6 notation. Write the IPv4 address itself.',
        'hosts.csv:4:8 "fe80::1" is a link-local address, which needs the interface that it is reached through, as fe80::1%eth0.',
      ],
    ],
    [
      'role,address\nservr,192.0.2.11\n',
      ['hosts.csv:2:1 There is no role "servr". Expected: client, server, spare. Did you mean "server"?'],
    ],
    [
      'role,address\nserver,10.9.9.9\n',
      ['hosts.csv:2:8 10.9.9.9 (server) is outside the scope. Add it to scope, or take it out of roles.'],
    ],
    [
      'role,address\n__proto__,192.0.2.11\n',
      ['hosts.csv:2:1 "__proto__" can\'t be used as a key or a name.'],
    ],
    ['', ['hosts.csv The file is empty.']],
    [
      '\uFEFFrole,address\n',
      ['hosts.csv The file begins with a byte order mark. Save it as UTF-8 without BOM.'],
    ],
  ])('with %j', async (csv, expected) => {
    const folder = await folderWith({ 'site.yaml': withFile, 'own.yaml': ownProfile, 'hosts.csv': csv });
    expect(await mistakesOf(() => load(folder))).toEqual(expected);
  });
});

function outside(path: string): string {
  return `"${path}" leads out of the folder of this file. Expected: a file in that folder or below it, and no symbolic link out of it.`;
}

describe('files that a site names', () => {
  test('may lie below its folder, but not beside it', async () => {
    const folder = await folderWith({ 'own.yaml': ownProfile, 'hosts.csv': 'role,address\n' });
    await mkdir(join(folder, 'sites/profiles'), { recursive: true });
    await writeFile(join(folder, 'sites/profiles/own.yaml'), ownProfile);
    await writeFile(join(folder, 'sites/good.yaml'), ownSite.replace('./own.yaml', 'profiles/own.yaml'));
    await writeFile(
      join(folder, 'sites/bad.yaml'),
      withFile.replace('./own.yaml', '../own.yaml').replace('hosts.csv', '../hosts.csv'),
    );
    expect(await mistakesOf(() => load(folder, 'sites/good.yaml'))).toEqual([]);
    expect(await mistakesOf(() => load(folder, 'sites/bad.yaml'))).toEqual([
      `bad.yaml:3:10 ${outside('../own.yaml')}`,
      `bad.yaml:7:12 ${outside('../hosts.csv')}`,
    ]);
  });

  test('must not lead out by a symbolic link, of a file or of a folder', async () => {
    const elsewhere = await folderWith({ 'own.yaml': ownProfile, 'hosts.csv': 'role,address\n' });
    const folder = await folderWith({
      'site.yaml': withFile.replace('./own.yaml', './link.yaml').replace('hosts.csv', 'away/hosts.csv'),
    });
    await symlink(join(elsewhere, 'own.yaml'), join(folder, 'link.yaml'));
    await symlink(elsewhere, join(folder, 'away'));
    expect(await mistakesOf(() => load(folder))).toEqual([
      `site.yaml:3:10 ${outside('./link.yaml')}`,
      `site.yaml:7:12 ${outside('away/hosts.csv')}`,
    ]);
  });

  test('must be files', async () => {
    const folder = await folderWith({
      'site.yaml': withFile.replace('hosts.csv', 'folder'),
      'own.yaml': ownProfile,
    });
    await mkdir(join(folder, 'folder'));
    expect(await mistakesOf(() => load(folder))).toEqual([
      'folder This is a folder or a device. Expected: a file.',
    ]);
    expect(await mistakesOf(() => load(folder, 'missing.yaml'))).toEqual([
      'missing.yaml There is no such file.',
    ]);
  });
});

describe('vantages of this machine', () => {
  const two = ownSite.replace(', source: 198.51.100.7 }', ' }\n  dmz: { standsFor: [server] }');

  test('need no source where the command line chooses one', async () => {
    const folder = await folderWith({ 'site.yaml': two, 'own.yaml': ownProfile });
    const choose = (...vantages: string[]) =>
      mistakesOf(() => loadSite(join(folder, 'site.yaml'), { vantages }));
    expect(await choose('dmz')).toEqual([]);
    expect(await choose('dmz', 'outside')).toHaveLength(2);
    expect(await choose('dmzz')).toEqual([
      ' There is no vantage "dmzz". Expected: outside, dmz. Did you mean "dmz"?',
    ]);
  });
});

describe('a large inventory', () => {
  const hosts = Array.from({ length: 20_000 }, (_, i) => `10.${1 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`);
  const bigSite = {
    site: 'big',
    profiles: [{ use: './own.yaml', names: { published: 'www.example.com' } }],
    vantages: { outside: { standsFor: 'client' } },
    scope: ['10.0.0.0/8'],
  };

  test('of twenty thousand hosts is read from JSON and from CSV alike', async () => {
    const folder = await folderWith({
      'own.yaml': ownProfile,
      'site.json': JSON.stringify({ ...bigSite, roles: { server: hosts } }),
      'csv.json': JSON.stringify({ ...bigSite, rolesFile: 'hosts.csv' }),
      'hosts.csv': ['role,address', ...hosts.map((host) => `server,${host}`)].join('\n'),
    });
    const [json, csv] = [await load(folder, 'site.json'), await load(folder, 'csv.json')];
    expect(json.site.roles['server']!.join()).toBe(hosts.join());
    expect(csv.site.roles['server']!.join()).toBe(hosts.join());
  }, 60_000);

  test('tells each bad line', async () => {
    const folder = await folderWith({
      'own.yaml': ownProfile,
      'csv.json': JSON.stringify({ ...bigSite, rolesFile: 'hosts.csv' }),
      'hosts.csv': [
        'role,address',
        ...hosts.map((host, i) => `server,${i % 10_000 === 9 ? `0${host}` : host}`),
      ].join('\n'),
    });
    const mistakes = await mistakesOf(() => load(folder, 'csv.json'));
    expect(mistakes.map((line) => line.split(' ')[0])).toEqual(['hosts.csv:11:8', 'hosts.csv:10011:8']);
  }, 60_000);
});
