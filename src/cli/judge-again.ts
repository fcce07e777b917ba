import { observationsOf, type SavedRun } from '../evidence/read-run.ts';
import type { Ended, JournalEntry, VantageProof } from '../evidence/journal.ts';
import type { Language } from '../model/language.ts';
import type { Observation } from '../model/observation.ts';
import type { Reason } from '../model/reason.ts';
import type { Report } from '../model/report.ts';
import { preparedAgain } from './audit/resume-run.ts';
import { reportOf, type RunCourse } from './audit/run-report.ts';
import { programVersion } from './version.ts';

/**
 * The report that a kept run's observations give: the same as the run's own, where this version judges as that one
 * did. What was never asked is inconclusive; a run that did not end is incomplete, and never compliant.
 */
export function judgeAgain(
  saved: SavedRun,
  language: Language,
  observations: readonly Observation[] = observationsOf(saved),
): Report {
  return reportOf(preparedAgain(saved), observations, courseOf(saved), language);
}

/** How a kept run went. */
export function courseOf(saved: SavedRun): RunCourse {
  const { settings, journal, complete } = saved;
  const ended = endOf(journal);
  return {
    id: settings.run,
    startedAt: new Date(settings.startedAt),
    finishedAt: new Date(ended?.clock.utc ?? lastSeen(observationsOf(saved), settings.startedAt)),
    complete,
    vantages: vantagesOf(journal),
    before: saved.replaced.map((shown) => shown.observations),
    warnings: warningsOf(saved, ended),
  };
}

function warningsOf({ journal }: SavedRun, ended: Ended | undefined): Reason[] {
  const begun = journal.find((entry) => entry.kind === 'begun');
  const [by, now] = [begun?.tool.version ?? '?', programVersion()];
  return [
    ...(ended === undefined ? [{ code: 'runNotEnded', values: {} }] : []),
    ...(by === now ? [] : [{ code: 'judgedByOtherVersion', values: { by, now } }]),
    ...(ended?.warnings ?? []),
  ];
}

/** A run that was resumed proved its vantages again: the last time counts. */
function vantagesOf(journal: readonly JournalEntry[]): Report['vantages'] {
  const proofs = journal.filter((entry): entry is VantageProof => entry.kind === 'vantage');
  const workersOf = (vantage: string) =>
    journal.flatMap((entry) =>
      entry.kind === 'worker' && entry.vantage === vantage ? [{ key: entry.key, host: entry.host }] : [],
    );
  const byName = new Map(
    proofs.map(({ name, standsFor, transport, source, via, hostKey }) => [
      name,
      {
        name,
        standsFor,
        transport,
        source,
        ...(via === undefined ? {} : { via }),
        ...(hostKey === undefined ? {} : { hostKey }),
        ...(workersOf(name).length === 0 ? {} : { workers: workersOf(name) }),
      },
    ]),
  );
  return [...byName.values()];
}

/** When the last thing was seen that a run which did not end has kept. */
function lastSeen(observations: readonly Observation[], startedAt: string): string {
  const times = observations.map((seen) => (seen.kind === 'failure' ? seen.at : seen.finishedAt));
  return [startedAt, ...times].toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1)!;
}

/** A run that was interrupted ended, too; one that was resumed since did not. */
function endOf(journal: readonly JournalEntry[]): Ended | undefined {
  const last = journal.findLast(({ kind }) => kind !== 'vantage' && kind !== 'worker');
  return last?.kind === 'ended' ? last : undefined;
}
