import type { Reason } from '../../model/reason.ts';
import type { Site } from '../../model/site.ts';
import { permissionAt } from '../../site/authorization.ts';
import type { ForeignScan } from './foreign-scan.ts';

/** A scan that was made a day before or after a run shows another network. */
const besideRunMs = 86_400_000;

/** How far two clocks may be apart before a file comes from the future. */
const clockSlackMs = 3_600_000;

/** Whether a file may speak for a vantage, and what the reader must know of it. */
export interface Admission {
  /** Why nothing of the file counts; null: it does. */
  readonly refused: Reason | null;
  readonly warnings: readonly Reason[];
}

/**
 * Holds a file against the site and the run: packets from elsewhere, or of another time, must not be reported as
 * this vantage's and this run's. `run`: when it went on; null: the file is all there is.
 */
export function admitForeign(
  { scanner, source, startedAt, finishedAt, finished }: ForeignScan,
  { authorization, vantages }: Pick<Site, 'authorization' | 'vantages'>,
  vantage: string,
  run: { readonly startedAt: Date; readonly finishedAt: Date } | null,
  now: Date,
): Admission {
  const own = vantages[vantage]?.source ?? [];
  const warnings: Reason[] = [
    ...(source === null ? [{ code: 'foreignSourceUnknown', values: { scanner, vantage } }] : []),
    ...(finished === false ? [{ code: 'foreignUnfinished', values: { scanner } }] : []),
  ];
  const refuse = (code: string, values: Reason['values']): Admission => ({
    refused: { code, values: { scanner, ...values } },
    warnings: [],
  });
  if (source !== null && own.length > 0 && !own.includes(source))
    return refuse('foreignOtherSource', { source, vantage, expected: [...own] });
  if (startedAt === null) return refuse('foreignTimeUnknown', {});
  const [from, until] = [new Date(startedAt), new Date(finishedAt ?? startedAt)];
  const span = { from: from.toISOString(), until: until.toISOString() };
  if (until.getTime() > now.getTime() + clockSlackMs) return refuse('foreignFromFuture', span);
  if (!permissionAt(authorization, from).open || !permissionAt(authorization, until).open)
    return refuse('foreignUnauthorized', span);
  const aside =
    run !== null &&
    (until.getTime() < run.startedAt.getTime() - besideRunMs ||
      from.getTime() > run.finishedAt.getTime() + besideRunMs);
  return aside ? refuse('foreignOtherTime', span) : { refused: null, warnings };
}
