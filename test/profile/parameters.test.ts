import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { formatPorts } from '../../src/model/ports.ts';
import type { Profile } from '../../src/model/profile.ts';
import { siteRules } from '../../src/plan/rules.ts';
import { readDocument } from '../../src/input/read-document.ts';
import { lintProfile } from '../../src/profile/lint/lint.ts';
import { loadProfile } from '../../src/profile/load.ts';
import { draftSite } from '../../src/site/draft.ts';
import { loadSite } from '../../src/site/load.ts';
import { folderWith, mistakesOf } from '../input/temporary.ts';

const media = `id: own/media
version: 1.0.0
title: { en: Media, es: Medios }
roles:
  client: { title: { en: Client, es: Cliente } }
  server: { title: { en: Server, es: Servidor } }
parameters:
  media-ports: { ask: { en: Ports of media, es: Puertos de medios }, default: 50000-59999 }
  console: { ask: { en: Port of the console, es: Puerto de la consola }, default: 8443 }
flows:
  - { id: web, from: client, to: server, port: 443/tcp, need: required }
  - { id: media-tcp, from: client, to: server, port: media-ports/tcp, need: optional }
  - { id: media-udp, from: client, to: server, port: media-ports/udp, need: optional }
closed:
  - { id: no-console, from: client, to: server, ports: '23,console/tcp', state: closed, control: web }
`;

const site = (use: string) => `site: here
profiles:
  - use: ./media.yaml
${use}
roles: { server: [192.0.2.10] }
vantages: { outside: { standsFor: [client], source: 198.51.100.7 } }
scope: [192.0.2.0/24]
`;

const portsOf = ({ flows, closed }: Profile) => [
  ...flows.map(({ ports, protocol }) => `${formatPorts([ports])}/${protocol}`),
  ...closed.map(({ ports, protocol }) => `${formatPorts(ports)}/${protocol}`),
];

async function portsAtSite(use: string): Promise<string[]> {
  const folder = await folderWith({ 'media.yaml': media, 'site.yaml': site(use) });
  const { site: loaded, profiles } = await loadSite(join(folder, 'site.yaml'));
  return siteRules(loaded, profiles).map(
    ({ rule, ports, protocol }) => `${rule} ${formatPorts(ports)}/${protocol}`,
  );
}

async function mistakesAtSite(use: string): Promise<string[]> {
  const folder = await folderWith({ 'media.yaml': media, 'site.yaml': site(use) });
  return mistakesOf(async () => loadSite(join(folder, 'site.yaml')));
}

describe('parameters of a profile', () => {
  test('stand for their defaults in flows and closed rules', async () => {
    const folder = await folderWith({ 'media.yaml': media });
    expect(portsOf(await loadProfile(join(folder, 'media.yaml')))).toEqual([
      '443/tcp',
      '50000-59999/tcp',
      '50000-59999/udp',
      '23,8443/tcp',
    ]);
  });

  test('take what a site chooses, in every rule that names them; a moved port wins', async () => {
    expect(await portsAtSite('    parameters: { media-ports: 40000-40099, console: 9443 }')).toEqual([
      'media-tcp 40000-40099/tcp',
      'media-udp 40000-40099/udp',
      'no-console 23,9443/tcp',
      'web 443/tcp',
    ]);
    expect(
      await portsAtSite(
        '    parameters: { media-ports: 40000-40010 }\n    ports: { media-udp: 41000-41010/udp }',
      ),
    ).toContain('media-udp 41000-41010/udp');
  });

  test('are inherited, also with another default', async () => {
    const own = `id: own/narrow
version: 1.0.0
title: { en: Narrow, es: Estrecho }
extends: ./media.yaml
roles: {}
parameters:
  media-ports: { ask: { en: Ports of media, es: Puertos de medios }, default: 30000-30009 }
flows:
  - { id: console-of-ours, from: server, to: client, port: console/tcp, need: required }
`;
    const folder = await folderWith({ 'media.yaml': media, 'own.yaml': own });
    expect(portsOf(await loadProfile(join(folder, 'own.yaml')))).toEqual([
      '8443/tcp',
      '443/tcp',
      '30000-30009/tcp',
      '30000-30009/udp',
      '23,8443/tcp',
    ]);
  });

  test.each([
    [
      'unknown',
      'port: media-ports/tcp',
      'port: media-port/tcp',
      /no parameter "media-port".*Did you mean "media-ports"/,
    ],
    ['a range that is required', 'port: 443/tcp', 'port: media-ports/tcp', /50000-59999 is a range/],
    ['two in a flow', 'port: media-ports/tcp', "port: 'media-ports,console/tcp'", /names several ports/],
    ['a default with a protocol', 'default: 8443', 'default: 8443/tcp', /neither a port nor a range/],
    ['a default that is no port', 'default: 8443', 'default: 84430', /There is no port 84430/],
    ['a default that runs backwards', '50000-59999', '59999-50000', /Expected: 50000-59999/],
    ['a name that could be ports', '  console:', '  80-90:', /no name of a parameter/],
    [
      'documented and forbidden',
      'port: 443/tcp',
      'port: console/tcp',
      /8443 is forbidden here and documented by web/,
    ],
  ])('mistake: %s', async (_name, from, to, sentence) => {
    const folder = await folderWith({ 'media.yaml': media.replace(from, to) });
    const load = async () => loadProfile(join(folder, 'media.yaml'));
    expect((await mistakesOf(load)).join('\n')).toMatch(sentence);
    expect(await mistakesOf(load, 'es')).not.toEqual(await mistakesOf(load));
  });

  test.each([
    ['port: constructor/tcp', /There is no parameter "constructor"/],
    [
      'port: 80/tcp\n    why: { en: a, es: b }\n    cite: { document: constructor }',
      /There is no document "constructor"/,
    ],
  ])('words that every object has are not the base’s: %s', async (port, sentence) => {
    const own = `id: own/special\nversion: 1.0.0\ntitle: Own\nextends: ./media.yaml\nroles: {}\nflows:\n  - id: more\n    from: client\n    to: server\n    need: optional\n    ${port}\n`;
    const folder = await folderWith({ 'media.yaml': media, 'own.yaml': own });
    expect((await mistakesOf(async () => loadProfile(join(folder, 'own.yaml')))).join('\n')).toMatch(
      sentence,
    );
  });

  test.each([
    ['{ media-port: 40000-40099 }', /no parameter "media-port".*Did you mean "media-ports"/],
    ['{ console: 8000-9000 }', /"8000-9000" is a range, and "console" stands for one port/],
    ['{ console: 443/tcp }', /neither a port nor a range/],
    ['{ media-ports: [40000] }', /neither a port nor a range/],
  ])('mistake of a site: %s', async (parameters, sentence) => {
    expect((await mistakesAtSite(`    parameters: ${parameters}`)).join('\n')).toMatch(sentence);
  });

  test('are looked for by the lints, and drafted for a site with their defaults', async () => {
    const idle = media.replace("'23,console/tcp'", '23/tcp');
    const folder = await folderWith({ 'media.yaml': media, 'idle.yaml': idle });
    const path = join(folder, 'idle.yaml');
    const found = lintProfile(await loadProfile(path), await readDocument(path, path));
    expect(found.map(({ reason }) => reason.code)).toContain('lintParameterUnused');
    const profile = await loadProfile(join(folder, 'media.yaml'));
    const text = draftSite([profile], 'es', {
      uses: ['./media.yaml'],
      parameters: { console: '9443' },
      roles: { server: ['192.0.2.10'] },
      sources: { client: ['198.51.100.7'] },
      scope: ['192.0.2.10'],
    });
    expect(text).toContain('      # Puertos de medios\n      media-ports: 50000-59999\n');
    writeFileSync(join(folder, 'site.yaml'), text);
    const { site: loaded } = await loadSite(join(folder, 'site.yaml'));
    expect(loaded.profiles[0]!.parameters).toEqual({
      'media-ports': { from: 50000, to: 59999 },
      console: { from: 9443, to: 9443 },
    });
  });
});
