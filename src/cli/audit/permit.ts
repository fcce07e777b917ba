import type { Estimate } from '../../plan/estimate.ts';
import { blackoutAt } from '../../site/blackouts.ts';
import { permissionAt } from '../../site/authorization.ts';
import { formatNumber } from '../../text/number.ts';
import { badUsage } from '../bad-usage.ts';
import type { Prepared } from '../prepare.ts';
import type { Session } from '../session.ts';

/**
 * Refuses a run before its first packet: outside the authorization's window, in a
 * blackout of the site's, or when the plan is larger than
 * the site allows without a confirmation. Throws InputError.
 */
export function refuseUnlessPermitted(
  { site }: Pick<Prepared, 'site'>,
  estimate: Estimate,
  confirmed: boolean,
  startedAt: Date,
  { language }: Pick<Session, 'language'>,
): void {
  const permission = permissionAt(site.authorization, startedAt);
  if (!permission.open) throw badUsage(permission.reason);
  const blackout = blackoutAt(site, startedAt);
  if (blackout !== undefined) {
    const values = { until: blackout.until.toISOString(), why: blackout.blackout.reason ?? '' };
    throw badUsage({ code: 'blackoutNow', values });
  }
  const attempts = estimate.attempts.most + estimate.controls.most;
  if (attempts <= site.limits.attempts || confirmed) return;
  const values = {
    attempts: formatNumber(language, attempts),
    limit: formatNumber(language, site.limits.attempts),
  };
  throw badUsage({ code: 'planTooLarge', values });
}
