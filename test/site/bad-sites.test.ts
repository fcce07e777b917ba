import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { loadSite } from '../../src/site/load.ts';
import { folderWith, mistakesOf } from '../input/temporary.ts';
import { ownProfile } from '../profile/own-profile.ts';
import { ownSite } from './own-site.ts';

/** A change to a good site, and all that is said of it. */
const rows: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'blank role',
    'spare: []',
    'spare:',
    [
      '9:9 A blank value stands for the hosts of this role. Expected: a list of addresses and host names; [] says that the role is not there.',
    ],
  ],
  [
    'role ~',
    'spare: []',
    'spare: ~',
    [
      '9:10 A blank value stands for the hosts of this role. Expected: a list of addresses and host names; [] says that the role is not there.',
    ],
  ],
  ['role with a blank', 'spare: []', 'spare: [""]', ['9:11 "" is neither an address nor a host name.']],
  [
    'role no',
    'spare: []',
    'spare: no',
    ['9:10 "no" is no host. Expected: addresses and host names; [] says that the role is not there.'],
  ],
  [
    'commas without a host',
    'spare: []',
    'spare: [ , ]',
    ['9:12 This is not YAML: check indentation, quotes, colons and brackets here.'],
  ],
  [
    'a blank entry in a role',
    'spare: []',
    'spare:\n    -',
    ['10:6 A blank value is neither an address nor a host name.'],
  ],
  [
    'leading zeros',
    '192.0.2.10,',
    '010.0.0.1,',
    [
      '8:12 "010.0.0.1" has a number with a leading zero, which some programs read as octal. Write it without zeros in front.',
    ],
  ],
  ['127.1', '192.0.2.10,', '127.1,', ['8:12 "127.1" is a shortened IPv4 address. Write all four numbers.']],
  [
    '2130706433',
    '192.0.2.10,',
    '2130706433,',
    [
      '8:12 "2130706433" is one number, which some programs read as an IPv4 address. Write four decimal numbers.',
    ],
  ],
  [
    '0x7f.1',
    '192.0.2.10,',
    '0x7f.1,',
    ['8:12 "0x7f.1" is an IPv4 address in hexadecimal. Write four decimal numbers.'],
  ],
  [
    'mapped',
    '192.0.2.10,',
    "'::ffff:10.0.0.1',",
    ['8:12 "::ffff:10.0.0.1" is an IPv4 address in IPv6 notation. Write the IPv4 address itself.'],
  ],
  [
    'fe80::1',
    '192.0.2.10,',
    "'fe80::1',",
    [
      '8:12 "fe80::1" is a link-local address, which needs the interface that it is reached through, as fe80::1%eth0.',
    ],
  ],
  [
    '0.0.0.0',
    '192.0.2.10,',
    '0.0.0.0,',
    ['8:12 "0.0.0.0" means no address in particular. Expected: the address of one host.'],
  ],
  [
    '::',
    '192.0.2.10,',
    "'::',",
    ['8:12 "::" means no address in particular. Expected: the address of one host.'],
  ],
  [
    'multicast',
    '192.0.2.10,',
    '224.0.0.1,',
    ['8:12 "224.0.0.1" is a multicast, broadcast or reserved address. Expected: the address of one host.'],
  ],
  [
    'broadcast',
    '192.0.2.10,',
    '255.255.255.255,',
    [
      '8:12 "255.255.255.255" is a multicast, broadcast or reserved address. Expected: the address of one host.',
    ],
  ],
  [
    'a number above 255',
    '192.0.2.10,',
    '999.1.1.1,',
    ['8:12 "999.1.1.1" is neither an address nor a host name.'],
  ],
  [
    'network in role',
    '192.0.2.10,',
    '192.0.2.0/24,',
    ['8:12 "192.0.2.0/24" is a network. Expected: the address or name of one host.'],
  ],
  [
    'with port',
    '192.0.2.10,',
    '192.0.2.10:443,',
    [
      '8:12 "192.0.2.10:443" has a port or brackets. Expected: the host name or address alone; ports belong under ports.',
    ],
  ],
  [
    'brackets',
    '192.0.2.10,',
    "'[2001:db8::1]',",
    [
      '8:12 "[2001:db8::1]" has a port or brackets. Expected: the host name or address alone; ports belong under ports.',
    ],
  ],
  [
    'name with port',
    'srv.example.com',
    'srv.example.com:443',
    [
      '8:24 "srv.example.com:443" has a port or brackets. Expected: the host name or address alone; ports belong under ports.',
    ],
  ],
  [
    'url',
    'srv.example.com',
    'https://srv.example.com/',
    ['8:24 "https://srv.example.com/" is a URL. Expected: the host name or address alone.'],
  ],
  [
    'look-alike',
    'srv.example.com',
    'srv.ex\u0430mple.com',
    [
      '8:24 "srv.ex\u0430mple.com" has the letter "\u0430" (U+0430), which is not ASCII. Write international names in their xn-- form.',
    ],
  ],
  [
    'NUL in name',
    'srv.example.com',
    '"srv\\0.example.com"',
    ['8:24 "srv\u0000.example.com" is neither an address nor a host name.'],
  ],
  [
    'a name that begins with a hyphen',
    'srv.example.com',
    '-srv.example.com',
    ['8:24 "-srv.example.com" is neither an address nor a host name.'],
  ],
  [
    'blank in name',
    'srv.example.com',
    'srv example',
    ['8:24 "srv example" is neither an address nor a host name.'],
  ],
  [
    '/0',
    '[192.0.2.0/24]',
    '[0.0.0.0/0]',
    ['12:18 "0.0.0.0/0" is every address there is. Expected: the networks that were authorized.'],
  ],
  [
    'host bits',
    '[192.0.2.0/24]',
    '[192.0.2.10/24]',
    [
      '12:18 "192.0.2.10/24" has bits beyond its prefix. Expected: 192.0.2.0/24 for the network, or the address alone.',
    ],
  ],
  [
    'host bits v6',
    '[192.0.2.0/24]',
    "[192.0.2.0/24, '2001:db8::1/64']",
    [
      '12:32 "2001:db8::1/64" has bits beyond its prefix. Expected: 2001:db8::/64 for the network, or the address alone.',
    ],
  ],
  [
    'prefix 33',
    '[192.0.2.0/24]',
    '[192.0.2.0/33]',
    ['12:18 "192.0.2.0/33" is no network. Expected: as 10.0.2.0/24 or 2001:db8::/64, or an address.'],
  ],
  [
    'no network',
    '[192.0.2.0/24]',
    '[everything]',
    ['12:18 "everything" is no network. Expected: as 10.0.2.0/24 or 2001:db8::/64, or an address.'],
  ],
  [
    'octal network',
    '[192.0.2.0/24]',
    '[010.0.0.0/8]',
    [
      '12:18 "010.0.0.0" has a number with a leading zero, which some programs read as octal. Write it without zeros in front.',
    ],
  ],
  [
    'mapped network',
    '[192.0.2.0/24]',
    "['::ffff:192.0.2.0/120']",
    ['12:18 "::ffff:192.0.2.0" is an IPv4 address in IPv6 notation. Write the IPv4 address itself.'],
  ],
  [
    'empty scope',
    '[192.0.2.0/24]',
    '[]',
    ['12:17 The scope allows nothing. Expected: the networks that may be sent packets.'],
  ],
  [
    'scope missing',
    'scope: { allow: [192.0.2.0/24], deny: [192.0.2.99] }\n',
    '',
    ['1:1 The key "scope" is missing here.'],
  ],
  [
    'scope text',
    '{ allow: [192.0.2.0/24], deny: [192.0.2.99] }',
    '192.0.2.0/24',
    ['12:8 "192.0.2.0/24" is no scope. Expected: a list of networks, or { allow: [ … ], deny: [ … ] }.'],
  ],
  [
    'scope blank',
    '{ allow: [192.0.2.0/24], deny: [192.0.2.99] }',
    '',
    ['12:8 A blank value is no scope. Expected: a list of networks, or { allow: [ … ], deny: [ … ] }.'],
  ],
  [
    'outside scope',
    '192.0.2.10,',
    '192.0.3.10,',
    ['8:12 192.0.3.10 (server) is outside the scope. Add it to scope, or take it out of roles.'],
  ],
  [
    'denied',
    '192.0.2.10,',
    '192.0.2.99,',
    ['8:12 192.0.2.99 (server) is outside the scope. Add it to scope, or take it out of roles.'],
  ],
  [
    'unknown role',
    'spare: []',
    'spair: [192.0.2.11]',
    ['9:3 There is no role "spair". Expected: client, server, spare.'],
  ],
  [
    'unknown role empty',
    'spare: []',
    'spair: []',
    ['9:3 There is no role "spair". Expected: client, server, spare.'],
  ],
  [
    'excluded',
    'spare: []',
    'spare: [192.0.2.10]',
    ['9:11 192.0.2.10 is given to "spare" and to "server", which exclude each other.'],
  ],
  [
    'no host at all',
    '[192.0.2.10, srv.example.com]',
    '[]',
    ['7:1 No host is given. Expected: an address or a name for at least one of the roles server, spare.'],
  ],
  [
    'unknown condition',
    '{ extra: true }',
    '{ extr: true }',
    ['4:19 There is no condition "extr". Expected: extra. Did you mean "extra"?'],
  ],
  [
    'condition no',
    '{ extra: true }',
    '{ extra: no }',
    [
      '4:26 "no" is neither true nor false. Expected: true or false, without quotes; yes, no, on and off are plain texts in YAML 1.2.',
    ],
  ],
  [
    'unknown flow',
    '{ web: 8443/tcp }',
    '{ webb: 8443/tcp }',
    ['5:14 There is no flow "webb". Expected: web, media. Did you mean "web"?'],
  ],
  [
    'override protocol',
    '8443/tcp',
    '8443/udp',
    ['5:19 "8443/udp" changes the protocol of "web". Expected: a port of tcp.'],
  ],
  [
    'override range',
    '8443/tcp',
    '8443-8450/tcp',
    ['5:19 "8443-8450/tcp" is a range, and "web" documents one port. Expected: one port.'],
  ],
  [
    'override bad',
    '8443/tcp',
    '"8443 "',
    [
      '5:19 "8443 " is no port with its protocol. Expected: 443/tcp or 50000-59999/udp, in plain decimal digits without blanks.',
    ],
  ],
  [
    'override deny',
    '{ web: 8443/tcp }',
    '{ deny: 8443/tcp }',
    ['5:14 There is no flow "deny". Expected: web, media.'],
  ],
  [
    'unknown name',
    'names: { published: [www.example.com] }',
    'names: { published: [www.example.com], other: [a.example] }',
    ['6:44 No flow asks for names called "other". Expected: published.'],
  ],
  [
    'name missing',
    '    names: { published: [www.example.com] }\n',
    '',
    ['3:5 The names "published" are missing, which the flow "web" of own/product asks for.'],
  ],
  ['names empty', '[www.example.com]', '[]', ['6:25 The list is empty. Expected: at least one entry.']],
  [
    'names blank',
    '[www.example.com]',
    '',
    ['6:26 A blank value is no host name. Expected: a name, as meet.example.com.'],
  ],
  [
    'name address',
    '[www.example.com]',
    '[192.0.2.1]',
    ['6:26 "192.0.2.1" is no host name. Expected: a name, as meet.example.com.'],
  ],
  [
    'wildcard',
    '[www.example.com]',
    '["*.example.com"]',
    ['6:26 "*.example.com" is a pattern. Expected: each host name in full.'],
  ],
  [
    'unknown profile',
    './own.yaml',
    'lync-server-2013/revers-proxy',
    [
      '3:10 There is no shipped profile "lync-server-2013/revers-proxy". Did you mean "lync-server-2013/reverse-proxy"?',
    ],
  ],
  [
    'an include outside the folder',
    './own.yaml',
    '../../own.yaml',
    [
      '3:10 "../../own.yaml" leads out of the folder of this file. Expected: a file in that folder or below it, and no symbolic link out of it.',
    ],
  ],
  [
    'an include that is not there',
    './own.yaml',
    './other.yaml',
    ['3:10 There is no file "./other.yaml" in the folder of this file.'],
  ],
  [
    'a profile used twice',
    '  - use: ./own.yaml\n',
    '  - use: own.yaml\n    names: { published: a.example }\n  - use: ./own.yaml\n',
    ['5:10 The profile "own/product" is used twice.'],
  ],
  [
    'profiles empty',
    'profiles:\n  - use: ./own.yaml\n    conditions: { extra: true }\n    ports: { web: 8443/tcp }\n    names: { published: [www.example.com] }\n',
    'profiles: []\n',
    ['2:11 The list is empty. Expected: at least one entry.'],
  ],
  [
    'no vantages',
    'vantages:\n  outside: { standsFor: [client], source: 198.51.100.7 }\n',
    'vantages: {}\n',
    ['10:11 The site has no vantage. Expected: at least one place that packets leave from.'],
  ],
  [
    'two local',
    'source: 198.51.100.7 }',
    'source: 198.51.100.7 }\n  dmz: { standsFor: [server] }',
    [
      '12:3 Several vantages are this machine, and "dmz" does not say which address it sends from. Add source, or choose one with --vantage.',
    ],
  ],
  [
    'standsFor',
    '[client]',
    '[clinet]',
    ['11:26 There is no role "clinet". Expected: client, server, spare. Did you mean "client"?'],
  ],
  [
    'source name',
    '198.51.100.7',
    'host.example',
    ['11:43 "host.example" is no address. Expected: as 198.51.100.7 or 2001:db8::7.'],
  ],
  [
    'source short',
    '198.51.100.7',
    '10.1',
    ['11:43 "10.1" is a shortened IPv4 address. Write all four numbers.'],
  ],
  [
    'via without key',
    'source: 198.51.100.7',
    'via: ssh://ops@dmz.example',
    ['11:40 A vantage over SSH needs the fingerprint of its host key: hostKey: SHA256:….'],
  ],
  [
    'via bad',
    'source: 198.51.100.7',
    'via: telnet://x, hostKey: MD5:aa',
    [
      '11:40 "telnet://x" is no way to a vantage. Expected: ssh://user@host or ssh://user@host:22.',
      '11:61 "MD5:aa" is no fingerprint of a host key. Expected: SHA256: and 43 characters, as ssh-keygen -l prints it.',
    ],
  ],
  [
    'key without via',
    'source: 198.51.100.7',
    'hostKey: SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    ['11:35 There is a hostKey, and no via that it would prove.'],
  ],
  [
    'no zone',
    'from: 2026-01-01T00:00:00Z',
    'from: 2026-01-01T00:00:00',
    [
      '13:42 "2026-01-01T00:00:00" is no time with its zone. Expected: 2026-11-22T08:00:00Z or 2026-11-22T09:00+01:00.',
    ],
  ],
  [
    'no such day',
    'until: 2026-12-31T00',
    'until: 2026-11-31T00',
    ['13:71 "2026-11-31T00:00:00Z" is not in the calendar.'],
  ],
  [
    'reversed window',
    'until: 2026-12-31',
    'until: 2025-12-31',
    ['13:71 The authorization ends before it begins.'],
  ],
  [
    'date only',
    'from: 2026-01-01T00:00:00Z',
    'from: 2026-01-01',
    [
      '13:42 "2026-01-01" is no time with its zone. Expected: 2026-11-22T08:00:00Z or 2026-11-22T09:00+01:00.',
    ],
  ],
  [
    'rate abc',
    'rate: 100',
    'rate: abc',
    ['14:15 "abc" is no rate. Expected: attempts per second, a whole number from 1 to 10000000, or max.'],
  ],
  ['rate 0', 'rate: 100', 'rate: 0', ['14:15 "0" is too small. Expected: at least 1.']],
  [
    'rate 1e3',
    'rate: 100',
    'rate: 1e3',
    ['14:15 "1e3" is no rate. Expected: attempts per second, a whole number from 1 to 10000000, or max.'],
  ],
  ['a time-out of 0', 'rate: 100', 'timeoutMs: 0', ['14:20 "0" is too small. Expected: at least 1.']],
  [
    'timeout without its unit',
    'rate: 100',
    'timeout: 3000',
    [
      '14:9 "timeout" is no key here. Expected: rate, perHost, attempts, attemptGapMs, timeoutMs. Did you mean "timeoutMs"?',
    ],
  ],
  [
    'a number in quotes',
    'rate: 100',
    'attempts: "3"',
    ['14:19 "3" is no whole number. Expected: decimal digits without quotes, as 3000.'],
  ],
  [
    'a fraction',
    'rate: 100',
    'attemptGapMs: 1.5',
    ['14:23 "1.5" is no whole number. Expected: decimal digits without quotes, as 3000.'],
  ],
  [
    'limits of 0',
    'pace: { rate: 100 }',
    'limits: { missProbability: 0, attempts: 0 }',
    [
      '14:28 "0" is no limit for a chance of missing an open port. Expected: more than 0 and at most 0.05, as 0.0001 or 1e-4.',
      '14:41 "0" is too small. Expected: at least 1.',
    ],
  ],
  [
    'a limit that proves nothing',
    'pace: { rate: 100 }',
    'limits: { missProbability: 0.1 }',
    [
      '14:28 "0.1" is no limit for a chance of missing an open port. Expected: more than 0 and at most 0.05, as 0.0001 or 1e-4.',
    ],
  ],
  [
    'unknown rule',
    'own/product/deny',
    'own/product/denny',
    [
      '16:14 There is no rule "own/product/denny". Expected: own/product/web, own/product/media, own/product/deny. Did you mean "own/product/deny"?',
    ],
  ],
  [
    'waiver date',
    '2027-01-31',
    '31-01-2027',
    ['16:39 "31-01-2027" is no date. Expected: year-month-day, as 2027-01-31.'],
  ],
  ['waiver without reason', ', reason: Moving', '', ['16:5 The key "reason" is missing here.']],
  [
    'waiver reason blank',
    'reason: Moving',
    'reason:',
    ['16:68 A blank value is no text. Expected: a text; put numbers in quotes.'],
  ],
];

describe('a site with', () => {
  test('nothing wrong is read', async () => {
    const folder = await folderWith({ 'site.yaml': ownSite, 'own.yaml': ownProfile });
    expect(await mistakesOf(() => loadSite(join(folder, 'site.yaml')))).toEqual([]);
  });

  test.each(rows)('%s', async (_, from, to, expected) => {
    expect(ownSite).toContain(from);
    const folder = await folderWith({ 'site.yaml': ownSite.replace(from, to), 'own.yaml': ownProfile });
    const load = () => loadSite(join(folder, 'site.yaml'));
    expect(await mistakesOf(load)).toEqual(expected.map((line) => `site.yaml:${line}`));
    const spanish = await mistakesOf(load, 'es');
    expect(spanish.filter((line) => expected.some((english) => line.endsWith(english)))).toEqual([]);
    expect(spanish.join()).not.toContain('undefined');
  });
});
