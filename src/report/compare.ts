import type { Text } from '../model/language.ts';
import type { Report, ReportCheck } from '../model/report.ts';
import { standingOf, type Standing } from './describe.ts';

/** A check that stands otherwise in the later of two reports; null: it is not in that report. */
export interface Change {
  readonly id: string;
  readonly title: Text;
  readonly before: Standing | null;
  readonly after: Standing | null;
}

/** What changed from one run to the next, in the order of the later report; what is gone comes last. */
export function compareReports(before: Report, after: Report): Change[] {
  const earlier = new Map(before.checks.map((check) => [check.id, check]));
  const later = new Set(after.checks.map(({ id }) => id));
  return [
    ...after.checks.map((check) => change(check, earlier.get(check.id), check)),
    ...before.checks.filter(({ id }) => !later.has(id)).map((check) => change(check, check, undefined)),
  ].filter(({ before, after }) => before !== after);
}

function change(check: ReportCheck, before: ReportCheck | undefined, after: ReportCheck | undefined): Change {
  return {
    id: check.id,
    title: check.title,
    before: before === undefined ? null : standingOf(before),
    after: after === undefined ? null : standingOf(after),
  };
}
