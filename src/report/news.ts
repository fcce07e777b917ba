import { formatPorts, portSet } from '../model/ports.ts';
import type { Report, ReportCheck } from '../model/report.ts';
import { certificatesIn } from './certificates.ts';
import { standingOf, type Standing } from './describe.ts';

/** What a run found that the run before did not. */
export interface News {
  readonly id: string;
  readonly check: ReportCheck;
  /** null: the check is not in that run. */
  readonly before: Standing | null;
  readonly after: Standing | null;
  /** Forbidden ports, as `formatPorts` writes them. */
  readonly opened: string;
  readonly shut: string;
  readonly certificateChanged: boolean;
}

/**
 * What a person wants to be woken for: checks that stand otherwise, that are new or gone, forbidden ports that
 * opened or were shut, and other certificates. In the order of the later report; what is gone comes last.
 */
export function newsSince(before: Report, after: Report): News[] {
  const earlier = new Map(before.checks.map((check) => [check.id, check]));
  const later = new Set(after.checks.map(({ id }) => id));
  return [
    ...after.checks.map((check) => newsOf(check, earlier.get(check.id), check)),
    ...before.checks.filter(({ id }) => !later.has(id)).map((check) => newsOf(check, check, undefined)),
  ].filter(
    ({ before, after, opened, shut, certificateChanged }) =>
      before !== after || opened !== '' || shut !== '' || certificateChanged,
  );
}

/** Is all as it was, outcome and omissions included? */
export function isAsBefore(before: Report, after: Report): boolean {
  return (
    before.outcome === after.outcome &&
    before.run.complete === after.run.complete &&
    omitted(before) === omitted(after) &&
    newsSince(before, after).length === 0
  );
}

function omitted({ notCovered }: Report): string {
  const rules = notCovered.map(({ rule, from, to }) => `${rule} ${from} ${to}`);
  return rules.toSorted().join('\n');
}

/** Forbidden ports that are open in one run, and not in the other. */
function openedIn(from: ReportCheck | undefined, less: ReportCheck | undefined): string {
  if (from?.kind !== 'closed') return '';
  const known = new Set(less?.observed.open);
  return formatPorts(portSet(from.observed.open.filter((port) => !known.has(port))));
}

function newsOf(check: ReportCheck, was: ReportCheck | undefined, is: ReportCheck | undefined): News {
  return {
    id: check.id,
    check,
    before: was === undefined ? null : standingOf(was),
    after: is === undefined ? null : standingOf(is),
    opened: openedIn(is, was),
    shut: openedIn(was, is),
    certificateChanged: was !== undefined && is !== undefined && otherCertificate(was, is),
  };
}

/** Only where both runs saw one: a port that did not answer has its own news. */
function otherCertificate(was: ReportCheck, is: ReportCheck): boolean {
  const [before, after] = [was, is].map(({ facts }) => [
    ...new Set(certificatesIn(facts).map(({ sha256 }) => sha256)),
  ]) as [string[], string[]];
  if (before.length === 0 || after.length === 0) return false;
  return before.toSorted().join() !== after.toSorted().join();
}
