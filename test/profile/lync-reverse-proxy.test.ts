import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ClosedRule, Flow, Need, Profile } from '../../src/model/profile.ts';
import { formatPorts } from '../../src/model/ports.ts';
import { findProfile, shippedProfiles } from '../../src/profile/catalogue.ts';
import { loadProfile } from '../../src/profile/load.ts';

/**
 * The rows of Microsoft's port summary for the Lync Server 2013 reverse proxy (JJ204932), as facts: table and
 * row, the port, where it leads, and what it needs with the two questions of a site answered.
 */
const rows = [
  // table, row, from, to, port, need: neither / Autodiscover over HTTP / Office Web Apps / both
  ['external', 1, 'internet', 'reverse-proxy-external', '80', 'optional', 'required', 'optional', 'required'],
  [
    'external',
    2,
    'internet',
    'reverse-proxy-external',
    '443',
    'required',
    'required',
    'required',
    'required',
  ],
  [
    'internal',
    1,
    'reverse-proxy-internal',
    'front-end',
    '8080',
    'optional',
    'required',
    'optional',
    'required',
  ],
  [
    'internal',
    2,
    'reverse-proxy-internal',
    'front-end',
    '4443',
    'required',
    'required',
    'required',
    'required',
  ],
  [
    'internal',
    3,
    'reverse-proxy-internal',
    'office-web-apps',
    '443',
    'optional',
    'optional',
    'required',
    'required',
  ],
] as const;

let profile: Profile;

beforeAll(async () => {
  profile = await loadProfile(await findProfile('lync-server-2013/reverse-proxy', '/'));
});

describe('the profile of the Lync Server 2013 reverse proxy', () => {
  test('is shipped under its own id', async () => {
    expect(await shippedProfiles()).toContain(profile.id);
  });

  test.each(rows)('table %s, row %i', (table, row, from, to, port, ...needs) => {
    const flow = profile.flows.find(({ cite }) => cite?.table === table && cite.row === row);
    expect(flow).toMatchObject({
      from,
      to: [to],
      protocol: 'tcp',
      ports: { from: Number(port), to: Number(port) },
    });
    expect(
      [
        [],
        ['autodiscover-over-http'],
        ['office-web-apps-conferencing'],
        ['autodiscover-over-http', 'office-web-apps-conferencing'],
      ].map((on) => needOf(flow!, on)),
    ).toEqual(needs);
  });

  test('has no flow that is in no row', () => {
    expect(profile.flows.map(({ cite }) => `${cite?.table} ${cite?.row}`)).toEqual(
      rows.map(([table, row]) => `${table} ${row}`),
    );
  });

  test('denies everything else on each pair, with the required flow of the pair as control', () => {
    const pairs = new Set(rows.map(([, , from, to]) => `${from} ${to}`));
    const deny = profile.closed.filter(({ ports }) => formatPorts(ports) === '1-65535');
    expect(new Set(deny.map(({ from, to }) => `${from} ${to.join()}`))).toEqual(pairs);
    expect(deny.map(({ state, control }) => [state, control])).toEqual([
      ['closed', 'external-https'],
      ['closed', 'internal-https'],
      ['closed', 'internal-office-web-apps'],
    ]);
  });

  test('tells the 4443 of the reverse proxy from the pool’s own: two rules forbid it, one flow needs it', () => {
    expect(profile.flows.filter(about4443).map(({ from, to }) => [from, ...to])).toEqual([
      ['reverse-proxy-internal', 'front-end'],
    ]);
    expect(profile.closed.filter(about4443).map(({ from, to }) => [from, ...to])).toEqual([
      ['internet', 'reverse-proxy-external'],
      ['internet', 'front-end-from-internet'],
    ]);
  });

  test('asks for the published names where clients come in, and for TLS wherever the row says HTTPS', () => {
    expect(profile.flows.map(({ id, expect }) => [id, ...expect.map(({ name }) => name)])).toEqual([
      ['external-http', 'http.redirect', 'autodiscover'],
      ['external-https', 'tls.names', 'tls.condition', 'autodiscover'],
      ['internal-http', 'http.status', 'autodiscover'],
      ['internal-https', 'tls.handshake', 'autodiscover'],
      ['internal-office-web-apps', 'tls.handshake'],
    ]);
  });

  test('says everything in both languages, with its ground', () => {
    for (const rule of [...profile.flows, ...profile.closed]) {
      expect(rule.cite?.document).toBe('jj204932');
      for (const text of [rule.title!, rule.why!]) expect(text.en).not.toBe(text.es);
    }
    expect(profile.flows[0]!.cite?.passage).toContain('Office Web Apps');
  });
});

function about4443(rule: Flow | ClosedRule): boolean {
  return formatPorts([rule.ports].flat()) === '4443';
}

/** What a flow needs when these conditions hold, by the profile's own rule. */
function needOf({ need }: Flow, on: readonly string[]): Need {
  if (typeof need === 'string') return need;
  if (need.when.kind !== 'condition') throw new Error('a nested condition');
  return on.includes(need.when.id) ? need.then : need.otherwise;
}
