import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { scheduleJsonSchema, workerJsonSchema } from '../../src/fleet/json-schema.ts';
import { loadSchedule } from '../../src/fleet/schedule/settings.ts';
import { profileJsonSchema } from '../../src/profile/json-schema.ts';
import { loadProfile } from '../../src/profile/load.ts';
import { siteJsonSchema } from '../../src/site/json-schema.ts';
import { loadSite } from '../../src/site/load.ts';
import { folderWith } from '../input/temporary.ts';

async function page(name: string): Promise<string> {
  return readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
}

/** The examples of a page in one language of code. */
function examples(page: string, language: string): string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map((match) => match[1]!);
}

describe('the pages of the formats', () => {
  test('the example of a profile loads', async () => {
    const [yaml] = examples(await page('profile-format.md'), 'yaml');
    const folder = await folderWith({ 'shop.yaml': yaml! });
    const profile = await loadProfile(join(folder, 'shop.yaml'));
    expect(profile.flows.flatMap(({ expect }) => expect.map(({ name }) => name))).toEqual([
      'tls.names',
      'tls.lifetime',
      'http.status',
      'http.redirect',
    ]);
  });

  test('the example of a site loads, and so does its inventory', async () => {
    const text = await page('site-format.md');
    const [[yaml], [csv]] = [examples(text, 'yaml'), examples(text, 'csv')];
    const folder = await folderWith({ 'site.yaml': `${yaml}rolesFile: hosts.csv\n`, 'hosts.csv': csv! });
    const { site } = await loadSite(join(folder, 'site.yaml'));
    expect(site.roles['front-end']).toEqual([
      '10.0.2.21',
      'fe02.contoso.local',
      '10.0.2.22',
      'fe03.contoso.local',
    ]);
  });

  test('the example of a schedule loads', async () => {
    const [yaml] = examples(await page('schedule.md'), 'yaml');
    const folder = await folderWith({ 'schedule.yaml': yaml! });
    const { runs, board } = await loadSchedule(join(folder, 'schedule.yaml'), 'schedule.yaml');
    expect(runs).toEqual([
      expect.objectContaining({
        name: 'contoso-nightly',
        zone: 'Europe/Madrid',
        missed: 'run',
        lateAfterMs: 1_800_000,
        blackout: 'wait',
      }),
    ]);
    expect(board).toEqual({ port: 3080, host: '127.0.0.1', writable: false, exposed: false });
  });

  test('every key of the formats has its word there', async () => {
    for (const [name, schema] of [
      ['profile-format.md', profileJsonSchema()],
      ['site-format.md', siteJsonSchema()],
      ['schedule.md', scheduleJsonSchema()],
      ['fleet.md', workerJsonSchema()],
    ] as const) {
      const text = await page(name);
      const keys = Object.keys(schema['properties'] as object);
      expect(keys.filter((key) => !text.includes(`\`${key}\``) && key !== '$schema')).toEqual([]);
    }
  });
});
