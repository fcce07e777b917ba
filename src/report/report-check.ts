import type { Language } from '../model/language.ts';
import { formatPorts } from '../model/ports.ts';
import type { ReportCheck, ReportFinding } from '../model/report.ts';
import type { Reason } from '../model/reason.ts';
import type { WaiverRule } from '../model/site.ts';
import type { Finding, Verdict } from '../model/verdict.ts';
import { say } from '../text/catalogue.ts';
import { noteOf } from './note.ts';
import type { FailureWaivers } from './waivers.ts';

interface Circumstances {
  readonly language: Language;
  readonly waivers: FailureWaivers;
  /** The report's key of a profile's document. */
  readonly documentKey: (profile: string, document: string) => string;
}

/** A verdict as the report tells it. */
export function reportCheck(
  verdict: Verdict,
  { language, waivers, documentKey }: Circumstances,
): ReportCheck {
  const { check } = verdict;
  const { holding: waiver, ended } = waivers;
  const causes = [...verdict.causes, ...(ended === undefined ? [] : [endedWaiver(ended)])];
  const notes = (reasons: readonly Verdict['reason'][]) => reasons.map((reason) => noteOf(reason, language));
  return {
    id: check.id,
    profile: check.profile,
    rule: check.rule,
    kind: check.kind,
    title: check.title ?? { en: check.rule, es: check.rule },
    why: check.why ?? { en: '', es: '' },
    startedAt: verdict.startedAt,
    finishedAt: verdict.finishedAt,
    from: check.from,
    to: check.to,
    vantage: check.vantage,
    host: check.host,
    address: check.address,
    protocol: check.protocol,
    ports: formatPorts(check.ports),
    need: check.need,
    expected: check.expected,
    observed: verdict.observed,
    verdict: verdict.verdict,
    ...noteOf(verdict.reason, language),
    findings: verdict.findings.map((finding) => reportFinding(finding, language)),
    facts: verdict.facts,
    rejections: verdict.rejections,
    sweeper: verdict.sweeper,
    attempts: verdict.attempts,
    controls: verdict.controls,
    missProbability: verdict.missProbability,
    ...(causes.length > 0 && { causes: notes(causes) }),
    ...(verdict.notExcluded.length > 0 && { notExcluded: notes(verdict.notExcluded) }),
    ...(waiver && { waiver: { until: waiver.until, by: waiver.by, reason: waiver.reason } }),
    ...(check.cite && { cite: { ...check.cite, document: documentKey(check.profile, check.cite.document) } }),
  };
}

/** A failure that was waived until then says so itself: whoever reads of it asks why it is back. */
function endedWaiver({ until, by, reason }: WaiverRule): Reason {
  return { code: 'waiverEndedHere', values: { until, by, reason } };
}

function reportFinding(finding: Finding, language: Language): ReportFinding {
  const { expectation, verdict, expected, actual, reason } = finding;
  return {
    expectation,
    verdict,
    expected,
    actual,
    reason: say(reason, language),
    code: reason.code,
    values: reason.values,
  };
}
