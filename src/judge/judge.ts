import type { ConversationObservation, Observation, SweepObservation } from '../model/observation.ts';
import type { Check, Method, Plan } from '../model/plan.ts';
import type { Verdict } from '../model/verdict.ts';
import { lossBound } from '../plan/loss-bound.ts';
import { judgeClosed, judgeOpenPorts, type ClosedMethod } from './closed.ts';
import { indexAskings, indexEvidence, nothing, type Evidence, type Path } from './evidence.ts';
import { judgeClosedByFarSide, judgeFlowByFarSide } from './far-side.ts';
import { judgeFlow } from './flow.ts';
import { seenElsewhere, type SweepOf } from './from-elsewhere.ts';
import { inconclusive, type Judgement } from './judgement.ts';
import { missProbability } from './miss-probability.ts';
import { seenPorts, type SeenPorts } from './seen-ports.ts';

/**
 * Every check of a plan, judged by what was observed: one verdict each, in the plan's order. Pure: a saved run
 * is judged again the same. `now` is when the run was made; `before` is what targets showed that were asked again,
 * since the run was cut short: a closed rule that failed then has failed.
 */
export function* judge(
  plan: Plan,
  observations: Iterable<Observation>,
  { now, before = [] }: { readonly now: Date; readonly before?: Iterable<readonly Observation[]> },
): Generator<Verdict> {
  const evidenceOf = indexEvidence(observations);
  const askingsBefore = indexAskings(before);
  for (const part of plan.parts()) {
    if (part.kind === 'settled') {
      yield settledVerdict(part.check);
      continue;
    }
    const { checks, documented } = part.target;
    const requiredRefused = refusedAmong(checks, evidenceOf);
    const sweepOf: SweepOf = (vantage, address) => evidenceOf({ vantage, address }).sweeps.tcp;
    // Where something is to be open from here, its silence speaks of a broken path: nobody else's word mends that.
    const elsewhere = documented.length === 0 ? sweepOf : undefined;
    const method = { ...plan.method, requiredRefused, elsewhere };
    for (const check of checks) {
      const earlier = check.kind === 'closed' ? askingsBefore(check) : [];
      yield (
        failureAmong(earlier.map((evidence) => judgeCheck(check, evidence, method, now))) ??
        judgeCheck(check, evidenceOf(check), method, now)
      );
    }
  }
}

function failureAmong(verdicts: readonly Verdict[]): Verdict | undefined {
  return verdicts.find(({ verdict }) => verdict === 'fail');
}

/** The run's method, and what the target's other checks say of its resets. */
type TargetMethod = Method & Pick<ClosedMethod, 'requiredRefused' | 'elsewhere'>;

function refusedAmong(checks: readonly Check[], evidenceOf: (path: Path) => Evidence): string[] {
  return checks
    .filter(({ kind, need, protocol }) => kind === 'flow' && need === 'required' && protocol === 'tcp')
    .filter((check) => seenPorts(check.ports, evidenceOf(check).sweeps.tcp).counts.refused > 0)
    .map(({ rule }) => rule);
}

function settledVerdict(check: Check): Verdict {
  const seen = seenPorts(check.ports, undefined);
  return verdictOf(check, check.settled!, seen, nothing);
}

function judgeCheck(check: Check, evidence: Evidence, method: TargetMethod, now: Date): Verdict {
  const seen = seenPorts(check.ports, evidence.sweeps[check.protocol]);
  return verdictOf(check, judgementOf(check, seen, evidence, method, now), seen, evidence);
}

function judgementOf(
  check: Check,
  seen: SeenPorts,
  evidence: Evidence,
  { missLimit, pace: { attempts }, requiredRefused, elsewhere }: TargetMethod,
  now: Date,
): Judgement {
  const { failure } = evidence;
  if (failure !== undefined) {
    const sweep = evidence.sweeps[check.protocol];
    // A violation that was seen before the asking failed stays one.
    const open =
      check.kind === 'closed' && sweep !== undefined ? judgeOpenPorts(seen, sweep, evidence) : undefined;
    return open?.verdict === 'fail' ? open : inconclusive(failure.reason.code, failure.reason.values);
  }
  if (check.kind === 'flow') {
    return judgeFlowByFarSide(check, seen, evidence) ?? judgeFlow(check, seen, evidence, { now, attempts });
  }
  const ordinary = judgeClosed(check, seen, evidence, {
    missLimit,
    attempts,
    requiredRefused,
    elsewhere,
  });
  return judgeClosedByFarSide(check, ordinary, seen, evidence, { missLimit, attempts });
}

function verdictOf(check: Check, judgement: Judgement, seen: SeenPorts, evidence: Evidence): Verdict {
  const sweep = evidence.sweeps[check.protocol];
  const closed = check.kind === 'closed';
  const borrowed = judgement.reason.code === seenElsewhere ? sweep!.borrowed!.control : undefined;
  const controls = sweep?.controls ?? borrowed ?? null;
  return {
    check,
    verdict: judgement.verdict,
    reason: judgement.reason,
    observed: seen.counts,
    findings: judgement.findings ?? [],
    facts: factsOf(check, evidence.conversations),
    rejections: seen.rejections,
    sweeper: sweep?.sweeper ?? null,
    attempts: closed ? (seen.leastCounted ?? seen.leastMade) : seen.leastMade,
    controls:
      closed && controls !== null
        ? { asked: controls.asked, lost: controls.lost, lossBound: lossBound(controls.lost, controls.asked) }
        : null,
    // Over UDP silence has a chance of a miss only where the far side vouches for it.
    missProbability:
      closed && (check.protocol === 'tcp' || judgement.verdict === 'pass')
        ? missProbability(seen.leastCounted, controls)
        : null,
    causes: sweep?.causes ?? [],
    notExcluded: sweep === undefined ? [] : notExcluded(check, seen, sweep),
    startedAt: sweep?.startedAt ?? null,
    finishedAt: sweep?.finishedAt ?? null,
  };
}

/** What the sweeper's notes leave open, and what this check's own answers and controls do. */
function notExcluded(check: Check, seen: SeenPorts, sweep: SweepObservation): Verdict['notExcluded'] {
  if (check.kind === 'flow' || check.protocol === 'udp') return [];
  const unseen = seen.groups.some(({ state, hops }) => state === 'refused' && hops === null);
  const unseenControl = sweep.controls?.answer === 'refused' && sweep.controls.hops === null;
  return [
    ...sweep.notExcluded,
    ...(unseen ? [{ code: 'resetSenderUnseen', values: {} }] : []),
    ...(unseenControl && seen.leastCounted !== null ? [{ code: 'controlSenderUnseen', values: {} }] : []),
  ];
}

/** What the conversations with the check's port brought, by conversation. The certificates' bytes stay with the observations. */
function factsOf(check: Check, conversations: readonly ConversationObservation[]): Record<string, unknown> {
  const facts: Record<string, unknown[]> = {};
  for (const { port, asked, answer } of conversations) {
    if (!check.ports.some(({ from, to }) => from <= port && port <= to)) continue;
    const kind = (asked as { kind: string }).kind;
    (facts[kind] ??= []).push({ port, asked, answer: withoutBytes(answer) });
  }
  return facts;
}

function withoutBytes(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer, (key, value: unknown) => (key === 'der' ? undefined : value)));
}
