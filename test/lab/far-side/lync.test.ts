import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { audit } from '../audit.ts';
import { inLaboratory } from '../laboratory.ts';
import { endings, siteText } from '../lync/audits.ts';
import { perimeter } from '../lync/deployment.ts';
import { forward } from '../rules.ts';
import { standFor } from './listener.ts';

/** The perimeter of the Lync reverse proxy with its firewalls, and no server anywhere. */
test('both firewalls of the Lync perimeter are proven before any server is installed', async () => {
  const layout = perimeter({});
  await inLaboratory({ ...layout, rules: { ...layout.rules, proxy: forward() } }, async (lab) => {
    const site = siteText(lab, true);
    const file = join(lab.folder, 'before.yaml');
    writeFileSync(file, site);
    const external = await standFor(lab, 'proxy', file, 'reverse-proxy-external');
    const [pool, office] = await Promise.all([
      standFor(lab, 'frontend', file, 'front-end'),
      standFor(lab, 'officeweb', file, 'office-web-apps'),
    ]);
    const [outside, dmz] = await Promise.all([
      audit(lab, 'client', site, { vantage: 'outside', args: external.args }),
      audit(lab, 'proxy', site, { vantage: 'dmz', args: [...pool.args, ...office.args.slice(0, 2)] }),
    ]);
    for (const [rule, ending] of Object.entries(endings({ outside, dmz }))) {
      if (ending.startsWith('notApplicable')) continue;
      expect(`${rule}: ${ending}`).toMatch(/: pass farSide(Proven|Blocked)$/);
    }
    expect([outside.status, dmz.status]).toEqual([0, 0]);
  });
});
