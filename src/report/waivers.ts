import type { Reason } from '../model/reason.ts';
import type { WaiverRule } from '../model/site.ts';
import type { Verdict } from '../model/verdict.ts';

/** Finds the waiver of each failure, and remembers what the waivers came to. */
export interface WaiverBook {
  /** The waivers of a failure; none of what did not fail. */
  readonly waiversOf: (verdict: Verdict) => FailureWaivers;
  /** After the last verdict: waivers that expired, end soon, match no check, or that nothing needs any more. */
  readonly warnings: () => Reason[];
}

export interface FailureWaivers {
  /** The one that holds. */
  readonly holding: WaiverRule | undefined;
  /** Where none holds: the last that did. */
  readonly ended: WaiverRule | undefined;
}

/** What of a site a run left out: a waiver of it may well match a check of the whole. */
export interface LeftOut {
  /** PROFILE/RULE of each rule that no vantage could ask. */
  readonly rules: ReadonlySet<string>;
  /** Only some checks were asked for. */
  readonly partial: boolean;
}

/** An approval takes a meeting, and a mend a change window: both fit into two weeks. */
const soonDays = 14;
const dayMs = 86_400_000;

/** A waiver names one check, or a rule and thereby each of its checks; the check's own goes first. */
export function openWaivers(
  rules: readonly WaiverRule[],
  now: Date,
  leftOut: LeftOut = { rules: new Set(), partial: false },
): WaiverBook {
  const uses = new Map<WaiverRule, { matched: number; waived: number }>();
  const byCheck = new Map<string, WaiverRule[]>();
  for (const rule of rules) {
    uses.set(rule, { matched: 0, waived: 0 });
    byCheck.set(rule.check, [...(byCheck.get(rule.check) ?? []), rule]);
  }

  const waiversOf = ({ check, verdict }: Verdict): FailureWaivers => {
    const candidates = [check.id, `${check.profile}/${check.rule}`].flatMap((key) => byCheck.get(key) ?? []);
    for (const rule of candidates) uses.get(rule)!.matched += 1;
    if (verdict !== 'fail') return { holding: undefined, ended: undefined };
    const holding = candidates.find((rule) => daysLeft(rule, now) >= 0);
    if (holding !== undefined) uses.get(holding)!.waived += 1;
    const ended = holding ?? candidates.toSorted((a, b) => daysLeft(b, now) - daysLeft(a, now))[0];
    return { holding, ended: holding === undefined ? ended : undefined };
  };

  const warnings = (): Reason[] =>
    rules.flatMap((rule) => {
      const { matched, waived } = uses.get(rule)!;
      const values = { check: rule.check, until: rule.until };
      const days = daysLeft(rule, now);
      if (matched === 0) return isLeftOut(rule, leftOut) ? [] : [{ code: 'waiverUnmatched', values }];
      if (days < 0) return [{ code: 'waiverExpired', values }];
      if (waived === 0) return [{ code: 'waiverIdle', values }];
      return days > soonDays ? [] : [{ code: 'waiverEndsSoon', values: { ...values, days } }];
    });

  return { waiversOf, warnings };
}

function isLeftOut({ check }: WaiverRule, { rules, partial }: LeftOut): boolean {
  return partial || rules.has(check.split('@', 1)[0]!);
}

/** After today; the last day, UTC, has none left; negative: it is over. */
function daysLeft({ until }: WaiverRule, now: Date): number {
  return Math.round((dayOf(until) - dayOf(now.toISOString())) / dayMs);
}

function dayOf(iso: string): number {
  return Date.parse(iso.slice(0, 10));
}
