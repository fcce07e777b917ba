import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readDocument } from '../../../src/input/read-document.ts';
import { findProfile, shippedProfiles } from '../../../src/profile/catalogue.ts';
import { lintProfile } from '../../../src/profile/lint/lint.ts';
import { loadProfile } from '../../../src/profile/load.ts';

const good = `id: own/product
version: 1.0.0
title: { en: Own product, es: Producto propio }
documents: { doc: { title: Ports } }
roles:
  client: { title: { en: Client, es: Cliente } }
  server: { title: { en: Server, es: Servidor } }
conditions:
  extra: { ask: { en: 'Is it in use?', es: '¿Se usa?' } }
flows:
  - { id: web, from: client, to: server, port: 443/tcp, need: required, cite: { document: doc } }
  - { id: files, from: client, to: server, port: 9000/tcp, need: { when: extra, then: required, otherwise: optional }, cite: { document: doc } }
closed:
  - { id: deny, from: client, to: server, ports: 1-65535/tcp, state: closed, control: web, cite: { document: doc } }
`;

async function lintsOf(path: string): Promise<string[]> {
  const profile = await loadProfile(path);
  return lintProfile(profile, await readDocument(path, path)).map(
    ({ line, reason }) => `${line} ${reason.code}`,
  );
}

async function lintsIn(text: string): Promise<string[]> {
  const file = join(mkdtempSync(join(tmpdir(), 'lint-')), 'own.yaml');
  writeFileSync(file, text);
  return lintsOf(file);
}

describe('lints', () => {
  test('say nothing of a good profile', async () => {
    expect(await lintsIn(good)).toEqual([]);
  });

  test.each([
    [
      'a rule without citation',
      ['need: required, cite: { document: doc }', 'need: required'],
      ['11 lintNoCite'],
    ],
    [
      'a document that nobody cites',
      ['doc: { title: Ports }', 'doc: { title: Ports }, other: { title: X }'],
      ['4 lintDocumentUnused'],
    ],
    [
      'a role that no rule names',
      ['roles:\n', 'roles:\n  spare: { title: { en: Spare, es: Reserva } }\n'],
      ['6 lintRoleUnused'],
    ],
    ['a role without title', ['title: { en: Client, es: Cliente }', 'excludes: []'], ['6 lintNoTitle']],
    [
      'a text in one language',
      ['{ en: Own product, es: Producto propio }', 'Own product'],
      ['3 lintOneLanguage'],
    ],
    [
      'a sentence left untranslated',
      ["en: 'Is it in use?', es: '¿Se usa?'", "en: 'Is it in use?', es: 'Is it in use?'"],
      ['9 lintSameWords'],
    ],
    ['the same need either way', ['otherwise: optional', 'otherwise: required'], ['12 lintConditionIdle']],
    ['a condition asked twice', ['when: extra', 'when: { any: [extra, extra] }'], ['12 lintConditionIdle']],
    ['no control', [', control: web', ''], ['14 lintNoControl']],
    ['a port twice on one path', ['9000/tcp', '443/tcp'], ['12 lintOverlap']],
    ['a name that IANA gives another port', ['id: files', 'id: ssh-files'], []],
    [
      'a port that IANA gives another name',
      [
        'id: files, from: client, to: server, port: 9000/tcp',
        'id: ssh-files, from: client, to: server, port: 25/tcp',
      ],
      ['12 lintRegisteredName'],
    ],
  ])('find %s', async (_, [from, to], expected) => {
    expect(good).toContain(from);
    expect(await lintsIn(good.replace(from!, to!))).toEqual(expected);
  });

  test('say nothing of the shelf', async () => {
    const found = await Promise.all(
      (await shippedProfiles()).map(async (id) => ({ id, lints: await lintsOf(await findProfile(id, '/')) })),
    );
    expect(found.length).toBeGreaterThan(10);
    expect(found.filter(({ lints }) => lints.length > 0)).toEqual([]);
  });
});

describe('the shelf', () => {
  test('stands in folders by product, each file under its id', async () => {
    for (const id of await shippedProfiles()) {
      expect((await loadProfile(await findProfile(id, '/'))).id).toBe(id);
    }
  });
});
