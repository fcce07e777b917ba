import { randomInt } from 'node:crypto';
import { runsIn } from '../../evidence/links.ts';
import { expiredRuns, removeRuns, retiredRuns } from '../../evidence/retention.ts';
import type { RunLink } from '../../evidence/settings.ts';
import type { Reason } from '../../model/reason.ts';
import type { Report } from '../../model/report.ts';
import { isNews, noticeOf } from '../../report/notice.ts';
import { readSecrets, sendNotice } from '../notify/notify.ts';
import { badUsage } from '../bad-usage.ts';
import type { Prepared } from '../prepare.ts';
import type { Session } from '../session.ts';
import { baseOfOut, earlierReport, namesBase } from './earlier-run.ts';
import { pause } from './pause.ts';
import { lockSite } from './site-lock.ts';

export interface UnattendedOptions {
  readonly out?: string | undefined;
  readonly keep?: number | undefined;
  readonly jitter?: number | undefined;
  readonly wait?: number | undefined;
  readonly quiet: boolean;
}

/** A run among those before it: nobody else runs the site, and what is told and kept follows from them. */
export interface WatchedRun {
  /** Runs that this one's manifest calls removed on purpose. */
  readonly retired: readonly RunLink[];
  /** Is anything not as it was? Without a run before, not as it should be? */
  readonly isNews: (report: Report) => boolean;
  /** Tells whom the site names, and removes what has expired. Answers what went wrong. */
  readonly settle: (report: Report, kept: boolean) => Promise<Reason[]>;
  readonly release: () => Promise<void>;
}

/** Begins a moment later, at random; false: the person interrupted. */
export async function waitJitter(
  { jitter: jitterMs, quiet }: Pick<UnattendedOptions, 'jitter' | 'quiet'>,
  session: Session,
): Promise<boolean> {
  if (jitterMs === undefined) return true;
  const waitMs = randomInt(0, jitterMs);
  if (!quiet)
    session.world.stderr.write(
      `${session.say('waitingToStart', { seconds: Math.round(waitMs / 1000) })}
`,
    );
  return pause(waitMs, session);
}

export function refuseKeepWithoutRuns({ keep, out }: UnattendedOptions): void {
  if (keep !== undefined && (out === undefined || !namesBase(out)))
    throw badUsage({ code: 'keepWithoutRuns', values: {} });
}

/** Before the first packet: the site's lock, the secrets that notices need, and the runs before. null: interrupted. */
export async function watchRun(
  { site, siteFile }: Pick<Prepared, 'site' | 'siteFile'>,
  { out, keep, wait = 0, quiet, against }: UnattendedOptions & { readonly against?: Report | undefined },
  session: Session,
): Promise<WatchedRun | null> {
  const { cwd, now } = session.world;
  const secrets = await readSecrets(site.notify, siteFile);
  const base = out === undefined ? undefined : baseOfOut(out, cwd);
  const lock = await lockSite(site.name, base, { waitMs: wait, quiet }, session);
  if (lock === null) return null;
  try {
    const runs = base === undefined ? [] : await runsIn(base);
    const before = against ?? (await earlierReport(runs, site.name));
    const expired = keep === undefined ? [] : expiredRuns(runs, site.name, keep, now());
    return {
      retired: retiredRuns(runs, expired),
      isNews: (report) => isNews(report, before),
      settle: async (report, kept) => [
        ...(isNews(report, before) && site.notify !== undefined
          ? await sendNotice(site.notify, secrets, noticeOf(report, before, session.language), now())
          : []),
        ...(kept && base !== undefined ? await remove(base, expired) : []),
      ],
      release: lock.release,
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function remove(base: string, expired: readonly RunLink[]): Promise<Reason[]> {
  return removeRuns(base, expired).then(
    () => [],
    (error: NodeJS.ErrnoException) => [
      { code: 'runsNotRemoved', values: { problem: error.code ?? error.message } },
    ],
  );
}
