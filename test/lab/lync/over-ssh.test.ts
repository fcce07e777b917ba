import { describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReportCheck } from '../../../src/model/report.ts';
import { audit, judgeRuns, type Audited } from '../audit.ts';
import type { Laboratory } from '../laboratory.ts';
import { inDeployment } from './deployment.ts';
import { siteText, sshPort, startSshServers, withAuditor } from './over-ssh.ts';
import { startSshd } from '../servers/sshd.ts';

const band = '4000-4600/tcp';

function checksOf({ report, stderr }: Audited): readonly ReportCheck[] {
  if (report === null) throw new Error(`no report: ${stderr}`);
  return report.checks;
}

/** How each check ended, by its id. */
function verdicts(...audits: readonly Audited[]): Record<string, string> {
  const all = audits.flatMap((audited) => checksOf(audited));
  return Object.fromEntries(all.map(({ id, verdict, reasonCode }) => [id, `${verdict} ${reasonCode}`]));
}

function ofVantage(audited: Audited, vantage: string): string[] {
  const mine = checksOf(audited).filter((check) => check.vantage === vantage);
  return mine.map(({ verdict, reasonCode }) => `${verdict} ${reasonCode}`);
}

const fromAuditor = (lab: Laboratory, site: string, args: readonly string[] = []) =>
  audit(lab, 'auditor', site, { args });

describe('the Lync reverse proxy, audited from one machine by way of the SSH servers of two hosts', () => {
  test('ends as where each vantage runs the audit itself; faults of one vantage leave the other alone', async () => {
    await inDeployment(
      {},
      async (lab) => {
        const servers = await startSshServers(lab);
        const here = await siteText(lab, band, { overSsh: false });
        const local = [
          await audit(lab, 'client', here, { vantage: 'outside', args: ['--out', 'runs/outside'] }),
          await audit(lab, 'proxy', here, { vantage: 'dmz', args: ['--out', 'runs/dmz'] }),
        ];
        const there = await fromAuditor(lab, await siteText(lab, band, { overSsh: true }));
        expect(verdicts(there)).toEqual(verdicts(...local));
        expect(Object.keys(verdicts(there)).length).toBeGreaterThan(15);
        // Two machines' runs as one say the same as one machine that asks from both.
        const joined = await judgeRuns(lab, ['runs/outside', 'runs/dmz']);
        expect(verdicts(joined)).toEqual(verdicts(there));
        expect([joined.status, joined.report?.notCovered]).toEqual([0, []]);
        expect(there.status).toBe(0);
        expect(there.report!.vantages).toMatchObject([
          {
            name: 'dmz',
            transport: 'ssh',
            source: [lab.address('proxy', 'internal'), lab.address('proxy', 'internal', 6)],
          },
          { name: 'outside', transport: 'ssh', hostKey: expect.stringMatching(/^SHA256:/) },
        ]);

        const through = await fromAuditor(lab, await siteText(lab, band, { overSsh: true, jump: true }), [
          '--only',
          'internal-https',
        ]);
        expect(ofVantage(through, 'dmz')).toEqual(Array(2).fill('pass flowAsExpected'));

        const other = `SHA256:${'A'.repeat(43)}`;
        const swapped = await fromAuditor(
          lab,
          await siteText(lab, band, { overSsh: true, proxyHostKey: other }),
        );
        expect(new Set(ofVantage(swapped, 'dmz'))).toEqual(
          new Set([
            'inconclusive sshHostKeyOther',
            ...ofVantage(there, 'dmz').filter((end) => end.startsWith('notApplicable')),
          ]),
        );
        expect(checksOf(swapped).find(({ vantage }) => vantage === 'dmz')?.reason).toContain(other);
        expect(ofVantage(swapped, 'outside')).toEqual(ofVantage(there, 'outside'));
        expect(swapped.status).toBe(3);

        await servers.proxy.stop();
        await startSshd(lab, 'proxy', sshPort, [
          'AllowTcpForwarding no',
          'PermitRootLogin yes',
          'StrictModes no',
          `AuthorizedKeysFile ${lab.folder}/auditor.pub`,
        ]);
        const forbidden = await fromAuditor(lab, await siteText(lab, band, { overSsh: true }));
        const ended = checksOf(forbidden).filter(({ vantage }) => vantage === 'dmz');
        expect(new Set(ended.map(({ verdict }) => verdict))).toEqual(new Set(['inconclusive']));
        expect(ended[0]!.reason).toContain('does not allow connections there');
        expect(ofVantage(forbidden, 'outside')).toEqual(ofVantage(there, 'outside'));
      },
      withAuditor(),
    );
  });

  test('sshd killed in mid-run: what it had not answered is inconclusive, the other vantage goes on', async () => {
    await inDeployment(
      {},
      async (lab) => {
        await startSshServers(lab);
        // Slow enough to be under way when the server goes.
        const site = (await siteText(lab, band, { overSsh: true })).replace('perHost: max', 'perHost: 100');
        const running = fromAuditor(lab, site);
        await sleep(5000);
        // All of its processes: the listener, and one for each login.
        await lab.run('proxy', [
          'sh',
          '-c',
          'for pid in $(ip netns pids "$(ip netns identify $$)"); do grep -aq sshd /proc/$pid/cmdline && kill -9 $pid; done',
        ]);
        const killed = await running;
        const closed = checksOf(killed).filter(({ vantage, kind }) => vantage === 'dmz' && kind === 'closed');
        expect(new Set(closed.map(({ verdict }) => verdict))).toEqual(new Set(['inconclusive']));
        expect(new Set(ofVantage(killed, 'dmz').filter((end) => end.startsWith('fail')))).toEqual(new Set());
        expect(new Set(ofVantage(killed, 'outside'))).toEqual(
          new Set(['pass flowAsExpected', 'pass closedProven', 'notApplicable roleAbsent']),
        );
        expect(killed.status).toBe(3);
      },
      withAuditor(),
    );
  });
});
