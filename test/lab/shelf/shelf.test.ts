import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportCheck } from '../../../src/model/report.ts';
import { findProfile, shippedProfiles } from '../../../src/profile/catalogue.ts';
import { loadProfile } from '../../../src/profile/load.ts';
import type { Audited } from '../audit.ts';
import { auditAll, type Deployment, inDeployment } from './deployment.ts';
import { forward } from '../rules.ts';
import { forbiddenPaths } from './listeners.ts';

const program = join(process.cwd(), 'dist', 'cli', 'main.js');
const ids = await shippedProfiles();
/** The rules that the program itself writes, for each profile; else for those where it costs little or must be. */
const soak = process.env['PORTWITNESS_LAB_EVERY_WAY'] === '1';
const alwaysExported = ['lync-server-2013/reverse-proxy', 'pci-dss/segmentation'];

describe('every profile of the shelf, against a deployment made from it', () => {
  // One after another: each alone sweeps 65,535 ports many times.
  test.each(ids)('%s', async (id) => {
    const profile = await loadProfile(await findProfile(id, '.'));
    await inDeployment(profile, seeded(id), async (deployment) => {
      const open = await auditAll(deployment);
      expect(failuresIn(open)).toEqual(expectedFailures(deployment));
      if (soak || alwaysExported.includes(id)) await loadExportedRules(deployment);
      else await rejectWhatIsForbidden(deployment);
      const guarded = await auditAll(deployment);
      expect(failuresIn(guarded)).toEqual({});
      expect(unproven(guarded)).toEqual([]);
    });
  });
});

/** What fails, and which forbidden ports it names: "rule@vantage>address": "22,3389". */
function failuresIn(audits: readonly Audited[]): Record<string, string> {
  return Object.fromEntries(
    checksOf(audits)
      .filter(({ verdict }) => verdict === 'fail')
      .map((check) => [nameOf(check), check.observed?.open.join() ?? '']),
  );
}

/** Each closed rule at each address that a vantage sees, with the forbidden ports that are open there. */
function expectedFailures({ profile, places, listeners }: Deployment): Record<string, string> {
  return Object.fromEntries(
    forbiddenPaths(profile, places, listeners).map(({ rule, place, ports }) => {
      if (ports.length === 0) throw new Error(`nothing that ${rule.id} forbids is open`);
      return [`${rule.id}@${rule.from}>${place.address}`, ports.join()];
    }),
  );
}

/** What neither passes nor has no subject; the program does not ask UDP yet, and says so. */
function unproven(audits: readonly Audited[]): string[] {
  return checksOf(audits)
    .filter(({ verdict, protocol }) => verdict === 'inconclusive' && protocol === 'tcp')
    .map((check) => `${nameOf(check)}: ${check.reasonCode}`);
}

function checksOf(audits: readonly Audited[]): ReportCheck[] {
  return audits.flatMap(({ report, stderr }) => {
    if (report === null) throw new Error(`no report: ${stderr}`);
    return report.checks;
  });
}

function nameOf({ rule, vantage, address }: ReportCheck): string {
  return `${rule}@${vantage}>${address}`;
}

/** Loads what `export` writes for the site, as its owner would, into the router between all hosts. */
async function loadExportedRules({ lab, site }: Deployment): Promise<void> {
  const file = join(lab.folder, 'site.yaml');
  writeFileSync(file, site);
  const argv = [process.execPath, program, 'export', file, '--format', 'nftables'];
  const { status, stdout, stderr } = await lab.run('router', argv, { cwd: lab.folder });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  await lab.nft('router', stdout);
}

/** The quick way to compliance: the router turns away what is open and forbidden, and hosts reset all else. */
async function rejectWhatIsForbidden({ lab, profile, places, listeners }: Deployment): Promise<void> {
  const rules = forbiddenPaths(profile, places, listeners).map(
    ({ rule, place, ports }) =>
      `ip saddr ${places.of(rule.from)[0]!.address} ip daddr ${place.address} ${rule.protocol} dport { ${ports.join(', ')} } reject with icmp type admin-prohibited`,
  );
  await lab.nft('router', `table inet guard {\n${forward(...rules)}\n}\n`);
}

/** Numbers that are the same for the same profile in every run: FNV-1a, on and on. */
function seeded(text: string): (count: number) => number {
  let state = Array.from(text).reduce(
    (hash, char) => Math.imul(hash ^ char.charCodeAt(0), 16_777_619),
    2_166_136_261,
  );
  return (count) => {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_519) + 2_654_435_769;
    return (state >>> 0) % count;
  };
}
