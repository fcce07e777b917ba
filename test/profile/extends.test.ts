import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { InputError } from '../../src/model/mistake.ts';
import { loadProfile } from '../../src/profile/load.ts';

const base = `id: own/base
version: 1.0.0
title: { en: Base, es: Base }
documents: { guide: { title: Guide } }
roles:
  client: { title: { en: Client, es: Cliente } }
  server: { title: { en: Server, es: Servidor } }
conditions:
  extra: { ask: { en: Extra?, es: ¿Extra? } }
flows:
  - { id: web, from: client, to: server, port: 443/tcp, need: required, cite: { document: guide, table: ports, row: 1 } }
  - { id: old, from: client, to: server, port: 80/tcp, need: optional, cite: { document: guide } }
closed:
  - { id: deny, from: client, to: server, ports: 1-65535/tcp, state: closed, control: web, cite: { document: guide } }
`;

const own = `id: own/special
version: 1.0.0
title: { en: Special, es: Especial }
extends: ./base.yaml
roles: {}
flows:
  - { id: old, from: client, to: server, port: 80/tcp, need: { when: extra, then: required, otherwise: optional }, cite: { document: guide } }
  - { id: console, from: client, to: server, port: 8443/tcp, need: required }
closed:
  - { id: no-telnet, from: client, to: server, ports: 23/tcp, state: closed, control: web }
`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'extends-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

async function mistakesIn(files: Readonly<Record<string, string>>) {
  const folder = folderWith(files);
  try {
    await loadProfile(join(folder, 'own.yaml'));
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.mistakes.map(({ line, reason }) => ({ line, ...reason }));
  }
}

async function hashOver(text: string): Promise<string> {
  const folder = folderWith({ 'base.yaml': text, 'own.yaml': own });
  return (await loadProfile(join(folder, 'own.yaml'))).sha256;
}

describe('a profile that extends another', () => {
  test('has both their words and rules; its own replace those of the same id', async () => {
    const folder = folderWith({ 'base.yaml': base, 'own.yaml': own });
    const profile = await loadProfile(join(folder, 'own.yaml'));
    expect(profile.id).toBe('own/special');
    expect(profile.flows.map(({ id }) => id)).toEqual(['old', 'console', 'web']);
    expect(profile.flows[0]!.need).not.toBe('optional');
    expect(profile.closed.map(({ id }) => id)).toEqual(['no-telnet', 'deny']);
    expect(Object.keys(profile.roles)).toEqual(['client', 'server']);
    expect(profile.documents['guide']!.title).toBe('Guide');
  });

  test('has a hash that changes with either file', async () => {
    expect(await hashOver(base)).toBe(await hashOver(base));
    expect(await hashOver(base)).not.toBe(await hashOver(base.replace('Guide', 'Guide 2')));
  });

  test('must not forbid what its base requires: both citations are named', async () => {
    const files = { 'base.yaml': base, 'own.yaml': own.replace('23/tcp', '443/tcp') };
    expect(await mistakesIn(files)).toEqual([
      {
        line: 4,
        code: 'profilesConflict',
        values: {
          requires: 'own/base/web',
          requiresCite: 'Guide · ports · 1',
          forbids: 'own/special/no-telnet',
          forbidsCite: 'own/special',
          ports: '443/tcp',
        },
      },
    ]);
  });

  test.each([
    [
      'a role that neither has',
      { 'base.yaml': base, 'own.yaml': own.replace('to: server, port: 8443', 'to: sever, port: 8443') },
      ['8 unknownRole'],
    ],
    ['a base that is not there', { 'own.yaml': own }, ['4 includeMissing']],
    [
      'a mistake in the base',
      { 'base.yaml': base.replace('443/tcp', '443'), 'own.yaml': own },
      ['11 portWithoutProtocol'],
    ],
    [
      'a circle',
      { 'base.yaml': base.replace('roles:', 'extends: ./own.yaml\nroles:'), 'own.yaml': own },
      ['5 extendsCircle'],
    ],
  ])('tells of %s', async (_, files, expected) => {
    const found = await mistakesIn(files);
    expect(found.map(({ line, code }) => `${line} ${code}`)).toEqual(expected);
  });
});
