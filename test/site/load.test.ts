import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadSite } from '../../src/site/load.ts';
import { folderWith, mistakesOf } from '../input/temporary.ts';

const site = `site: contoso
profiles:
  - use: lync-server-2013/reverse-proxy
    conditions: { autodiscover-over-http: false }
    ports: { external-https: 8443/tcp }
    names: { published: [meet.contoso.com] }
roles:
  reverse-proxy-external: [203.0.113.10]
  reverse-proxy-internal: [10.0.1.10]
  front-end: [10.0.2.21, fe02.contoso.local, '2001:DB8:0::1']
  office-web-apps: []
vantages:
  outside: { standsFor: [internet], source: 198.51.100.7 }
  dmz: { standsFor: reverse-proxy-internal, source: [10.0.1.10, '2001:db8::10'] }
scope: { allow: [203.0.113.10/32, 10.0.2.0/24, '2001:db8::/64'], deny: [10.0.2.250/32] }
`;

describe('loadSite', () => {
  test('decodes a site, its profiles, and the defaults of what it leaves out', async () => {
    const folder = await folderWith({ 'site.yaml': site });
    const loaded = await loadSite(join(folder, 'site.yaml'));
    expect(loaded.profiles.map(({ id }) => id)).toEqual(['lync-server-2013/reverse-proxy']);
    expect(loaded.site).toMatchObject({
      name: 'contoso',
      profiles: [
        {
          use: 'lync-server-2013/reverse-proxy',
          conditions: { 'autodiscover-over-http': false },
          ports: { 'external-https': { ports: { from: 8443, to: 8443 }, protocol: 'tcp' } },
          names: { published: ['meet.contoso.com'] },
        },
      ],
      roles: {
        'front-end': ['10.0.2.21', 'fe02.contoso.local', '2001:db8::1'],
        'office-web-apps': [],
      },
      vantages: {
        outside: { standsFor: ['internet'], source: ['198.51.100.7'] },
        dmz: { standsFor: ['reverse-proxy-internal'], source: ['10.0.1.10', '2001:db8::10'] },
      },
      pace: { rate: 2000, perHost: 500, attempts: 3, attemptGapMs: 1000, timeoutMs: 3000 },
      limits: { missProbability: 1e-4, attempts: 5_000_000 },
      waivers: [],
    });
    expect(loaded.site.authorization).toBeUndefined();
    expect(loaded.site.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('tells every mistake of the site, its profile and its inventory at once', async () => {
    const folder = await folderWith({
      'site.yaml': site
        .replace('use: lync-server-2013/reverse-proxy', 'use: ./own.yaml')
        .replace('scope: {', 'rolesFile: hosts.csv\nscop: {'),
      'own.yaml': 'id: own\nversion: 1.0.0\ntitle: Own\nroles: { a: {} }\nflows: []\n',
      'hosts.csv': 'role,address\na,127.1\n',
    });
    expect(await mistakesOf(() => loadSite(join(folder, 'site.yaml')))).toEqual([
      'site.yaml:1:1 The key "scope" is missing here.',
      'site.yaml:16:1 "scop" is no key here. Expected: site, profiles, roles, rolesFile, vantages, scope, authorization, pace, limits, waivers, blackouts, notify, queue. Did you mean "scope"?',
      'own.yaml:1:1 The profile has no rules. Expected: at least one flow or one closed rule.',
      'hosts.csv:2:3 "127.1" is a shortened IPv4 address. Write all four numbers.',
    ]);
  });
});
