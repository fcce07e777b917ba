import { farSideNotes } from '../../judge/far-side-notes.ts';
import { judge } from '../../judge/judge.ts';
import type { Language } from '../../model/language.ts';
import type { Observation } from '../../model/observation.ts';
import type { Reason } from '../../model/reason.ts';
import type { Report } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import { assembleReport } from '../../report/assemble.ts';
import type { RunWorld } from '../../run/world.ts';
import type { Prepared } from '../prepare.ts';
import { toolFacts } from '../tool.ts';

/** How a run went, apart from what was seen. */
export interface RunCourse {
  readonly id: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** It was not cut short. */
  readonly complete: boolean;
  readonly vantages: Report['vantages'];
  /** What targets showed that were asked again since the run was cut short. */
  readonly before?: readonly (readonly Observation[])[];
  /** What the reader must know of the run itself. */
  readonly warnings: readonly Reason[];
}

/** Judges what a run saw, and makes its report. The same input gives the same report, now and in years. */
export function reportOf(
  { site, profiles, plan, only }: Pick<Prepared, 'site' | 'profiles' | 'plan' | 'only'>,
  observations: readonly Observation[],
  { id, startedAt, finishedAt, complete, vantages, before = [], warnings }: RunCourse,
  language: Language,
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
    vantages,
    method: plan.method,
    notCovered: plan.notCovered,
    verdicts: judge(plan, observations, { now: startedAt, before }),
    partial: only.length > 0,
    // A part of a site must not look like the whole.
    warnings: [
      ...(only.length === 0 ? [] : [{ code: 'onlyAsked', values: { only: [...only] } }]),
      ...warnings,
      ...farSideNotes(observations),
    ],
    language,
    // A waiver that ended before a run was resumed covers nothing any more.
    now: new Date(Math.max(startedAt.getTime(), finishedAt.getTime())),
  });
}

/** What a report tells of the places that packets left from. */
export function vantageFacts(site: Site, vantages: RunWorld['vantages']): Report['vantages'] {
  return [...vantages].map(([name, vantage]) => {
    const { standsFor, source, via, hostKey } = site.vantages[name]!;
    const opened = 'close' in vantage;
    return {
      name,
      standsFor,
      transport: opened ? vantage.transport : via === undefined ? 'local' : 'ssh',
      source: opened ? vantage.source : source,
      ...(via === undefined ? {} : { via }),
      ...(hostKey === undefined ? {} : { hostKey }),
    };
  });
}
