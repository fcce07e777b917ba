import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { loadProfile } from '../../src/profile/load.ts';
import { folderWith, mistakesOf } from '../input/temporary.ts';
import { ownProfile } from './own-profile.ts';

/** A change to a good profile, and all that is said of it. An empty first text: the whole is replaced. */
const rows: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'misspelt key',
    'closed:',
    'closd:',
    [
      '26:1 "closd" is no key here. Expected: id, version, title, extends, documents, roles, conditions, names, parameters, flows, closed. Did you mean "closed"?',
    ],
  ],
  [
    'forbiden',
    'closed:',
    'forbiden:',
    [
      '26:1 "forbiden" is no key here. Expected: id, version, title, extends, documents, roles, conditions, names, parameters, flows, closed. Did you mean "closed"?',
    ],
  ],
  [
    'unknown key',
    '    state: closed',
    '    state: closed\n    colour: red',
    [
      '32:5 "colour" is no key here. Expected: id, title, why, cite, controls, from, to, ports, state, control.',
    ],
  ],
  ['missing key', '    need: required\n', '', ['14:5 The key "need" is missing here.']],
  [
    'no rules',
    '',
    'id: a\nversion: 1.0.0\ntitle: A\nroles: {}\n',
    ['1:1 The profile has no rules. Expected: at least one flow or one closed rule.'],
  ],
  ['port 0', '443/tcp', '0/tcp', ['17:11 There is no port 0. Expected: 1 to 65535.']],
  ['65536', '443/tcp', '65536/tcp', ['17:11 There is no port 65536. Expected: 1 to 65535.']],
  [
    '"80 "',
    '443/tcp',
    '"80 "',
    [
      '17:11 "80 " is no port with its protocol. Expected: 443/tcp or 50000-59999/udp, in plain decimal digits without blanks.',
    ],
  ],
  [
    '0x50',
    '443/tcp',
    '0x50',
    [
      '17:11 "0x50" is no port with its protocol. Expected: 443/tcp or 50000-59999/udp, in plain decimal digits without blanks.',
    ],
  ],
  [
    '"0x50/tcp"',
    '443/tcp',
    '"0x50/tcp"',
    [
      '17:11 "0x50/tcp" is no port with its protocol. Expected: 443/tcp or 50000-59999/udp, in plain decimal digits without blanks.',
    ],
  ],
  [
    '1e3',
    '443/tcp',
    '1e3',
    [
      '17:11 "1e3" is no port with its protocol. Expected: 443/tcp or 50000-59999/udp, in plain decimal digits without blanks.',
    ],
  ],
  ['a bare number', '443/tcp', '443', ['17:11 "443" lacks its protocol. Expected: 443/tcp or 443/udp.']],
  [
    '22:22',
    '443/tcp',
    '22:22',
    [
      '17:11 "22:22" is no port with its protocol. Expected: 443/tcp or 50000-59999/udp, in plain decimal digits without blanks.',
    ],
  ],
  [
    'a protocol in capitals',
    '443/tcp',
    '443/TCP',
    [
      '17:11 "443/TCP" is no port with its protocol. Expected: 443/tcp or 50000-59999/udp, in plain decimal digits without blanks.',
    ],
  ],
  [
    'leading zero',
    '443/tcp',
    '0443/tcp',
    [
      '17:11 "0443/tcp" is no port with its protocol. Expected: 443/tcp or 50000-59999/udp, in plain decimal digits without blanks.',
    ],
  ],
  [
    'reversed',
    '5000-5010/udp',
    '5010-5000/udp',
    ['24:11 The range 5010-5000 runs backwards. Expected: 5000-5010.'],
  ],
  [
    'overlap',
    '1-65535/tcp',
    '1-100,90-200/tcp',
    ['30:12 90-200 overlaps the range before it. Expected: ranges apart from each other.'],
  ],
  [
    'ranges out of order',
    '1-65535/tcp',
    '90-200,1-80/tcp',
    ['30:12 1-80 stands after higher ports. Expected: ports in ascending order.'],
  ],
  [
    'several in a flow',
    '5000-5010/udp',
    '5000,5002/udp',
    ['24:11 "5000,5002/udp" names several ports. Expected: one port or one range in a flow.'],
  ],
  ['range 0-', '5000-5010/udp', '0-5010/udp', ['24:11 There is no port 0. Expected: 1 to 65535.']],
  [
    'allowed and forbidden',
    '1-65535/tcp',
    '22,443/tcp',
    ['30:12 443 is forbidden here and documented by web on the same path.'],
  ],
  [
    'range required',
    'then: optional, otherwise',
    'then: required, otherwise',
    ['24:11 5000-5010 is a range, of which any state passes. Expected: need: optional, or one port.'],
  ],
  [
    'unknown role',
    'from: client\n    to: server\n    port',
    'from: cleint\n    to: server\n    port',
    ['15:11 There is no role "cleint". Expected: client, server, spare. Did you mean "client"?'],
  ],
  [
    'look-alike',
    '[server, spare]',
    '[server, sp\u0430re]',
    [
      '23:18 "sp\u0430re" has the letter "\u0430" (U+0430), which only looks like another. Did you mean "spare"?',
    ],
  ],
  [
    'unknown condition',
    'when: extra',
    'when: { any: [extra, extro] }',
    ['25:34 There is no condition "extro". Expected: extra. Did you mean "extra"?'],
  ],
  [
    'unknown name',
    'names: published',
    'names: publshed',
    ['19:14 No flow asks for names called "publshed". Expected: published. Did you mean "published"?'],
  ],
  [
    'unknown document',
    'document: doc',
    'document: dock',
    ['20:23 There is no document "dock". Expected: doc. Did you mean "doc"?'],
  ],
  [
    'unknown control',
    'control: web',
    'control: wep',
    ['32:14 There is no flow "wep". Expected: web, media. Did you mean "web"?'],
  ],
  [
    'control elsewhere',
    'control: web',
    'control: media',
    [
      '32:14 The flow "media" can\'t vouch for this rule. Expected: a flow with the same from, a role of the same to, and the same protocol.',
    ],
  ],
  ['rule twice', 'id: media', 'id: web', ['21:9 Another rule has the id "web" already.']],
  [
    'excludes unknown',
    'excludes: [server]',
    'excludes: [sever]',
    ['8:37 There is no role "sever". Expected: client, server, spare. Did you mean "server"?'],
  ],
  [
    'condition no',
    'default: false',
    'default: no',
    [
      '10:34 "no" is neither true nor false. Expected: true or false, without quotes; yes, no, on and off are plain texts in YAML 1.2.',
    ],
  ],
  [
    'need misspelt',
    'need: required',
    'need: requird',
    [
      '18:11 "requird" is no need. Expected: required, optional, or { when: …, then: …, otherwise: … }. Did you mean "required"?',
    ],
  ],
  ['need incomplete', ', otherwise: optional }', ' }', ['25:11 The key "otherwise" is missing here.']],
  [
    'state misspelt',
    'state: closed',
    'state: close',
    [
      '31:12 "close" is not understood here. Expected: closed, blocked, not-listening. Did you mean "closed"?',
    ],
  ],
  [
    'unknown expectation',
    '{ tls: { names: published } }',
    '{ tsl: { names: published } }',
    ['19:16 "tsl" is no key here. Expected: tls, http, autodiscover, sip, banner. Did you mean "tls"?'],
  ],
  [
    'unknown expectation member',
    'names: published',
    'name: published',
    [
      '19:23 "name" is no key here. Expected: startTls, names, condition, trust, lifetime, versions, key. Did you mean "names"?',
    ],
  ],
  [
    'unknown condition of an expectation',
    '{ tls: { names: published } }',
    '{ tls: { names: published } }, { autodiscover: { names: published, when: extrra } }',
    ['19:45 There is no condition "extrra". Expected: extra. Did you mean "extra"?'],
  ],
  [
    'empty expectation',
    '[{ tls: { names: published } }]',
    '[{}]',
    ['19:14 An expectation is missing here, as { tls: { names: published } }.'],
  ],
  [
    'expectation settings',
    'names: published',
    'names: 5',
    ['19:30 "5" asks for no names. Expected: the id of one of the profile\'s names, or a list of them.'],
  ],
  [
    'id form',
    'id: web',
    'id: Web_1',
    [
      '14:9 "Web_1" is no id. Expected: small letters a to z, digits and single hyphens, as external-https.',
      '32:14 There is no flow "web". Expected: Web_1, media.',
    ],
  ],
  [
    'profile id',
    'own/product',
    'own product',
    [
      '1:5 "own product" is no profile id. Expected: small letters, digits, hyphens and slashes, as lync-server-2013/reverse-proxy.',
    ],
  ],
  ['version', '1.0.0', '1.0', ['2:10 "1.0" is no version. Expected: three numbers, as 1.0.0.']],
  ['blank title', 'title: Own product', 'title: " "', ['3:8 The text is blank.']],
  [
    'title number',
    'title: Own product',
    'title: 2013',
    ['3:8 "2013" is no text. Expected: a text, or one for each language: { en: …, es: … }.'],
  ],
  ['one language', '{ en: Server, es: Servidor }', '{ en: Server }', ['7:20 The key "es" is missing here.']],
  [
    'null roles',
    'roles:\n  client: { title: Client }\n  server: { title: { en: Server, es: Servidor } }\n  spare: { title: Spare, excludes: [server] }',
    'roles:',
    ['5:7 A blank value is no map. Expected: lines of the form "key: value".'],
  ],
  [
    'a row that is no whole number',
    'row: 2',
    'row: 1.5',
    ['20:43 "1.5" is no whole number. Expected: decimal digits without quotes, as 3000.'],
  ],
  ['row 0', 'row: 2', 'row: 0', ['20:43 "0" is too small. Expected: at least 1.']],
  [
    'a day that is not in the calendar',
    '{ title: Ports }',
    '{ title: Ports, revised: 2026-02-30 }',
    ['4:44 "2026-02-30" is not in the calendar.'],
  ],
  [
    'a date in another order',
    '{ title: Ports }',
    '{ title: Ports, revised: 30/02/2026 }',
    ['4:44 "30/02/2026" is no date. Expected: year-month-day, as 2027-01-31.'],
  ],
  [
    'flows no list',
    'flows:\n',
    'flows: {}\nflws:\n',
    [
      '12:3 No flow expects anything of the names "published".',
      '13:8 "{}" is no list. Expected: [ … ], or lines that begin with "- ".',
      '14:1 "flws" is no key here. Expected: id, version, title, extends, documents, roles, conditions, names, parameters, flows, closed. Did you mean "flows"?',
      '33:14 There is no flow "web".',
    ],
  ],
  ['to empty', '[server, spare]', '[]', ['23:9 The list is empty. Expected: at least one entry.']],
  [
    'a redirect to nowhere',
    'tls: { names: published }',
    'http: { redirect: htps }, tls: { names: published }',
    ['19:34 "htps" is not understood here. Expected: https, or http, or a map. Did you mean "https"?'],
  ],
  [
    'anchors outside its folder',
    'names: published',
    'names: published, trust: { file: ../ca.pem }',
    [
      '19:56 "../ca.pem" leads out of the folder of this file. Expected: a file in that folder or below it, and no symbolic link out of it.',
    ],
  ],
  [
    'a pin that is no hash',
    'names: published',
    'names: published, trust: { sha256: abc }',
    ['19:58 "abc" is no SHA-256. Expected: 64 hexadecimal digits.'],
  ],
];

describe('a profile with', () => {
  test('nothing wrong is read', async () => {
    const folder = await folderWith({ 'good.yaml': ownProfile });
    expect(await mistakesOf(() => loadProfile(join(folder, 'good.yaml')))).toEqual([]);
  });

  test.each(rows)('%s', async (_, from, to, expected) => {
    expect(ownProfile).toContain(from);
    const folder = await folderWith({ 'bad.yaml': from === '' ? to : ownProfile.replace(from, to) });
    const load = () => loadProfile(join(folder, 'bad.yaml'));
    expect(await mistakesOf(load)).toEqual(expected.map((line) => `bad.yaml:${line}`));
    const spanish = await mistakesOf(load, 'es');
    expect(spanish.filter((line) => expected.some((english) => line.endsWith(english)))).toEqual([]);
    expect(spanish.join()).not.toContain('undefined');
  });
});
