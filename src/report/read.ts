import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { InputError } from '../model/mistake.ts';
import type { Reason } from '../model/reason.ts';
import type { Report, ReportCheck } from '../model/report.ts';
import { shorten } from './clean.ts';
import { countVerdicts, decideOutcome } from './outcome.ts';
import { reportSchema } from './schema.ts';

/** A run folder keeps its report under this name. */
export const reportFileName = 'report.json';
const observationsFileName = 'observations.jsonl';

/** Far above any report of ours (a million checks are some 900 MB), but a reader holds it in memory whole. */
const largestReportBytes = 1_000_000_000;

/** The report in a file or a run folder. Anything that is not whole and sound: InputError. */
export async function readReport(path: string): Promise<Report> {
  const file = await findReport(path);
  return decodeReport(await readFile(file).catch((error: unknown) => unreadable(file, error)), file);
}

/** Decodes a report's bytes strictly; `file` is what mistakes name. */
export function decodeReport(bytes: Uint8Array, file: string): Report {
  const decoded = reportSchema.safeParse(parseJson(bytes, file));
  if (!decoded.success) {
    const mistakes = decoded.error.issues.slice(0, 20).map(({ path }): Reason => {
      if (path[0] === 'schema') return { code: 'reportSchemaUnknown', values: {} };
      return { code: 'reportFieldWrong', values: { field: shorten(path.map(String).join('.'), 200) } };
    });
    throw refuse(file, mistakes);
  }
  const report = decoded.data;
  const counts = countVerdicts(report.checks);
  if (
    !isDeepStrictEqual({ ...report.counts }, counts) ||
    report.checks.some((check) => isBelied(check, report.run.startedAt)) ||
    report.outcome !== decideOutcome(counts, report.run.complete)
  )
    throw refuse(file, [{ code: 'reportContradictory', values: {} }]);
  const seen = new Set(report.checks.map(({ id }) => id));
  if (seen.size !== report.checks.length) throw refuse(file, [{ code: 'reportCheckTwice', values: {} }]);
  return report;
}

/** A verdict that its own evidence denies, or a waiver that had ended before the run. */
function isBelied(
  { kind, verdict, need, protocol, observed, waiver }: ReportCheck,
  startedAt: string,
): boolean {
  if (waiver !== undefined && waiver.until.slice(0, 10) < new Date(startedAt).toISOString().slice(0, 10))
    return true;
  if (verdict !== 'pass') return false;
  const open = observed.open.length > 0;
  // Over UDP the far side may know of a flow that nobody answered.
  return kind === 'closed' ? open : need === 'required' && protocol === 'tcp' && !open;
}

async function findReport(path: string): Promise<string> {
  const found = await stat(path).catch((error: unknown) => unreadable(path, error));
  if (!found.isDirectory()) return checkFile(path, found);
  const file = join(path, reportFileName);
  const there = await stat(file).catch(async (error: unknown) => {
    // a run that was killed has observations, and no report
    await stat(join(path, observationsFileName)).then(
      () => {
        throw refuse(path, [{ code: 'reportOfUnendedRun', values: {} }], error);
      },
      () => unreadable(file, error),
    );
  });
  return checkFile(file, there!);
}

/** A pipe is read as it comes; a device, which might never end, is not. */
function checkFile(file: string, found: Stats): string {
  if (!found.isFile() && !found.isFIFO()) {
    throw refuse(file, [{ code: 'reportUnreadable', values: { problem: 'EINVAL' } }]);
  }
  if (found.size > largestReportBytes)
    throw refuse(file, [{ code: 'reportTooLarge', values: { bytes: found.size } }]);
  return file;
}

function parseJson(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw refuse(file, [{ code: 'reportNotJson', values: {} }], error);
  }
}

function unreadable(file: string, error: unknown): never {
  const problem = (error as NodeJS.ErrnoException).code ?? 'unknown';
  throw refuse(file, [{ code: 'reportUnreadable', values: { problem } }], error);
}

function refuse(file: string, reasons: readonly Reason[], cause?: unknown): InputError {
  return new InputError(
    reasons.map((reason) => ({ file, line: null, column: null, reason })),
    { cause },
  );
}
