import { judge } from '../../judge/judge.ts';
import type { Observation } from '../../model/observation.ts';
import type { Reason } from '../../model/reason.ts';
import type { Report } from '../../model/report.ts';
import { assembleReport } from '../../report/assemble.ts';
import type { RunWorld } from '../../run/world.ts';
import type { Prepared } from '../prepare.ts';
import type { Session } from '../session.ts';
import { toolFacts } from '../tool.ts';

/** How a run went, apart from what was seen. */
export interface RunCourse {
  readonly id: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** It was not cut short. */
  readonly complete: boolean;
  readonly vantages: RunWorld['vantages'];
  /** What the reader must know of the run itself. */
  readonly warnings: readonly Reason[];
}

/** Judges what a run saw, and makes its report. */
export function reportOf(
  { site, profiles, plan, only }: Prepared,
  observations: Iterable<Observation>,
  { id, startedAt, finishedAt, complete, vantages, warnings }: RunCourse,
  { language }: Pick<Session, 'language'>,
): Report {
  return assembleReport({
    tool: toolFacts(),
    run: {
      id,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
      complete,
    },
    site,
    profiles,
    vantages: [...vantages].map(([name, vantage]) => ({
      name,
      standsFor: site.vantages[name]!.standsFor,
      transport: 'close' in vantage ? vantage.transport : 'local',
      source: 'close' in vantage ? vantage.source : site.vantages[name]!.source,
    })),
    method: plan.method,
    notCovered: plan.notCovered,
    verdicts: judge(plan, observations, { now: startedAt }),
    // A part of a site must not look like the whole.
    warnings: [
      ...(only.length === 0 ? [] : [{ code: 'onlyAsked', values: { only: [...only] } }]),
      ...warnings,
    ],
    language,
    now: startedAt,
  });
}
