import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from '@jest/globals';
import { parseDocument } from '../../src/input/read-document.ts';
import { plainValue } from '../../src/input/source.ts';
import { findProfile, shippedProfiles } from '../../src/profile/catalogue.ts';
import { profileJsonSchema } from '../../src/profile/json-schema.ts';
import { siteJsonSchema } from '../../src/site/json-schema.ts';
import { ownProfile } from '../profile/own-profile.ts';
import { ownSite } from './own-site.ts';

const ajv = new Ajv2020({ strict: true, strictTypes: false });
const isProfile = ajv.compile(profileJsonSchema());
const isSite = ajv.compile(siteJsonSchema());

function read(text: string): unknown {
  return plainValue(parseDocument(text, 'a file', 'yaml').root);
}

describe('the JSON Schemas', () => {
  test('take every shipped profile', async () => {
    for (const id of await shippedProfiles()) {
      isProfile(read(await readFile(await findProfile(id, '/'), 'utf8')));
      expect(isProfile.errors).toBeNull();
    }
  });

  test('take a good profile and a good site', () => {
    expect([isProfile(read(ownProfile)), isSite(read(ownSite))]).toEqual([true, true]);
  });

  test.each([
    ['closed:', 'closd:'],
    ['443/tcp', '65536/tcp'],
    ['443/tcp', '"80 "'],
    ['443/tcp', '443'],
    ['443/tcp', '22:22'],
    ['need: required', 'need: requird'],
    ['names: published', 'name: published'],
    ['default: false', 'default: no'],
    ['version: 1.0.0\n', ''],
  ])('refuse a profile with %j made %j', (from, to) => {
    expect(isProfile(read(ownProfile.replace(from, to)))).toBe(false);
  });

  test.each([
    ['scope:', 'scop:'],
    ['extra: true', 'extra: no'],
    ['spare: []', 'spare:'],
    ['rate: 100', 'rate: abc'],
    ['rate: 100', 'timeoutMs: 0'],
    ['8443/tcp', '8443'],
    ['until: 2027-01-31', 'until: 31-01-2027'],
    ['2026-01-01T00:00:00Z', '2026-01-01'],
  ])('refuse a site with %j made %j', (from, to) => {
    expect(isSite(read(ownSite.replace(from, to)))).toBe(false);
  });
});
