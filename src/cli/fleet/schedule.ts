import { dirname, resolve } from 'node:path';
import { decide } from '../../fleet/schedule/decide.ts';
import { nextTimes } from '../../fleet/schedule/cron.ts';
import { loadSchedule, type Schedule, type ScheduledRun } from '../../fleet/schedule/settings.ts';
import { openBoard } from '../../fleet/queue/board.ts';
import { openScheduleQueue, type DueEnd, type DueRun } from '../../fleet/queue/schedule-queue.ts';
import { InputError, type Mistake } from '../../model/mistake.ts';
import type { ReasonValues } from '../../model/reason.ts';
import type { Site } from '../../model/site.ts';
import { cleanTerminal } from '../../report/clean.ts';
import { blackoutAt } from '../../site/blackouts.ts';
import { loadSite } from '../../site/load.ts';
import { badUsage } from '../bad-usage.ts';
import { consoleTable } from '../console-table.ts';
import { exitStatus, type ExitStatus } from '../exit-status.ts';
import { writeText } from '../output.ts';
import type { Session } from '../session.ts';
import { auditProcess, type AuditEnd } from './audit-process.ts';
import { queuePackages, readQueueAccess } from './queue-files.ts';

export interface ScheduleRequest {
  readonly file: string;
  readonly list: boolean;
  readonly once?: string | undefined;
}

/** Another run of the site, begun by hand, is waited for so long. */
const waitForOther = '10m';
const timesListed = 3;

/** Audits at their times until it is interrupted; or lists the times; or makes one audit now. */
export async function keepSchedule(
  { file, list, once }: ScheduleRequest,
  session: Session,
  program?: readonly string[],
): Promise<ExitStatus> {
  const { world } = session;
  const path = resolve(world.cwd, file);
  const schedule = await loadSchedule(path, file);
  const sites = await loadSites(schedule, path);
  if (list) return listTimes(schedule, session);
  const audits: Audits = { schedule, path, session, program };
  if (once !== undefined) {
    const run = schedule.runs.find(({ name }) => name === once);
    if (run === undefined) throw badUsage({ code: 'scheduleRunUnknown', values: { name: once } });
    return statusOf(await audit(run, audits, world.interrupted));
  }

  const { url } = schedule.queue;
  if (url === undefined) throw badUsage({ code: 'scheduleQueueMissing', values: {} });
  const access = await readQueueAccess(schedule.queue, url, file, session);
  const packages = await queuePackages();
  const log = troubleLog(session);
  const board =
    schedule.board === undefined
      ? undefined
      : await openBoard(schedule.board, vantagesOf(sites), access, packages, log.trouble);
  if (schedule.board !== undefined && board === undefined)
    throw badUsage({ code: 'boardPackagesMissing', values: {} });
  const queue = openScheduleQueue(
    {
      runs: schedule.runs,
      carry: async (due) => carry(due, audits),
      onTrouble: log.trouble,
      onReady: log.ready,
      onRemoved: (name) => tell(session, 'scheduleRunRemoved', { name }),
    },
    access,
    packages,
  );
  const where = `${access.url.host}:${access.url.port}`;
  tell(session, 'scheduleBegins', { runs: schedule.runs.length, where });
  if (schedule.board !== undefined) {
    const { host, port } = schedule.board;
    tell(session, 'scheduleBoard', { url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/` });
  }
  await interrupted(world.interrupted);
  tell(session, 'scheduleEnds');
  await audits.going;
  await board?.close();
  await queue.close();
  return exitStatus.compliant;
}

interface Audits {
  readonly schedule: Schedule;
  readonly path: string;
  readonly session: Session;
  readonly program: readonly string[] | undefined;
  /** Resolves when the audit that goes on has ended. */
  going?: Promise<unknown>;
}

/** Every mistake of every site at once, before anything is scheduled. */
async function loadSites({ runs }: Schedule, path: string): Promise<Site[]> {
  const [sites, mistakes]: [Site[], Mistake[]] = [[], []];
  for (const file of new Set(runs.map(({ site }) => resolve(dirname(path), site)))) {
    try {
      sites.push((await loadSite(file)).site);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      mistakes.push(...error.mistakes);
    }
  }
  if (mistakes.length > 0) throw new InputError(mistakes);
  return sites;
}

function vantagesOf(sites: readonly Site[]): string[] {
  const all = sites.flatMap(({ vantages }) =>
    Object.entries(vantages).flatMap(([name, { workers }]) => (workers === undefined ? [] : [name])),
  );
  return [...new Set(all)].toSorted();
}

async function listTimes({ runs }: Schedule, session: Session): Promise<ExitStatus> {
  const now = session.world.now();
  const rows = runs.flatMap(({ name, at, zone }) =>
    nextTimes(at, zone, now, timesListed).map((time) => [
      name,
      wallClock(time, zone),
      zone,
      time.toISOString(),
    ]),
  );
  const named = ['Run', 'AtWallClock', 'Zone'].map((column) => session.say(`scheduleColumn${column}`));
  const head = [...named, 'UTC'];
  await writeText(consoleTable([head, ...rows]), session);
  return exitStatus.compliant;
}

/** 2026-03-29 03:15 */
function wallClock(time: Date, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(time);
}

/** What becomes of a run whose time has come. */
async function carry(due: DueRun, audits: Audits): Promise<DueEnd> {
  const { session, schedule } = audits;
  const { name } = due;
  const run = schedule.runs.find((one) => one.name === name);
  const leaveOut = (code: string, values: ReasonValues): DueEnd => {
    tell(session, code, values);
    return { kind: 'done', value: { leftOut: session.say(code, values) } };
  };
  if (run === undefined) return leaveOut('scheduleRunRemoved', { name });
  const now = session.world.now();
  const decision = decide(
    {
      dueMs: due.dueMs,
      heldUntilMs: due.heldUntilMs,
      nowMs: now.getTime(),
      blackoutUntilMs: await blackoutEnd(run, audits.path, now),
    },
    run,
  );
  const at = new Date(due.dueMs).toISOString();
  if (decision.kind === 'wait') {
    tell(session, 'scheduleWaits', { name, until: new Date(decision.untilMs).toISOString() });
    return { kind: 'held', untilMs: decision.untilMs };
  }
  if (decision.kind === 'leaveOut')
    return leaveOut(decision.why === 'missed' ? 'scheduleMissedLeftOut' : 'scheduleBlackoutLeftOut', {
      name,
      at,
    });
  if (!(await due.claim(now.getTime()))) return leaveOut('scheduleStoodFor', { name, at });
  if (decision.lateMs > 0) tell(session, 'scheduleMadeUp', { name, at });
  else tell(session, 'scheduleStarts', { name });
  const going = audit(run, audits, AbortSignal.any([session.world.interrupted, due.signal]));
  audits.going = going;
  const { status, lines } = await going;
  tell(session, 'scheduleDone', { name, status: String(status ?? '?') });
  return hasAudited(status)
    ? { kind: 'done', value: { status, lines } }
    : {
        kind: 'failed',
        why: [session.say('scheduleDone', { name, status: String(status ?? '?') }), ...lines].join('\n'),
      };
}

/** Read anew each time: the site's file may have changed. What is wrong with it is told by the audit itself. */
async function blackoutEnd(run: ScheduledRun, path: string, now: Date): Promise<number | undefined> {
  try {
    const { site } = await loadSite(resolve(dirname(path), run.site));
    return blackoutAt(site, now)?.until.getTime();
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** The audit's own command line; what it said last is told as it is. */
async function audit(
  run: ScheduledRun,
  { path, session, schedule, program }: Audits,
  signal: AbortSignal,
): Promise<AuditEnd> {
  const { world, language } = session;
  const beside = (file: string): string => resolve(dirname(path), file);
  const site = beside(run.site);
  const args = [
    'audit',
    site,
    '--quiet',
    '--no-color',
    '--lang',
    language,
    '--wait',
    waitForOther,
    '--out',
    `${beside(run.out).replace(/[/\\]+$/, '')}/`,
    ...(run.keep === undefined ? [] : ['--keep', run.keep]),
    ...(run.deadline === undefined ? [] : ['--deadline', run.deadline]),
    ...(await queueOption(site, schedule)),
  ];
  const end = await auditProcess(args, world, signal, program);
  for (const line of end.lines) world.stderr.write(`  ${cleanTerminal(line)}\n`);
  return end;
}

/** A site with workers that names no queue is audited by way of this one. */
async function queueOption(file: string, { queue: { url } }: Schedule): Promise<string[]> {
  if (url === undefined) return [];
  const site = await loadSite(file).catch(() => undefined);
  if (site === undefined || site.site.queue?.url !== undefined) return [];
  return vantagesOf([site.site]).length === 0 ? [] : ['--queue', url];
}

/** The run was made and judged, or cut short by a person: there is a folder to look into. */
function hasAudited(status: number | null): boolean {
  return status !== null && status !== exitStatus.badInput;
}

function statusOf({ status }: AuditEnd): ExitStatus {
  return Object.values(exitStatus).find((known) => known === status) ?? exitStatus.inconclusive;
}

function tell({ world, say }: Session, code: string, values: ReasonValues = {}): void {
  world.stderr.write(`${world.now().toISOString()} ${cleanTerminal(say(code, values))}\n`);
}

/** Trouble is told once, until the queue answers again. */
function troubleLog(session: Session) {
  let told = false;
  return {
    trouble: (error: Error): void => {
      if (told || session.world.interrupted.aborted) return;
      told = true;
      const problem = error.message === '' ? ((error as NodeJS.ErrnoException).code ?? '?') : error.message;
      tell(session, 'scheduleQueueSilent', { problem });
    },
    ready: (): void => {
      if (told) tell(session, 'scheduleQueueAgain');
      told = false;
    },
  };
}

async function interrupted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
}
