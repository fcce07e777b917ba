import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../../../src/cli/command-line.ts';
import { audit } from '../../../src/cli/audit.ts';
import { issueIdentity } from '../../../src/cli/demo/certificate.ts';
import { demoPorts, openDeployment, publishedNames } from '../../../src/cli/demo/deployment.ts';
import { writeDemoProfile, writeDemoSite } from '../../../src/cli/demo/files.ts';
import { findFreeBand } from '../../../src/cli/demo/loopback.ts';
import { prepare } from '../../../src/cli/prepare.ts';
import { openSession } from '../../../src/cli/session.ts';
import { leaveNamesAlone } from '../../../src/cli/system-lookup.ts';
import type { Report } from '../../../src/model/report.ts';
import { fakeWorld } from '../fake-world.ts';

let scratch: string;
beforeEach(async () => (scratch = await mkdtemp(join(tmpdir(), 'demo-'))));
afterEach(() => rm(scratch, { recursive: true }));

async function reportIn(run: string): Promise<Report> {
  return JSON.parse(await readFile(join(scratch, run, 'report.json'), 'utf8')) as Report;
}

describe('the demo', () => {
  test('shows a compliant deployment, then a violation, and what to type next', async () => {
    const { world, written } = fakeWorld(['demo', '--out', scratch], { now: () => new Date() });
    expect(await runCommandLine(world)).toBe(0);
    expect((await readdir(scratch)).toSorted()).toEqual([
      'compliant',
      'compliant.html',
      'profile.yaml',
      'site.yaml',
      'violation',
      'violation.html',
    ]);
    const [first, second] = [await reportIn('compliant'), await reportIn('violation')];
    expect([first.outcome, first.counts.inconclusive]).toEqual(['compliant', 0]);
    expect([second.outcome, second.counts.fail]).toEqual(['nonCompliant', 1]);
    const forgotten = second.checks.find(({ verdict }) => verdict === 'fail')!;
    expect(forgotten.rule).toBe('external-default-deny');
    expect(written.stdout).toContain(`port ${forgotten.observed.open[0]!}`);
    expect(written.stdout).toContain(`portwitness report ${scratch}/violation`);
    expect(written.stderr).toBe('');
  }, 60_000);

  test('where loopback has one address only, one vantage stands for both places', async () => {
    const only = '127.0.0.1';
    const addresses = {
      apart: false,
      outside: only,
      proxyExternal: only,
      proxyInternal: only,
      frontEnd: only,
      officeWebApps: only,
    };
    const band = (await findFreeBand([only]))!;
    const ports = demoPorts(band);
    await writeDemoProfile(scratch, band, ports);
    const site = await writeDemoSite(scratch, addresses, ports);
    const { world } = fakeWorld([], { now: () => new Date() });
    const deployment = await openDeployment(addresses, ports, issueIdentity(publishedNames, new Date()));
    const prepared = await prepare({ site, vantage: [], only: [] }, leaveNamesAlone);
    const settings = { sweeper: 'connect', quiet: true, yes: false } as const;
    const { report } = await audit(prepared, settings, openSession(world, 'en', true));
    await deployment.close();
    expect(report.outcome).toBe('compliant');
    expect(report.vantages).toMatchObject([
      { name: 'here', standsFor: ['internet', 'reverse-proxy-internal'] },
    ]);
  }, 60_000);
});
