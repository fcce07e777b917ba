import type { Reason } from '../model/reason.ts';
import type { WaiverRule } from '../model/site.ts';
import type { Verdict } from '../model/verdict.ts';

/** Finds the waiver of each failure, and remembers what the waivers came to. */
export interface WaiverBook {
  /** The waiver that holds for this verdict; undefined where none does, or nothing is to waive. */
  readonly waiverOf: (verdict: Verdict) => WaiverRule | undefined;
  /** After the last verdict: waivers that expired, that match no check, or that nothing needs any more. */
  readonly warnings: () => Reason[];
}

/** A waiver names one check, or a rule and thereby each of its checks; the check's own goes first. */
export function openWaivers(rules: readonly WaiverRule[], now: Date): WaiverBook {
  const uses = new Map<WaiverRule, { matched: number; waived: number }>();
  const byCheck = new Map<string, WaiverRule[]>();
  for (const rule of rules) {
    uses.set(rule, { matched: 0, waived: 0 });
    byCheck.set(rule.check, [...(byCheck.get(rule.check) ?? []), rule]);
  }

  const waiverOf = ({ check, verdict }: Verdict): WaiverRule | undefined => {
    const candidates = [check.id, `${check.profile}/${check.rule}`].flatMap((key) => byCheck.get(key) ?? []);
    for (const rule of candidates) uses.get(rule)!.matched += 1;
    if (verdict !== 'fail') return undefined;
    const holding = candidates.find((rule) => holds(rule, now));
    if (holding !== undefined) uses.get(holding)!.waived += 1;
    return holding;
  };

  const warnings = (): Reason[] =>
    rules.flatMap((rule) => {
      const { matched, waived } = uses.get(rule)!;
      const values = { check: rule.check, until: rule.until };
      if (matched === 0) return [{ code: 'waiverUnmatched', values }];
      if (!holds(rule, now)) return [{ code: 'waiverExpired', values }];
      return waived === 0 ? [{ code: 'waiverIdle', values }] : [];
    });

  return { waiverOf, warnings };
}

/** Through the last day, UTC. ISO dates sort as text. */
function holds(rule: WaiverRule, now: Date): boolean {
  return now.toISOString().slice(0, 10) <= rule.until.slice(0, 10);
}
