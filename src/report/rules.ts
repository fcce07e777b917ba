import type { Report, ReportCheck } from '../model/report.ts';
import { standingOf, standings } from './describe.ts';

export interface RuleGroup {
  /** PROFILE/RULE, as `--only` and waivers name it. */
  readonly id: string;
  /** The worst first. Never empty: the first stands for what they share. */
  readonly checks: readonly ReportCheck[];
}

/** The checks by rule, the rules that fail first; what is alike stays in the order of the report. */
export function rulesOf({ checks }: Report): RuleGroup[] {
  const groups = new Map<string, ReportCheck[]>();
  for (const check of checks) {
    const id = `${check.profile}/${check.rule}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [check]);
    else group.push(check);
  }
  return [...groups]
    .map(([id, group]) => ({ id, checks: group.toSorted((a, b) => badness(a) - badness(b)) }))
    .toSorted((a, b) => badness(a.checks[0]!) - badness(b.checks[0]!));
}

function badness(check: ReportCheck): number {
  return standings.indexOf(standingOf(check));
}
