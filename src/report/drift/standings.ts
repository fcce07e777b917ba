import type { Report } from '../../model/report.ts';
import { compareReports } from '../compare.ts';
import type { Change } from './drift.ts';

/** Checks of both runs that stand otherwise now, and waivers that came or went. */
export function changedStandings(before: Report, after: Report): Change[] {
  const standing = compareReports(before, after).flatMap(({ id, before, after }): Change[] => {
    // checks of one run alone: their rule or their address is the change
    if (before === null || after === null) return [];
    const values = { check: id, before, after };
    return [{ kind: 'standing', reason: { code: 'driftStanding', values }, checks: [id] }];
  });
  return [...standing, ...changedWaivers(before, after)];
}

function changedWaivers(before: Report, after: Report): Change[] {
  const earlier = new Map(before.checks.map((check) => [check.id, check]));
  return after.checks.flatMap((check): Change[] => {
    const [then, now] = [earlier.get(check.id)?.waiver, check.waiver];
    if (then !== undefined && now === undefined) {
      const reason = { code: 'driftWaiverGone', values: { check: check.id, ...then } };
      return [{ kind: 'waiverGone', reason, checks: [check.id] }];
    }
    if (now === undefined || (then?.until === now.until && then.by === now.by && then.reason === now.reason))
      return [];
    const reason = { code: 'driftWaiverNew', values: { check: check.id, ...now } };
    return [{ kind: 'waiverNew', reason, checks: [check.id] }];
  });
}
