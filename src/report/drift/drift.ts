import type { Language } from '../../model/language.ts';
import type { Reason } from '../../model/reason.ts';
import type { Report, ReportNote } from '../../model/report.ts';
import type { Outcome } from '../../model/verdict.ts';
import { noteOf } from '../note.ts';
import { changedCertificates } from './certificates.ts';
import { changedPorts } from './ports.ts';
import { changedAddresses, changedRules } from './rules.ts';
import { changedStandings } from './standings.ts';

/** What may change from one run of a site to another, what matters most first. */
export const driftKinds = [
  'opened',
  'shut',
  'certificate',
  'standing',
  'unknown',
  'addressNew',
  'addressGone',
  'ruleChanged',
  'ruleNew',
  'ruleGone',
  'waiverGone',
  'waiverNew',
] as const;

export type DriftKind = (typeof driftKinds)[number];

/** One change, before it is said in a language. */
export interface Change {
  readonly kind: DriftKind;
  readonly reason: Reason;
  /** The checks of the later run that it is seen in; of the earlier one, where they are gone. */
  readonly checks: readonly string[];
}

export interface DriftedRun {
  readonly run: string;
  readonly site: string;
  readonly startedAt: string;
  readonly complete: boolean;
  readonly outcome: Outcome;
}

/** What changed from one run to another. */
export interface Drift {
  readonly schema: 'portwitness/drift/1';
  readonly before: DriftedRun;
  readonly after: DriftedRun;
  readonly changed: boolean;
  readonly changes: readonly (ReportNote & Pick<Change, 'kind' | 'checks'>)[];
}

/** Compares two reports. That a file or a time is another one is no change; what was seen, asked and waived is. */
export function driftBetween(before: Report, after: Report, language: Language): Drift {
  const found: readonly Change[] = [
    ...changedPorts(before, after),
    ...changedCertificates(before, after),
    ...changedStandings(before, after),
    ...changedAddresses(before, after),
    ...changedRules(before, after),
  ];
  const changes = found
    .toSorted((a, b) => driftKinds.indexOf(a.kind) - driftKinds.indexOf(b.kind))
    .map(({ kind, reason, checks }) => ({ kind, ...noteOf(reason, language), checks }));
  return {
    schema: 'portwitness/drift/1',
    before: driftedRun(before),
    after: driftedRun(after),
    changed: changes.length > 0 || before.outcome !== after.outcome,
    changes,
  };
}

function driftedRun({ run, site, outcome }: Report): DriftedRun {
  return { run: run.id, site: site.name, startedAt: run.startedAt, complete: run.complete, outcome };
}
