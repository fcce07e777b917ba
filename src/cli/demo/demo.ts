import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../model/report.ts';
import { cleanTerminal } from '../../report/clean.ts';
import { audit } from '../audit.ts';
import { exitStatus, type ExitStatus } from '../exit-status.ts';
import { writeReport, writeText } from '../output.ts';
import { OutputFailure } from '../output-failure.ts';
import { parseOutputs } from '../output-requests.ts';
import { prepare } from '../prepare.ts';
import type { Session } from '../session.ts';
import { leaveNamesAlone } from '../system-lookup.ts';
import { issueIdentity } from './certificate.ts';
import { demoPorts, openDeployment, openForgottenService, publishedNames } from './deployment.ts';
import { writeDemoProfile, writeDemoSite } from './files.ts';
import { demoAddresses, findFreeBand } from './loopback.ts';

/** Audits a deployment as the documents want it, then one with a forgotten service, on this machine's loopback. */
export async function runDemo(out: string | undefined, session: Session): Promise<ExitStatus> {
  const { say, world } = session;
  const heading = (code: string): Promise<void> =>
    writeText(`\n${session.colours.stdout.bold(`── ${say(code)} ──`)}\n\n`, session);
  const addresses = await demoAddresses();
  const { apart, ...places } = addresses;
  const band = await findFreeBand(Object.values(places));
  if (band === undefined) {
    world.stderr.write(`${say('demoNoBand')}\n`);
    return exitStatus.inconclusive;
  }
  const ports = demoPorts(band);
  const folder = await demoFolder(out);
  await writeDemoProfile(folder, band, ports);
  const site = await writeDemoSite(folder, addresses, ports);
  await writeText(`${introduction()}\n`, session);

  const listening = [await openDeployment(addresses, ports, issueIdentity(publishedNames, world.now()))];
  try {
    await heading('demoFirst');
    const first = await auditInto(join(folder, 'compliant'));
    if (world.interrupted.aborted) return exitStatus.interrupted;
    await heading('demoSecond');
    await writeText(
      `${say('demoPlanted', { port: ports.forgotten, address: places.proxyExternal })}\n\n`,
      session,
    );
    listening.push(await openForgottenService(addresses, ports));
    const second = await auditInto(join(folder, 'violation'));
    if (world.interrupted.aborted) return exitStatus.interrupted;
    await heading('demoNext');
    await writeText(`${whatNext()}\n`, session);
    if (first.outcome === 'compliant' && second.outcome === 'nonCompliant') return exitStatus.compliant;
    world.stderr.write(`${say('demoUnexpected', { first: first.outcome, second: second.outcome })}\n`);
    return exitStatus.inconclusive;
  } finally {
    for (const { close } of listening) await close();
  }

  function introduction(): string {
    return [
      say('demoIntroduction'),
      '',
      say('demoPlaces', { ...places, ...ports }),
      say('demoBand', { from: band!.from, to: band!.to, ports: band!.to - band!.from + 1 }),
      ...(apart ? [] : [say('demoOneAddress')]),
    ].join('\n');
  }

  async function auditInto(path: string): Promise<Report> {
    const prepared = await prepare({ site, vantage: [], only: [] }, leaveNamesAlone);
    const settings = { sweeper: 'connect', out: path, quiet: false, yes: false } as const;
    const { report, unkept } = await audit(prepared, settings, session);
    await writeReport(report, parseOutputs([`html=${path}.html`], world.cwd, 'table'), session);
    if (unkept.length > 0) throw new OutputFailure(unkept);
    return report;
  }

  function whatNext(): string {
    const command = world.invokedAs;
    return say('demoWhatNext', { folder: cleanTerminal(folder), command });
  }
}

async function demoFolder(out: string | undefined): Promise<string> {
  if (out === undefined) return mkdtemp(join(tmpdir(), 'portwitness-demo-'));
  await mkdir(out, { recursive: true });
  return out;
}
