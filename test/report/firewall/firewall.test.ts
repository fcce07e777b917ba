import { describe, expect, test } from '@jest/globals';
import type { Profile } from '../../../src/model/profile.ts';
import type { Site } from '../../../src/model/site.ts';
import { allowRules } from '../../../src/plan/allow-rules.ts';
import { firewallFormats } from '../../../src/report/firewall/registry.ts';
import { say } from '../../../src/text/catalogue.ts';

const title = { en: "The pool's web site", es: 'El sitio web del grupo' };
const flow = (
  id: string,
  from: string,
  to: string[],
  port: number,
  need: 'required' | 'optional',
  last = port,
) => ({
  id,
  title,
  cite: { document: 'manual', table: 'ports "x"', row: 2 },
  from,
  to,
  protocol: 'tcp' as const,
  ports: { from: port, to: last },
  need,
  expect: [],
});
const profile: Profile = {
  id: 'own/product',
  version: '1.0.0',
  title,
  documents: { manual: { title: '=manual' } },
  roles: {},
  conditions: {},
  names: {},
  flows: [
    flow('web', 'internet', ['proxy'], 443, 'required'),
    flow('upstream', 'dmz', ['pool'], 4443, 'required'),
    flow('media', 'dmz', ['pool'], 50_000, 'optional', 50_010),
    flow('nowhere', 'internet', ['absent'], 25, 'required'),
    flow('peers', 'pool', ['pool'], 444, 'required'),
  ],
  closed: [],
  sha256: '',
};
const site = {
  name: 'here',
  profiles: [
    {
      use: 'own/product',
      conditions: {},
      ports: { upstream: { ports: { from: 8443, to: 8443 }, protocol: 'tcp' } },
      names: {},
    },
  ],
  roles: { proxy: ['203.0.113.10', '2001:db8::10'], pool: ['10.0.2.21', 'fe.example.test'] },
  vantages: {
    outside: { standsFor: ['internet'], source: ['198.51.100.7'] },
    inside: { standsFor: ['dmz'], source: ['10.0.1.10'] },
  },
} as unknown as Site;
const resolved = new Map([['fe.example.test', { status: 'resolved', addresses: ['10.0.2.22'] } as const]]);
const allowances = allowRules(site, [profile], resolved);

function render(name: string): string {
  const options = {
    site: 'here',
    language: 'en' as const,
    say: (code: string, values = {}) => say({ code, values }, 'en'),
  };
  return firewallFormats.find((format) => format.name === name)!.render(allowances, options);
}

describe('rules for firewalls', () => {
  test('name every address, ports moved, by family; what has no address is told', () => {
    const brief = allowances.rules.map(({ rule, sources, destinations, ports, need }) =>
      [rule, sources.join('+') || 'any', '>', destinations.join('+'), ports, need].join(' '),
    );
    expect(brief).toEqual([
      'own/product/media 10.0.1.10 > 10.0.2.21+10.0.2.22 50000-50010 optional',
      'own/product/peers 10.0.2.21+10.0.2.22 > 10.0.2.21+10.0.2.22 444 required',
      'own/product/upstream 10.0.1.10 > 10.0.2.21+10.0.2.22 8443 required',
      'own/product/web any > 203.0.113.10 443 required',
      'own/product/web any > 2001:db8::10 443 required',
    ]);
    expect(allowances.missing).toEqual(['absent']);
  });

  test('as nftables: optional flows switched off, each with its citation', () => {
    const text = render('nftables');
    expect(text).toContain(
      '    ip saddr { 10.0.1.10 } ip daddr { 10.0.2.21, 10.0.2.22 } tcp dport 8443 accept comment "own/product/upstream, manual, table ports  x , row 2"',
    );
    expect(text).toContain('    ip6 daddr { 2001:db8::10 } tcp dport 443 accept');
    expect(text).toContain(
      '    # ip saddr { 10.0.1.10 } ip daddr { 10.0.2.21, 10.0.2.22 } tcp dport 50000-50010 accept',
    );
    expect(text).toContain('policy drop;');
    expect(text).toContain('# Without an address in the site, so without a rule: absent.');
  });

  test('as PowerShell: quotes doubled', () => {
    expect(render('windows-firewall')).toContain(
      "New-NetFirewallRule -DisplayName 'The pool''s web site (own/product/upstream)' -Description 'own/product/upstream, manual, table ports  x , row 2' -Group 'portwitness' -Direction Inbound -Action Allow -Enabled True -Protocol TCP -LocalPort 8443 -LocalAddress '10.0.2.21','10.0.2.22' -RemoteAddress '10.0.1.10'",
    );
  });

  test('as Terraform: one resource a source, ranges by their ends', () => {
    const text = render('terraform');
    expect(text).toContain(
      'resource "aws_vpc_security_group_ingress_rule" "own_product_upstream_pool_10_0_1_10_32" {',
    );
    expect(text).toContain('  cidr_ipv4         = "0.0.0.0/0"');
    expect(text).toContain('#   to_port           = 50010');
  });

  test('as CSV: a formula in a title stays text', () => {
    const lines = render('csv').split('\r\n');
    expect(lines[0]).toBe('need,from,sources,to,destinations,protocol,ports,rule,title,document,table,row');
    expect(lines[3]).toContain('required,dmz,10.0.1.10,pool,"10.0.2.21 10.0.2.22",tcp,8443');
    expect(lines[3]).toContain(",'=manual,");
  });
});
