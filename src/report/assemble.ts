import type { Language, Text } from '../model/language.ts';
import type { Method, NotCovered } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import type { Reason } from '../model/reason.ts';
import { reportSchemaId, type Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import type { Verdict } from '../model/verdict.ts';
import { controlsOfProfiles } from './controls.ts';
import { citeDocuments } from './documents.ts';
import { noteOf } from './note.ts';
import { countVerdicts, decideOutcome } from './outcome.ts';
import { reportCheck } from './report-check.ts';
import { rolePairs } from './role-pairs.ts';
import { openWaivers } from './waivers.ts';

export interface ReportMaterial {
  readonly tool: Report['tool'];
  readonly run: Report['run'];
  readonly site: Pick<Site, 'name' | 'sha256' | 'profiles' | 'waivers' | 'authorization'>;
  /** The site's profiles, in the site's order. */
  readonly profiles: readonly Profile[];
  readonly vantages: Report['vantages'];
  readonly method?: Method;
  readonly notCovered: readonly NotCovered[];
  readonly verdicts: Iterable<Verdict>;
  readonly warnings?: readonly Reason[];
  /** Only some of the site's checks were asked for. */
  readonly partial?: boolean;
  readonly language: Language;
  /** Decides which waivers still hold: when the run was made. */
  readonly now: Date;
}

/** The report of a run: verdicts as sentences, waivers applied, counts, and what they prove together. */
export function assembleReport(material: ReportMaterial): Report {
  const { site, profiles, method, language } = material;
  const { documents, keyOf } = citeDocuments(profiles);
  const book = openWaivers(site.waivers, material.now, {
    rules: new Set(material.notCovered.map(({ rule }) => rule)),
    partial: material.partial ?? false,
  });
  const checks = Array.from(material.verdicts, (verdict) =>
    reportCheck(verdict, { language, waivers: book.waiversOf(verdict), documentKey: keyOf }),
  );
  const counts = countVerdicts(checks);
  const warnings = [...(material.warnings ?? []), ...book.warnings()];
  return {
    schema: reportSchemaId,
    tool: material.tool,
    run: { ...material.run, language },
    site: { name: site.name, sha256: site.sha256 },
    profiles: profiles.map(({ id, version, sha256, title }) => ({ id, version, sha256, title })),
    vantages: material.vantages,
    authorization: site.authorization ?? {},
    ...conditionsOf(site, profiles),
    documents,
    roles: Object.fromEntries(
      profiles
        .toReversed()
        .flatMap(({ roles }) => Object.entries(roles).map(([id, { title }]) => [id, title])),
    ),
    controls: controlsOfProfiles(profiles),
    ...(method && { method: reportMethod(method) }),
    outcome: decideOutcome(counts, material.run.complete),
    counts,
    notCovered: material.notCovered.map(({ rule, from, to, reason }) => ({
      rule,
      from,
      to,
      ...noteOf(reason, language),
    })),
    warnings: warnings.map((reason) => noteOf(reason, language)),
    matrix: rolePairs({ checks, notCovered: material.notCovered }),
    checks,
  };
}

/** The site's answers with the profiles' defaults; a condition that two profiles ask gets its profile's name before it. */
function conditionsOf(site: ReportMaterial['site'], profiles: readonly Profile[]) {
  const asked = profiles.flatMap((profile, i) =>
    Object.entries(profile.conditions).map(([id, { ask, default: byDefault }]) => ({
      profile: profile.id,
      id,
      ask,
      answer: site.profiles[i]?.conditions[id] ?? byDefault,
    })),
  );
  const conditions: Record<string, boolean> = {};
  const questions: Record<string, Text> = {};
  for (const { profile, id, ask, answer } of asked) {
    const shared = asked.some((other) => other.id === id && other.profile !== profile);
    const key = shared ? `${profile}/${id}` : id;
    conditions[key] = answer;
    questions[key] = ask;
  }
  return { conditions, questions };
}

function reportMethod({ pace, missLimit }: Method): NonNullable<Report['method']> {
  return {
    rate: Number.isFinite(pace.rate) ? pace.rate : null,
    attempts: pace.attempts,
    attemptGapMs: pace.attemptGapMs,
    timeoutMs: pace.timeoutMs,
    missLimit,
  };
}
