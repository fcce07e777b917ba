import { describe, expect, test } from '@jest/globals';
import { auditBoth, endings } from './audits.ts';
import { type Deviation, inDeployment } from './deployment.ts';

/** How every check ends where all is as documented. */
const asDocumented = {
  'external-http': 'pass flowAsExpected',
  'external-https': 'pass flowAsExpected',
  'external-default-deny': 'pass closedProven',
  'external-4443': 'pass closedProven',
  'pool-4443-from-internet': 'notApplicable roleAbsent',
  'internal-http': 'pass flowAsExpected',
  'internal-https': 'pass flowAsExpected',
  'internal-default-deny': 'pass closedProven',
  'internal-office-web-apps': 'pass flowAsExpected',
  'office-web-apps-default-deny': 'pass closedProven',
};

interface Deployment {
  readonly name: string;
  readonly deviation: Deviation;
  readonly autodiscoverOverHttp?: boolean;
  /** Exit statuses of the two audits: from outside, from the DMZ. */
  readonly outside: number;
  readonly dmz: number;
  /** What ends otherwise than in a deployment as documented. */
  readonly differs: Partial<Record<keyof typeof asDocumented, unknown>>;
}

const deployments: readonly Deployment[] = [
  { name: 'as documented', deviation: {}, outside: 0, dmz: 0, differs: {} },
  {
    name: '4443 shut',
    deviation: { poolPortShut: 4443 },
    outside: 0,
    dmz: 1,
    differs: { 'internal-https': 'fail flowRefused' },
  },
  {
    name: '8080 shut, Autodiscover over HTTP on',
    deviation: { poolPortShut: 8080 },
    autodiscoverOverHttp: true,
    outside: 0,
    dmz: 1,
    differs: { 'internal-http': 'fail flowRefused' },
  },
  {
    name: '8080 shut, Autodiscover over HTTP off',
    deviation: { poolPortShut: 8080 },
    outside: 0,
    dmz: 0,
    differs: { 'internal-http': 'pass flowOptionalRefused' },
  },
  {
    name: '3389 opened outside',
    deviation: { openedOutside: 3389 },
    outside: 1,
    dmz: 0,
    differs: { 'external-default-deny': 'fail closedOpen' },
  },
  {
    name: '4443 opened outside',
    deviation: { openedOutside: 4443 },
    outside: 1,
    dmz: 0,
    differs: { 'external-default-deny': 'fail closedOpen', 'external-4443': 'fail closedOpen' },
  },
  {
    name: 'the Front End down',
    deviation: { frontEndDown: true },
    outside: 0,
    dmz: 1,
    differs: {
      'internal-http': expect.stringMatching(/^(pass flowOptional(Silent|Rejected)( \| )?)+$/),
      'internal-https': expect.stringMatching(/^(fail flow(HostSilent|HostDown|Rejected)( \| )?)+$/),
      'internal-default-deny': expect.stringMatching(
        /^(inconclusive closed(HostSilent|HostDown|NoControl|Unknown)( \| )?)+$/,
      ),
    },
  },
];

describe('seven deployments of the Lync Server 2013 reverse proxy, IPv4 and IPv6', () => {
  const rows = deployments.map((deployment) => [deployment.name, deployment] as const);
  // One after another: seven times 65,535 ports at once would starve each other.
  test.each(rows)('%s', async (_name, deployment) => {
    const { deviation, autodiscoverOverHttp = false, differs, outside, dmz } = deployment;
    await inDeployment(deviation, async (lab) => {
      const audits = await auditBoth(lab, autodiscoverOverHttp);
      expect(endings(audits)).toEqual({ ...asDocumented, ...differs });
      expect([audits.outside.status, audits.dmz.status]).toEqual([outside, dmz]);
      for (const check of audits.outside.report!.checks)
        if (check.verdict === 'fail') expect(check.observed.open).toEqual([deviation.openedOutside]);
    });
  });
});
