import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { InputError } from '../model/mistake.ts';
import { fileMistake } from '../input/mistakes.ts';
import { formatPorts } from '../model/ports.ts';
import { cleanTerminal } from '../report/clean.ts';
import { loadSite } from '../site/load.ts';
import { resolveNames } from '../site/resolve.ts';
import { loadKernel, type Kernel } from '../vantage/local/raw/kernel.ts';
import { machineAddresses } from '../vantage/local/route.ts';
import { openListener, type OpenListener } from '../vantage/listener/open-listener.ts';
import { DiversionFailure, type PortsByProtocol } from '../vantage/listener/stand-in.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { makeKeyWhereNone, readKey } from './far-side-key.ts';
import { listenWhere, mostOfRange } from './listen-where.ts';
import { OutputFailure, outputReason } from './output-failure.ts';
import { badUsage } from './bad-usage.ts';
import type { Session } from './session.ts';
import { systemLookup } from './system-lookup.ts';

export interface ListenRequest {
  readonly site: string;
  readonly role: string;
  readonly all: boolean;
  readonly address: readonly string[];
  readonly key?: string | undefined;
  readonly log?: string | undefined;
}

/** Stands in for the servers of a role until it is interrupted, and keeps a log of who came. */
export async function listen(request: ListenRequest, session: Session): Promise<ExitStatus> {
  const { world } = session;
  const { site, profiles } = await loadSite(request.site);
  const where = listenWhere(
    {
      site,
      profiles,
      resolved: await resolveNames({ roles: { role: site.roles[request.role] ?? [] } }, systemLookup),
    },
    request,
    new Set(machineAddresses()),
  );
  const keyFile = resolve(world.cwd, request.key ?? 'far-side.key');
  const made = await makeKeyWhereNone(keyFile);
  const key = await readKey(keyFile);
  const id = randomBytes(16).toString('hex');
  const logFile = resolve(world.cwd, request.log ?? `far-side-${request.role}-${id.slice(0, 8)}.jsonl`);
  const log = openLog(logFile);
  const tell = (code: string, values: Parameters<Session['say']>[1] = {}): void =>
    void world.stderr.write(`${cleanTerminal(session.say(code, values))}\n`);

  if (made) tell('listenKeyMade', { file: keyFile });
  let listener: OpenListener;
  try {
    listener = await openListener({
      ...where,
      key,
      id,
      site: { name: site.name, sha256: site.sha256 },
      role: request.role,
      kernel: await kernelHere(),
      now: world.now,
      write: (line) => void writeSync(log, line),
      readLog: () => readFileSync(logFile),
      tellRules: (rules) => {
        tell('listenRules');
        world.stderr.write(`${rules}\n`);
      },
    });
  } catch (cause) {
    closeSync(log);
    rmSync(logFile); // ours, and empty: nothing was heard
    if (!(cause instanceof DiversionFailure)) throw cause;
    throw badUsage({ code: 'listenAllImpossible', values: { problem: cause.message } });
  }
  if (where.cut) tell('listenRangeCut', { most: mostOfRange });
  tellWhatStands(listener, where.addresses, logFile, tell);
  const ended = world.interrupted.aborted ? Promise.resolve([]) : once(world.interrupted, 'abort');
  const cause = await Promise.race([ended.then(() => undefined), listener.broken]);
  await listener.close();
  closeSync(log);
  if (cause instanceof DiversionFailure) throw new OutputFailure([{ code: 'listenRulesGone', values: {} }]);
  if (cause !== undefined) throw new OutputFailure([outputReason(cause, logFile)]);
  tell('listenEnded', { file: logFile });
  return exitStatus.compliant;
}

function tellWhatStands(
  { answers, sees, missed, left }: OpenListener,
  addresses: readonly string[],
  file: string,
  tell: (code: string, values?: Parameters<Session['say']>[1]) => void,
): void {
  for (const { protocol, address, port, errno } of missed) {
    tell(errno === 'EADDRINUSE' ? 'listenPortTaken' : 'listenPortMissed', { protocol, address, port, errno });
  }
  if (left.tcp.length + left.udp.length > 0) tell('listenPortsLeft', portsOf(left));
  tell('listenStands', { addresses: [...addresses], ...portsOf(answers) });
  tell(sees === answers ? 'listenSeesLittle' : 'listenSeesAll');
  tell('listenLog', { file });
}

/** Logs are evidence: never written over. */
function openLog(file: string): number {
  try {
    return openSync(file, 'ax', 0o640);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new OutputFailure([outputReason(error, file)]);
    throw new InputError([fileMistake(file, 'listenLogThere', {})]);
  }
}

/** The watch over arrivals and the redirection need system calls that Node has not; both are Linux'. */
async function kernelHere(): Promise<Kernel | undefined> {
  if (process.platform !== 'linux') return undefined;
  return loadKernel().catch(() => undefined); // without koffi, only what answers is noticed: told below
}

function portsOf({ tcp, udp }: PortsByProtocol): { readonly tcp: string; readonly udp: string } {
  return { tcp: formatPorts(tcp) || '-', udp: formatPorts(udp) || '-' };
}
