import { describe, expect, test } from '@jest/globals';
import { parseCidr } from '../../src/model/address.ts';
import { formatPorts, parsePorts } from '../../src/model/ports.ts';
import { checksOf, closed, flow, names, plan, profile, site, targetsOf } from './samples.ts';

const both = profile({
  flows: [flow('https', '443')],
  closed: [closed('deny', '1-1000', { control: 'https' })],
});
const here = { outside: {} };

describe('checks', () => {
  test('one per rule, vantage and address, in a stable order, each with its id', () => {
    const made = plan(site({ proxy: ['192.0.2.20', '192.0.2.3'] }, here), [both]);
    expect(checksOf(made).map(({ id }) => id)).toEqual([
      'test/proxy/deny@outside>192.0.2.3',
      'test/proxy/https@outside>192.0.2.3',
      'test/proxy/deny@outside>192.0.2.20',
      'test/proxy/https@outside>192.0.2.20',
    ]);
    expect([...made.parts()]).toEqual([...made.parts()]);
  });

  test('an address that is named twice is asked once, under its own name before a host’s', () => {
    const resolved = names({ 'a.test': ['192.0.2.3'], 'b.test': ['192.0.2.3', '2001:db8::3'] });
    const made = plan(site({ proxy: ['a.test', '192.0.2.3', 'b.test'] }, here), [both], { resolved });
    expect(targetsOf(made).map(({ address, checks }) => [address, checks[0]!.host])).toEqual([
      ['192.0.2.3', '192.0.2.3'],
      ['2001:db8::3', 'b.test'],
    ]);
  });

  test('carry the rule’s need under the site’s answers', () => {
    const rule = {
      when: { kind: 'condition', id: 'mobile' },
      // oxlint-disable-next-line unicorn/no-thenable -- the profile's own word
      then: 'required',
      otherwise: 'optional',
    } as const;
    const conditional = profile({
      conditions: { mobile: { ask: { en: '', es: '' }, default: false } },
      flows: [flow('http', '80', { need: rule })],
    });
    const needAt = (conditions: Record<string, boolean>) => {
      const at = site({ proxy: ['192.0.2.3'] }, here);
      return checksOf(plan({ ...at, profiles: [{ ...at.profiles[0]!, conditions }] }, [conditional]))[0]!
        .need;
    };
    expect([needAt({}), needAt({ mobile: true }), needAt({ mobile: false })]).toEqual([
      'optional',
      'required',
      'optional',
    ]);
  });

  test('know the port of the flow that the closed rule prefers as control', () => {
    const [deny] = checksOf(plan(site({ proxy: ['192.0.2.3'] }, here), [both]));
    expect(deny!.control).toEqual({ rule: 'https', port: 443 });
  });
});

describe('a closed rule leaves out what is documented towards that address', () => {
  test('by flows of other profiles too, optional ones, moved ones, and other roles of the address', () => {
    const other = profile({
      id: 'test/other',
      flows: [flow('sip', '5061', { to: ['edge'], need: 'optional' }), flow('web', '80', { to: ['proxy'] })],
    });
    const at = site({ proxy: ['192.0.2.3', '192.0.2.4'], edge: ['192.0.2.4'] }, here);
    const asked = { conditions: {}, names: {} };
    const moved = { web: { ports: { from: 8080, to: 8080 }, protocol: 'tcp' } as const };
    const made = plan(
      {
        ...at,
        profiles: [
          { use: 'a', ports: {}, ...asked },
          { use: 'b', ports: moved, ...asked },
        ],
      },
      [profile({ flows: [flow('https', '443')], closed: [closed('deny', '1-10000')] }), other],
    );
    const portsAt = (address: string) =>
      formatPorts(checksOf(made).find((check) => check.rule === 'deny' && check.address === address)!.ports);
    expect(portsAt('192.0.2.3')).toBe('1-442,444-8079,8081-10000');
    expect(portsAt('192.0.2.4')).toBe('1-442,444-5060,5062-8079,8081-10000');
  });

  test('not what is documented from another vantage', () => {
    const internal = profile({
      flows: [flow('https', '443'), flow('rdp', '3389', { from: 'admin' })],
      closed: [closed('deny', '1-4000')],
    });
    const at = site({ proxy: ['192.0.2.3'] }, { outside: {}, desk: { standsFor: ['admin'] } });
    const deny = checksOf(plan(at, [internal])).find(({ rule }) => rule === 'deny')!;
    expect(formatPorts(deny.ports)).toBe('1-442,444-4000');
  });

  test('and is not applicable when nothing is left', () => {
    const whole = profile({ flows: [flow('https', '443')], closed: [closed('deny', '443')] });
    const deny = checksOf(plan(site({ proxy: ['192.0.2.3'] }, here), [whole])).find(
      ({ rule }) => rule === 'deny',
    )!;
    expect(deny.settled).toEqual({
      verdict: 'notApplicable',
      reason: { code: 'allPortsDocumented', values: {} },
    });
  });
});

const settledOf = (roles: Record<string, string[]>, resolved = names({}), vantages = here as object) =>
  checksOf(
    plan(site(roles, vantages as never), [profile({ flows: [flow('https', '443')] })], { resolved }),
  ).map(({ id, host, address, settled }) => ({
    id,
    host,
    address,
    ...settled?.reason,
    verdict: settled?.verdict,
  }));

describe('what is settled beforehand', () => {
  test.each([
    ['a role that is absent', {}],
    ['a role without a place', { proxy: [] }],
  ])('%s is not applicable', (_what, roles) => {
    expect(settledOf(roles)).toEqual([
      {
        id: 'test/proxy/https@outside>proxy',
        host: null,
        address: null,
        code: 'roleAbsent',
        values: { role: 'proxy' },
        verdict: 'notApplicable',
      },
    ]);
  });

  test('a name without an address is inconclusive', () => {
    const lost = { host: 'a.test', error: 'ENOTFOUND' };
    expect(settledOf({ proxy: ['a.test'] }, names({ 'a.test': 'ENOTFOUND' }))).toEqual([
      {
        id: 'test/proxy/https@outside>a.test',
        host: 'a.test',
        address: null,
        code: 'nameNotResolved',
        values: lost,
        verdict: 'inconclusive',
      },
    ]);
    expect(settledOf({ proxy: ['a.test'] }, names({ 'a.test': [] }))[0]).toMatchObject({
      code: 'nameNotResolved',
    });
    expect(settledOf({ proxy: ['a.test'] })[0]).toMatchObject({ code: 'nameNotResolved' });
  });

  test('a name that leads out of the scope is inconclusive, its other addresses are asked', () => {
    const found = settledOf({ proxy: ['a.test'] }, names({ 'a.test': ['203.0.113.5', '192.0.2.5'] }));
    expect(found.map(({ address, verdict }) => [address, verdict])).toEqual([
      ['192.0.2.5', undefined],
      ['203.0.113.5', 'inconclusive'],
    ]);
  });

  test('deny wins', () => {
    const at = site({ proxy: ['192.0.2.5'] }, here, {
      scope: { allow: [parseCidr('192.0.2.0/24')!], deny: [parseCidr('192.0.2.4/31')!] },
    });
    expect(checksOf(plan(at, [both]))[0]!.settled).toMatchObject({
      reason: { code: 'resolvedOutsideScope' },
    });
  });

  test('the vantage’s own address is not applicable', () => {
    const vantages = { outside: { source: ['192.0.2.3', '127.0.0.1'] } };
    expect(settledOf({ proxy: ['192.0.2.3'] }, names({}), vantages)[0]).toMatchObject({
      code: 'ownAddress',
      verdict: 'notApplicable',
    });
  });

  test('without a source the vantage is the whole machine, but for its loopback', () => {
    const asked = settledOf({ proxy: ['198.51.100.7', '2001:db8:f::7', '127.0.0.1', '198.51.100.8'] });
    expect(asked.map(({ address, code }) => [address, code])).toEqual([
      ['127.0.0.1', 'resolvedOutsideScope'],
      ['198.51.100.7', 'ownAddress'],
      ['198.51.100.8', 'resolvedOutsideScope'],
      ['2001:db8:f::7', 'ownAddress'],
    ]);
  });
});

describe('vantages', () => {
  const two = { dmz: { standsFor: ['dmz'], source: ['198.51.100.7'] }, outside: { source: ['203.0.113.9'] } };
  const at = site({ proxy: ['192.0.2.3'] }, two);

  test('whose source is elsewhere do not ask; their rules are named', () => {
    const made = plan(at, [both]);
    expect(checksOf(made)).toEqual([]);
    expect(made.notCovered.map(({ rule, from, to, reason }) => [rule, from, to, reason.code])).toEqual([
      ['test/proxy/deny', 'internet', 'proxy', 'vantageElsewhere'],
      ['test/proxy/https', 'internet', 'proxy', 'vantageElsewhere'],
    ]);
  });

  test('chosen without their source: inconclusive, nothing covers it up', () => {
    const made = plan(at, [both], { chosenVantages: ['outside'] });
    expect(made.notCovered).toEqual([]);
    expect(checksOf(made).map(({ settled }) => settled)).toEqual([
      {
        verdict: 'inconclusive',
        reason: { code: 'sourceMissing', values: { vantage: 'outside', source: ['203.0.113.9'] } },
      },
      {
        verdict: 'inconclusive',
        reason: { code: 'sourceMissing', values: { vantage: 'outside', source: ['203.0.113.9'] } },
      },
    ]);
  });

  test('not chosen: named', () => {
    const made = plan(at, [both], { chosenVantages: ['dmz'] });
    expect(made.notCovered.map(({ reason }) => reason.code)).toEqual([
      'vantageNotChosen',
      'vantageNotChosen',
    ]);
  });

  test('for a role that none stands for: named', () => {
    const made = plan(site({ proxy: ['192.0.2.3'] }, { dmz: { standsFor: ['dmz'] } }), [both]);
    expect(made.notCovered.map(({ reason }) => reason)).toEqual([
      { code: 'noVantageForRole', values: { role: 'internet' } },
      { code: 'noVantageForRole', values: { role: 'internet' } },
    ]);
  });

  test('ask a family from a source of that family, or not at all', () => {
    const addresses = { proxy: ['192.0.2.3', '2001:db8::3'] };
    const sources = (source: string[]) => {
      const made = plan(site(addresses, { outside: { source } }), [both]);
      return {
        from: targetsOf(made).map((target) => [target.address, target.source]),
        notCovered: made.notCovered.map(({ reason }) => reason),
      };
    };
    expect(sources(['198.51.100.7', '2001:db8:f::7'])).toEqual({
      from: [
        ['192.0.2.3', '198.51.100.7'],
        ['2001:db8::3', '2001:db8:f::7'],
      ],
      notCovered: [],
    });
    expect(sources(['198.51.100.7'])).toEqual({
      from: [['192.0.2.3', '198.51.100.7']],
      notCovered: [
        { code: 'familyWithoutSource', values: { vantage: 'outside', family: 'IPv6' } },
        { code: 'familyWithoutSource', values: { vantage: 'outside', family: 'IPv6' } },
      ],
    });
    expect(sources([]).from).toEqual([
      ['192.0.2.3', null],
      ['2001:db8::3', null],
    ]);
  });

  test('any loopback source is this machine’s', () => {
    const made = plan(site({ proxy: ['192.0.2.3'] }, { outside: { source: ['127.0.0.9'] } }), [both]);
    expect(targetsOf(made)[0]!.source).toBe('127.0.0.9');
  });
});

const decoysOf = (made: ReturnType<typeof plan>) => targetsOf(made).map(({ decoys }) => formatPorts(decoys));

describe('targets', () => {
  test('hold documented, forbidden and decoy ports of an address', () => {
    const [target] = targetsOf(plan(site({ proxy: ['192.0.2.3'] }, here), [both]));
    expect(formatPorts(target!.documented)).toBe('443');
    expect(formatPorts(target!.forbidden)).toBe('1-442,444-1000');
    expect(target!.decoys.length).toBe(4);
  });

  test('have the same decoys in every run, others at other addresses, none of them documented', () => {
    const wide = profile({ flows: [flow('media', '10000-64999', { need: 'optional' })] });
    const at = site({ proxy: ['192.0.2.3', '192.0.2.4'] }, here);
    expect(decoysOf(plan(at, [both]))).toEqual(decoysOf(plan(at, [both])));
    expect(new Set(decoysOf(plan(at, [both]))).size).toBe(2);
    const beside = parsePorts('10000-64998')![0]!;
    const almost = profile({ flows: [flow('media', '1', { ports: beside, need: 'optional' })] });
    expect(() => decoysOf(plan(at, [almost]))).not.toThrow();
    expect(() => decoysOf(plan(at, [wide]))).not.toThrow();
  });

  test('for --only keep the controls’ ports, and leave out what is not wanted', () => {
    const at = site({ proxy: ['192.0.2.3'] }, here);
    const only = (...wanted: string[]) =>
      targetsOf(plan(at, [both], { only: wanted })).map(({ documented, forbidden, checks }) => ({
        documented: formatPorts(documented),
        forbidden: formatPorts(forbidden),
        rules: checks.map(({ rule }) => rule),
      }));
    expect(only('deny')).toEqual([{ documented: '443', forbidden: '1-442,444-1000', rules: ['deny'] }]);
    expect(only('test/proxy/https')).toEqual([{ documented: '443', forbidden: '', rules: ['https'] }]);
    expect(only('test/proxy/https@outside>192.0.2.3')).toHaveLength(1);
    expect(only('test/proxy/https@outside>192.0.2.4')).toEqual([]);
  });
});

/** A seeded tenth; `npm run soak` plans the whole million. */
const checks = Number(process.env['PORTWITNESS_PLANNED_CHECKS'] ?? 100_000);

test(`${checks} checks are streamed`, () => {
  const addresses = Array.from(
    { length: checks / 5 },
    (_, i) => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`,
  );
  const flows = Array.from({ length: 5 }, (_, i) => flow(`flow-${i}`, String(i + 1)));
  const at = site({ proxy: addresses }, here, { scope: { allow: [parseCidr('10.0.0.0/8')!], deny: [] } });
  const before = process.memoryUsage().heapUsed;
  let [count, highest] = [0, 0];
  for (const part of plan(at, [profile({ flows })]).parts()) {
    count += part.kind === 'target' ? part.target.checks.length : 1;
    if (count % 50_000 === 0) highest = Math.max(highest, process.memoryUsage().heapUsed - before);
  }
  expect(count).toBe(checks);
  expect(highest).toBeLessThan(300e6);
}, 60_000);
