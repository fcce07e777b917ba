import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { audit as auditFrom, checkOf, type Audited } from '../audit.ts';
import { chain } from '../rules.ts';
import { betweenTwoSides, type Rules } from './two-sides.ts';

const rules: Rules = {
  flows: ['id: web, port: 443/tcp, need: required', 'id: turn, port: 3478/udp, need: required'],
  closed: [
    'id: no-tcp, ports: 1-3000/tcp, state: blocked, control: web',
    'id: no-udp, ports: 4000-4199/udp, state: closed, control: turn',
  ],
};
const documented = ['tcp dport 443 accept', 'udp dport 3478 accept'];

const ends = (audited: Audited) =>
  Object.fromEntries(
    (audited.report?.checks ?? []).map(({ rule, verdict, reasonCode }) => [rule, `${verdict} ${reasonCode}`]),
  );
const warningsOf = ({ report }: Audited) => report?.warnings?.map(({ reasonCode }) => reasonCode);

describe.each([4, 6] as const)('a firewall with no server behind it, over IPv%i', (family) => {
  test.concurrent('as documented: every flow is proven, every other port proven blocked', async () => {
    await betweenTwoSides(rules, { pass: documented, family }, async ({ audit }) => {
      const audited = await audit();
      expect(ends(audited)).toEqual({
        web: 'pass farSideProven',
        turn: 'pass farSideProven',
        'no-tcp': 'pass farSideBlocked',
        'no-udp': 'pass farSideBlocked',
      });
      expect([audited.status, warningsOf(audited)]).toEqual([0, ['farSideStandIn']]);
      expect(checkOf(audited, 'no-udp').missProbability).toBeLessThanOrEqual(1e-4);
    });
  });

  test.concurrent('with one port forgotten open on each protocol, and a flow forgotten', async () => {
    const pass = ['udp dport { 3478, 4123 } accept', 'tcp dport 1234 accept'];
    await betweenTwoSides(rules, { pass, family }, async ({ audit }) => {
      const audited = await audit();
      expect(ends(audited)).toMatchObject({ web: 'fail flowSilent', turn: 'pass farSideProven' });
      expect(checkOf(audited, 'no-tcp')).toMatchObject({ verdict: 'fail', observed: { open: [1234] } });
      expect(checkOf(audited, 'no-udp')).toMatchObject({ verdict: 'fail', observed: { open: [4123] } });
    });
  });
});

test.concurrent('packets that cross one way are seen, though no answer comes back', async () => {
  // The firewall lets requests in and their answers not out: to the vantage all is silent.
  const more = chain('oneway', 'filter hook forward priority -10', [
    'iifname "far" tcp sport 1234 drop',
    'iifname "far" udp sport { 4123, 3479 } drop',
  ]);
  const pass = [...documented, 'tcp dport 1234 accept', 'udp dport { 4123, 3479 } accept'];
  const flows = [...rules.flows, 'id: other, port: 3479/udp, need: required'];
  await betweenTwoSides({ ...rules, flows }, { pass, more }, async ({ audit }) => {
    expect(ends(await audit())).toMatchObject({
      other: 'fail farSideAnswersLost',
      'no-tcp': 'fail farSideCrossed',
      'no-udp': 'fail farSideCrossed',
    });
  });
});

test.concurrent('source address translation between the two sides is seen and named', async () => {
  const more = chain('translate', 'nat hook postrouting priority 100', ['oifname "far" masquerade']);
  await betweenTwoSides(rules, { pass: documented, more }, async ({ lab, audit }) => {
    const audited = await audit();
    expect(ends(audited)).toMatchObject({ web: 'pass farSideProven', 'no-tcp': 'pass farSideBlocked' });
    const warning = audited.report?.warnings?.[1];
    expect(warning).toMatchObject({
      reasonCode: 'farSideSourceTranslated',
      reasonValues: { sent: lab.address('scanner', 'near'), seen: lab.address('router', 'far') },
    });
  });
});

test.concurrent('a translated destination proves flows, and no silence', async () => {
  // 10.2.0.99 is nobody's: the router leads it to the server.
  const more = chain('translate', 'nat hook prerouting priority -100', [
    'ip daddr 10.2.0.99 dnat to 10.2.0.3',
  ]);
  await betweenTwoSides(rules, { pass: documented, more }, async ({ lab, site, farSide }) => {
    const text = readFileSync(site, 'utf8').replaceAll(lab.address('server', 'far'), '10.2.0.99');
    const audited = await auditFrom(lab, 'scanner', text, { vantage: 'here', args: farSide.args });
    expect(ends(audited)).toMatchObject({ web: 'pass farSideProven', turn: 'pass farSideProven' });
    expect(checkOf(audited, 'no-udp').verdict).toBe('inconclusive');
    expect(warningsOf(audited)).toEqual([
      'farSideStandIn',
      'farSideTargetTranslated',
      'farSideGapTranslated',
    ]);
  });
});

test.concurrent('without a log at hand, the listener itself sends it, through the firewall', async () => {
  await betweenTwoSides(rules, { pass: documented }, async ({ farSide, audit }) => {
    const audited = await audit(farSide.args.slice(2));
    expect(ends(audited)).toEqual({
      web: 'pass farSideProven',
      turn: 'pass farSideProven',
      'no-tcp': 'pass farSideBlocked',
      'no-udp': 'pass farSideBlocked',
    });
  });
});

test.concurrent('a listener that ends in mid-run proves nothing shut', async () => {
  await betweenTwoSides(rules, { pass: documented }, async ({ lab, farSide, audit }) => {
    const running = audit();
    // Once the sweep is under way.
    for (let packets = 0; packets < 20;) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      packets = readFileSync(farSide.log, 'utf8').split('"arrived"').length * 5;
    }
    await farSide.running.stop();
    const audited = await running;
    expect(checkOf(audited, 'no-udp').verdict).not.toBe('pass');
    expect(warningsOf(audited)).toContain('farSideGapUnbounded');
    const { stdout } = await lab.run('server', ['nft', 'list', 'ruleset']);
    expect(stdout).toBe('');
  });
});

test.concurrent.each(['SIGTERM', 'SIGKILL'] as const)(
  'the rules go with the listener: %s',
  async (signal) => {
    await betweenTwoSides(rules, { pass: documented }, async ({ lab, farSide }) => {
      const rulesOf = async () => (await lab.run('server', ['nft', 'list', 'ruleset'])).stdout;
      expect(await rulesOf()).toContain('tproxy');
      expect(farSide.running.output()).toContain('tproxy');
      farSide.running.signal(signal);
      for (let waited = 0; waited < 5000 && (await rulesOf()) !== ''; waited += 50)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await rulesOf()).toBe('');
    });
  },
);
