import type { Language } from '../model/language.ts';
import { InputError, type Mistake } from '../model/mistake.ts';
import type { Reason } from '../model/reason.ts';
import type { Report, ReportCheck, ReportNotCovered } from '../model/report.ts';
import type { VerdictWord } from '../model/verdict.ts';
import { disagreements, namesThatDiffer } from './disagreements.ts';
import { noteOf } from './note.ts';
import { countVerdicts, decideOutcome } from './outcome.ts';
import { rolePairs } from './role-pairs.ts';

/** A run's report, and what the person called it. */
export interface NamedReport {
  readonly path: string;
  readonly report: Report;
}

/** Runs further apart than this saw different states of the site: as one, they would show one that never was. */
const longestSpanMs = 24 * 60 * 60 * 1000;

/** Which of two verdicts stands for both: a failure was proven by one, and what one could not prove is not proven. */
const caution: readonly VerdictWord[] = ['fail', 'inconclusive', 'pass', 'notApplicable'];

/**
 * Runs of one site that were made at different places, as one run: every check once, under the more cautious of
 * its verdicts, with a warning where two runs disagree. Throws InputError where they don't belong together.
 */
export function joinReports(named: readonly NamedReport[], language: Language): Report {
  const mistakes = strangers(named);
  if (mistakes.length > 0) throw new InputError(mistakes);
  const reports = named.map(({ report }) => report).toSorted(byStart);
  const [first] = reports as [Report];
  const checks = joinChecks(reports);
  const complete = reports.every(({ run }) => run.complete);
  const counts = countVerdicts(checks);
  const finishedAt = reports
    .map(({ run }) => run.finishedAt)
    .toSorted(byInstant)
    .at(-1)!;
  const added: Reason[] = [
    { code: 'runsJoined', values: { runs: reports.map(({ run }) => run.id) } },
    ...disagreements(reports),
    ...namesThatDiffer(reports),
  ];
  const notCovered = stillNotCovered(reports);
  const { method, ...rest } = first;
  const alike = reports.every((report) => JSON.stringify(report.method) === JSON.stringify(method));
  return {
    ...rest,
    ...(alike && method !== undefined ? { method } : {}),
    run: {
      id: reports.map(({ run }) => run.id).join('+'),
      startedAt: first.run.startedAt,
      finishedAt,
      complete,
      language,
    },
    vantages: joinVantages(reports),
    outcome: decideOutcome(counts, complete),
    counts,
    notCovered,
    warnings: [...added.map((reason) => noteOf(reason, language)), ...distinct(reports, 'warnings')],
    matrix: rolePairs({ checks, notCovered }),
    checks,
  };
}

/** Whether several runs complement one another: they belong together, and no two asked from the same vantage. */
export function complement(named: readonly NamedReport[]): boolean {
  const vantages = named.flatMap(({ report }) => report.vantages.map(({ name }) => name));
  const apart =
    new Set(vantages).size === vantages.length && named.every(({ report }) => report.vantages.length > 0);
  return named.length > 1 && apart && strangers(named).length === 0;
}

function strangers(named: readonly NamedReport[]): Mistake[] {
  const [first, ...others] = named;
  if (first === undefined) return [];
  const { site, profiles, run } = first.report;
  const mistakes: Mistake[] = others.flatMap(({ path, report }, i) => {
    const codes = [
      ...(report.site.sha256 === site.sha256 ? [] : ['joinOtherSite']),
      ...(hashesOf(report.profiles) === hashesOf(profiles) ? [] : ['joinOtherProfiles']),
      ...(named.slice(0, i + 1).some((before) => before.report.run.id === report.run.id)
        ? ['joinTwice']
        : []),
    ];
    return codes.map((code) => mistake(path, { code, values: { first: first.path } }));
  });
  const starts = named.map(({ report }) => Date.parse(report.run.startedAt));
  const ends = named.map(({ report }) => Date.parse(report.run.finishedAt));
  if (Math.max(...ends) - Math.min(...starts) > longestSpanMs)
    mistakes.push(mistake(null, { code: 'joinApart', values: { hours: 24, from: run.startedAt } }));
  return mistakes;
}

function hashesOf(profiles: Report['profiles']): string {
  return profiles
    .map(({ id, sha256 }) => `${id} ${sha256}`)
    .toSorted()
    .join();
}

function mistake(file: string | null, reason: Reason): Mistake {
  return { file, line: null, column: null, reason };
}

function joinChecks(reports: readonly Report[]): ReportCheck[] {
  const byId = new Map<string, ReportCheck>();
  for (const check of reports.flatMap(({ checks }) => checks)) {
    const known = byId.get(check.id);
    // Of equals the later run's word.
    if (known === undefined || rank(check) <= rank(known)) byId.set(check.id, check);
  }
  return [...byId.values()];
}

function rank({ verdict }: ReportCheck): number {
  return caution.indexOf(verdict);
}

function joinVantages(reports: readonly Report[]): Report['vantages'] {
  const byPlace = new Map(
    reports.flatMap(({ vantages }) => vantages).map((vantage) => [JSON.stringify(vantage), vantage]),
  );
  return [...byPlace.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Left to another place, and asked there: that is covered. */
const leftToAnother: ReadonlySet<string> = new Set(['vantageElsewhere', 'vantageNotChosen']);

function stillNotCovered(reports: readonly Report[]): ReportNotCovered[] {
  // A run may have asked a part of its vantage's rules alone: a rule is covered where a check of it was made there.
  const checks = reports.flatMap((report) => report.checks);
  const asked = new Set(checks.map(({ vantage, profile, rule }) => placeKey(vantage, `${profile}/${rule}`)));
  return distinct(reports, 'notCovered').filter(({ rule, reasonCode = '', reasonValues }) => {
    const vantage = reasonValues?.['vantage'];
    return !(
      leftToAnother.has(reasonCode) &&
      typeof vantage === 'string' &&
      asked.has(placeKey(vantage, rule))
    );
  });
}

function placeKey(vantage: string, rule: string): string {
  return JSON.stringify([vantage, rule]);
}

function distinct<K extends 'warnings' | 'notCovered'>(
  reports: readonly Report[],
  key: K,
): NonNullable<Report[K]>[number][] {
  const all = reports.flatMap((report) => [...(report[key] ?? [])] as NonNullable<Report[K]>[number][]);
  return [...new Map(all.map((entry) => [JSON.stringify(entry), entry])).values()];
}

function byStart(a: Report, b: Report): number {
  return byInstant(a.run.startedAt, b.run.startedAt);
}

function byInstant(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}
