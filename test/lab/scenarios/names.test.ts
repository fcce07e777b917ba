import { expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit, checkOf } from '../audit.ts';
import { inLaboratory } from '../laboratory.ts';
import { listen } from '../servers/listeners.ts';
import { forbiddenPort, profileText, servicePort, siteText } from './bed.ts';

const layout = { networks: { lan: ['scanner', 'one', 'two'] } };

test('every address of a name has its verdict, and a name that does not resolve is no pass', async () => {
  await inLaboratory(layout, async (lab) => {
    const [one, two] = [lab.address('one', 'lan'), lab.address('two', 'lan', 6)];
    const nobody = '10.1.0.99';
    // A name whose answers lead to different hosts, and to one that is dead.
    const hosts = [one, two, nobody].map((address) => `${address} pool.contoso.test\n`);
    lab.etc('scanner', 'hosts', hosts.join(''));
    lab.etc('scanner', 'resolv.conf', 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
    await listen(lab, 'one', [servicePort, forbiddenPort]);
    await listen(lab, 'two', [servicePort]);
    writeFileSync(join(lab.folder, 'profile.yaml'), profileText('closed'));
    const site = siteText({
      server: '[pool.contoso.test, gone.contoso.test]',
      source: `["${lab.address('scanner', 'lan')}", "${lab.address('scanner', 'lan', 6)}"]`,
      scope: '["10.1.0.0/24", "fd00:1::/64"]',
    });
    const audited = await audit(lab, 'scanner', site, { vantage: 'here' });
    const ending = (address: string | null) => {
      const at = audited.report?.checks.filter((check) => check.address === address) ?? [];
      return Object.fromEntries(at.map((check) => [check.rule, `${check.verdict} ${check.reasonCode}`]));
    };
    expect(ending(one)).toEqual({ service: 'pass flowOpen', forbidden: 'fail closedOpen' });
    expect(ending(two)).toEqual({ service: 'pass flowOpen', forbidden: 'pass closedAnswered' });
    expect(ending(nobody)).toEqual({
      service: expect.stringMatching(/^fail flow(HostDown|HostSilent|Rejected)$/),
      forbidden: expect.stringMatching(/^inconclusive /),
    });
    expect(ending(null)).toEqual({
      service: 'inconclusive nameNotResolved',
      forbidden: 'inconclusive nameNotResolved',
    });
    expect(checkOf(audited, 'forbidden', one).observed.open).toEqual([forbiddenPort]);
    expect(audited.status).toBe(1);
  });
});
