import { stat } from 'node:fs/promises';
import { admitForeign } from '../evidence/foreign/admit.ts';
import { ForeignFileError, type ForeignScan } from '../evidence/foreign/foreign-scan.ts';
import { addForeign, observeForeign, type ForeignSweep } from '../evidence/foreign/observe.ts';
import { foreignReaders, type ForeignScanner } from '../evidence/foreign/registry.ts';
import { observationsOf, readRun } from '../evidence/read-run.ts';
import { readInputText } from '../input/read-file.ts';
import { InputError } from '../model/mistake.ts';
import type { Observation } from '../model/observation.ts';
import type { Reason } from '../model/reason.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import { withTestimonies, type FarSideRequest } from './audit/far-side.ts';
import { preparedAgain } from './audit/resume-run.ts';
import { reportOf, type RunCourse } from './audit/run-report.ts';
import { badUsage } from './bad-usage.ts';
import { courseOf } from './judge-again.ts';
import { prepare, type Prepared } from './prepare.ts';
import type { Session } from './session.ts';
import { systemLookup } from './system-lookup.ts';
import { newRunId } from './tool.ts';

/** A file of another program. */
export interface ForeignFile {
  readonly scanner: ForeignScanner;
  readonly file: string;
}

export interface ForeignRequest extends FarSideRequest {
  /** A run's folder, or a site's file. */
  readonly run: string;
  readonly vantage?: string | undefined;
}

/** All the ports of a /16 as nmap's XML are some gigabytes: such a scan is judged in parts. */
const largestBytes = 256 * 1024 * 1024;

/**
 * The report of a kept run with what other programs saw beside it, or, for a site's file, of what they saw alone.
 * Throws InputError.
 */
export async function judgeForeign(
  request: ForeignRequest,
  files: readonly ForeignFile[],
  session: Session,
): Promise<Report> {
  const { run } = request;
  const scans = await Promise.all(files.map(readForeign));
  const kept = await stat(run).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return kept ? besideRun(request, scans, session) : alone(request, scans, session);
}

async function readForeign({ scanner, file }: ForeignFile): Promise<ForeignScan> {
  const { text } = await readInputText(file, file, largestBytes);
  try {
    return foreignReaders[scanner](text);
  } catch (error) {
    if (!(error instanceof ForeignFileError)) throw error;
    const reason = { code: 'foreignFileWrong', values: { scanner, problem: error.message } };
    throw new InputError([{ file, line: null, column: null, reason }], { cause: error });
  }
}

async function besideRun(
  { run, vantage: chosen, ...farSide }: ForeignRequest,
  scans: readonly ForeignScan[],
  session: Session,
): Promise<Report> {
  const { language, world } = session;
  const saved = await readRun(run);
  const prepared = preparedAgain(saved);
  const course = courseOf(saved);
  const vantage = vantageOf(prepared.site, chosen ?? onlyOne(course.vantages.map(({ name }) => name)));
  const { sweeps, warnings } = admitted(scans, prepared, vantage, course, world.now());
  let observations = await withTestimonies(observationsOf(saved), farSide, session);
  for (const own of sweeps) observations = addForeign(observations, own);
  return reportOf(
    prepared,
    observations,
    { ...course, warnings: [...course.warnings, ...warnings] },
    language,
  );
}

async function alone(
  { run: siteFile, vantage: chosen }: ForeignRequest,
  scans: readonly ForeignScan[],
  { language, world }: Session,
): Promise<Report> {
  const request = { site: siteFile, vantage: chosen === undefined ? [] : [chosen], only: [] };
  // the packets were sent from where the vantage is, not from here
  const prepared = await prepare(request, systemLookup, ({ vantages }) =>
    Object.values(vantages).flatMap(({ source }) => source),
  );
  const vantage = vantageOf(prepared.site, chosen ?? onlyOne(Object.keys(prepared.site.vantages)));
  const { sweeps, warnings, refused } = admitted(scans, prepared, vantage, null, world.now());
  const times = scans.flatMap(({ startedAt, finishedAt }) => [startedAt, finishedAt]);
  const instants = times.filter((at) => at !== null).map((at) => Date.parse(at));
  const startedAt = instants.length > 0 ? new Date(Math.min(...instants)) : world.now();
  const { standsFor, source } = prepared.site.vantages[vantage]!;
  let observations: Observation[] = [];
  for (const own of sweeps) observations = addForeign(observations, own);
  if (observations.length === 0 && refused.length > 0) {
    const at = startedAt.toISOString();
    observations.push({ kind: 'failure', vantage, address: null, at, reason: refused[0]! });
  }
  return reportOf(
    prepared,
    observations,
    {
      id: newRunId(startedAt),
      startedAt,
      finishedAt: instants.length > 0 ? new Date(Math.max(...instants)) : startedAt,
      complete: scans.every(({ finished }) => finished !== false),
      vantages: [
        { name: vantage, standsFor, transport: scans.map(({ scanner }) => scanner).join(', '), source },
      ],
      warnings,
    },
    language,
  );
}

/** What counts of the files, and what must be said of them. */
function admitted(
  scans: readonly ForeignScan[],
  { site, plan }: Prepared,
  vantage: string,
  run: Pick<RunCourse, 'startedAt' | 'finishedAt'> | null,
  now: Date,
) {
  const sweeps: ForeignSweep[][] = [];
  const [warnings, refused]: [Reason[], Reason[]] = [[], []];
  for (const scan of scans.toSorted(newestFirst)) {
    const admission = admitForeign(scan, site, vantage, run, now);
    warnings.push(...admission.warnings, ...(admission.refused === null ? [] : [admission.refused]));
    if (admission.refused !== null) {
      refused.push(admission.refused);
      continue;
    }
    const seen: ForeignSweep[] = [];
    for (const part of plan.parts())
      if (part.kind === 'target' && part.target.vantage === vantage)
        seen.push(...observeForeign(scan, part.target));
    if (seen.length === 0)
      warnings.push({ code: 'foreignNothingNamed', values: { scanner: scan.scanner, vantage } });
    sweeps.push(seen);
  }
  return { sweeps, warnings, refused };
}

/** Of several files that tell of a port the newest is heard. */
function newestFirst(a: ForeignScan, b: ForeignScan): number {
  return Date.parse(b.startedAt ?? '') - Date.parse(a.startedAt ?? '') || 0;
}

function onlyOne(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}

function vantageOf({ vantages }: Site, name: string | undefined): string {
  if (name !== undefined && Object.hasOwn(vantages, name)) return name;
  throw badUsage({ code: 'foreignVantageNeeded', values: { known: Object.keys(vantages).join('|') } });
}
