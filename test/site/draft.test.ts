import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { languages } from '../../src/model/language.ts';
import type { Profile } from '../../src/model/profile.ts';
import { findProfile, shippedProfiles } from '../../src/profile/catalogue.ts';
import { loadProfile } from '../../src/profile/load.ts';
import { draftSite } from '../../src/site/draft.ts';
import { loadSite } from '../../src/site/load.ts';
import { folderWith, mistakesOf } from '../input/temporary.ts';

async function shipped(): Promise<Profile[]> {
  const ids = await shippedProfiles();
  return Promise.all(ids.map(async (id) => loadProfile(await findProfile(id, '/'))));
}

/** Fills in what a person would: one address or name in each empty list. */
function filledIn(draft: string): string {
  return draft
    .replaceAll(/^(      [\w-]+: )\[\]$/gm, '$1[www.example.com]')
    .replaceAll(/^(  (?!deny)[\w-]+: )\[\]$/gm, '$1[192.0.2.10]')
    .replaceAll('source: []', 'source: 198.51.100.7')
    .replace('allow: [192.0.2.10]', 'allow: [192.0.2.0/24]');
}

describe.each(languages)('a drafted site in %s', (language) => {
  test('of every shipped profile loads once it is filled in', async () => {
    for (const profile of await shipped()) {
      const folder = await folderWith({ 'site.yaml': filledIn(draftSite([profile], language)) });
      const { site, profiles } = await loadSite(join(folder, 'site.yaml'));
      expect(profiles).toEqual([profile]);
      expect(Object.values(site.roles).flat()).not.toEqual([]);
    }
  });

  test('of all shipped profiles together loads too', async () => {
    const profiles = await shipped();
    const folder = await folderWith({ 'site.yaml': filledIn(draftSite(profiles, language)) });
    expect((await loadSite(join(folder, 'site.yaml'))).profiles).toEqual(profiles);
  });

  test('loads with nothing uncommented but what was answered', async () => {
    const [profile] = (await shipped()).filter(({ id }) => id === 'lync-server-2013/reverse-proxy');
    const draft = draftSite([profile!], language, {
      site: 'Zürich "one"',
      conditions: { 'autodiscover-over-http': true },
      names: { published: ['meet.example.com'], autodiscover: [] },
      roles: { 'reverse-proxy-external': ['203.0.113.10'] },
      sources: { internet: ['198.51.100.7'], 'reverse-proxy-internal': ['10.0.1.10'] },
      scope: ['203.0.113.10'],
    });
    const folder = await folderWith({ 'site.yaml': draft });
    const { site } = await loadSite(join(folder, 'site.yaml'));
    expect(site.name).toBe('Zürich "one"');
    expect(site.profiles[0]!.conditions).toEqual({
      'autodiscover-over-http': true,
      'office-web-apps-conferencing': false,
    });
    expect(site.roles['front-end']).toEqual([]);
  });

  test('asks every question of its profile, in that language', async () => {
    const [profile] = (await shipped()).filter(({ id }) => id === 'lync-server-2013/reverse-proxy');
    const draft = draftSite([profile!], language).replaceAll(/\n *# /g, ' ');
    for (const { ask } of [...Object.values(profile!.conditions), ...Object.values(profile!.names)])
      expect(draft).toContain(ask[language]);
  });
});

test('a draft that nobody filled in says what is missing, and no more', async () => {
  const [profile] = (await shipped()).filter(({ id }) => id === 'lync-server-2013/reverse-proxy');
  const folder = await folderWith({ 'site.yaml': draftSite([profile!], 'en') });
  const mistakes = await mistakesOf(() => loadSite(join(folder, 'site.yaml')));
  expect(mistakes.map((line) => line.replace(/^\S+ /, ''))).toEqual([
    'The list is empty. Expected: at least one entry.',
    'The list is empty. Expected: at least one entry.',
    'The list is empty. Expected: at least one entry.',
    'The scope allows nothing. Expected: the networks that may be sent packets.',
  ]);
});
