import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report, ReportCheck } from '../../src/model/report.ts';
import type { Laboratory } from './laboratory.ts';
import { run } from './namespaces.ts';

const program = join(process.cwd(), 'dist', 'cli', 'main.js');

export interface AuditOptions {
  /** Left out: every vantage that can be asked from. */
  readonly vantage?: string;
  readonly args?: readonly string[];
  /** What starts the audit, with limits of its own: `['prlimit', '--nofile=40']`. */
  readonly starter?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

export interface Audited {
  readonly status: number | null;
  /** Null: nothing was written that is a report. */
  readonly report: Report | null;
  readonly stderr: string;
}

/** No audit of the laboratory takes longer; one that hangs is ended, and has no report. */
const longestMs = 200_000;

/** Audits a site from a host, as a user would: the built command line, in the host's namespace. */
export async function audit(
  lab: Laboratory,
  host: string,
  site: string,
  options: AuditOptions,
): Promise<Audited> {
  const { vantage, args = [], starter = [] } = options;
  const file = join(lab.folder, 'site.yaml');
  writeFileSync(file, site);
  const out = join(lab.folder, `report-${vantage ?? 'all'}.json`);
  const chosen = vantage === undefined ? [] : ['--vantage', vantage];
  const argv = [process.execPath, program, 'audit', file, ...chosen, '--format', `json=${out}`];
  const { status, stderr, stdout } = await lab.run(host, [...starter, ...argv, '--yes', '--quiet', ...args], {
    cwd: lab.folder,
    timeoutMs: longestMs,
    // One run of a site at a time holds for a machine: here each host is one.
    env: { XDG_RUNTIME_DIR: join(lab.folder, `locks-${host}`), ...options.env },
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  return { status, report: readReport(out), stderr: stderr + stdout };
}

/** Judges run folders of the laboratory as one, as a user would. */
export async function judgeRuns(lab: Laboratory, runs: readonly string[]): Promise<Audited> {
  const out = join(lab.folder, 'judged.json');
  const argv = [process.execPath, program, 'judge', ...runs, '--format', `json=${out}`];
  const { status, stderr, stdout } = await run(argv, { cwd: lab.folder, timeoutMs: longestMs });
  return { status, report: readReport(out), stderr: stderr + stdout };
}

function readReport(file: string): Report | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** The check of a rule, at one address when there are several. */
export function checkOf({ report, stderr }: Audited, rule: string, address?: string): ReportCheck {
  const found = report?.checks.filter(
    (check) => check.rule === rule && (address === undefined || check.address === address),
  );
  if (found?.length !== 1) throw new Error(`${found?.length ?? 'no report:'} checks of ${rule}: ${stderr}`);
  return found[0]!;
}
