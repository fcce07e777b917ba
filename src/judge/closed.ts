import { parseAddress } from '../model/address.ts';
import type { SweepObservation } from '../model/observation.ts';
import type { Check } from '../model/plan.ts';
import { countPorts, eachPort, formatPorts, unionPorts } from '../model/ports.ts';
import { judgeDatagrams } from './datagrams.ts';
import { everythingOpen, whollySilent } from './devices.ts';
import { hasPresence, type Evidence } from './evidence.ts';
import { judgeFromElsewhere, type SweepOf } from './from-elsewhere.ts';
import { fromAsFar } from './hop-distance.ts';
import { interruptionIn } from './interruption.ts';
import { fail, inconclusive, pass, type Judgement } from './judgement.ts';
import { missProbability } from './miss-probability.ts';
import { groupsOf, type SeenGroup, type SeenPorts } from './seen-ports.ts';

/** How sure a closed rule must be. */
export interface ClosedMethod {
  readonly missLimit: number;
  /** The least number of attempts before silence means anything. */
  readonly attempts: number;
  /** Required flows to the same address that are refused: who refuses them is not sure. */
  readonly requiredRefused: readonly string[];
  /** What other vantages, and this one elsewhere, saw; undefined: something is to be open here. */
  readonly elsewhere: SweepOf | undefined;
}

/**
 * Judges a closed rule at one address. It passes only when its controls hold, what it asks for was seen of
 * every port, and the chance of a miss is within the limit; a forbidden port seen open fails it; everything
 * else is inconclusive.
 */
export function judgeClosed(
  check: Check,
  seen: SeenPorts,
  evidence: Evidence,
  method: ClosedMethod,
): Judgement {
  const sweep = evidence.sweeps[check.protocol];
  if (sweep === undefined) return inconclusive('closedNotAsked');
  return (
    judgeOpenPorts(seen, sweep, evidence) ??
    judgeAnswersForAll(sweep) ??
    judgeUnknown(seen, sweep) ??
    judgeDatagrams(check, seen, sweep) ??
    (method.elsewhere && judgeFromElsewhere(check, seen, sweep, method.elsewhere, method)) ??
    judgeControls(check, sweep) ??
    judgeDoubtfulResets(sweep, method) ??
    judgeState(check, seen, sweep) ??
    judgeSilence(seen, sweep, method) ??
    pass(seen.leastCounted === null ? 'closedAnswered' : 'closedProven', {
      ports: countPorts(check.ports),
      refused: seen.counts.refused,
      rejected: seen.counts.rejected,
      silent: seen.counts.silent,
      attempts: seen.leastCounted ?? seen.leastMade,
      missProbability: missProbability(seen.leastCounted, sweep.controls),
    })
  );
}

/** What the forbidden ports that were seen open say; undefined: none was. */
export function judgeOpenPorts(
  seen: SeenPorts,
  sweep: SweepObservation,
  evidence: Evidence,
): Judgement | undefined {
  if (seen.counts.open.length === 0) return undefined;
  const forAll = everythingOpen(sweep);
  const doubtful = new Set(
    groupsOf(seen, 'open')
      .filter(({ hops }) => forAll || fromAsFar(hops, sweep.controls?.hops ?? null) === false)
      .flatMap(({ ports }) => [...eachPort(ports)]),
  );
  const certain = seen.counts.open.filter((port) => !doubtful.has(port) || hasPresence(evidence, port));
  if (certain.length > 0) return fail('closedOpen', { open: portsText(certain), count: certain.length });
  const values = { open: portsText(seen.counts.open), count: seen.counts.open.length };
  return inconclusive(forAll ? 'closedEverythingOpen' : 'closedOpenFromElsewhere', values);
}

function portsText(ports: readonly number[]): string {
  return formatPorts(unionPorts(...ports.map((port) => [{ from: port, to: port }])));
}

/** What answers for everybody may hide an open port as well as feign one, and vouches for no silence. */
function judgeAnswersForAll(sweep: SweepObservation): Judgement | undefined {
  return everythingOpen(sweep) ? inconclusive('closedEverythingOpen', { open: '', count: 0 }) : undefined;
}

function judgeUnknown(seen: SeenPorts, sweep: SweepObservation): Judgement | undefined {
  if (seen.counts.unknown === 0) return undefined;
  const interrupted = interruptionIn(sweep);
  if (interrupted !== undefined) return interrupted;
  const groups = groupsOf(seen, 'unknown');
  const causes = [...new Set(groups.map(({ code }) => code ?? 'not-asked'))];
  const values = { unknown: seen.counts.unknown, ports: portsOf(groups), cause: causes };
  if (causes.includes('control-lost')) return judgeLostControls(sweep);
  if (causes.includes('neighbour-unresolved')) return inconclusive('closedHostDown', values);
  return inconclusive(
    causes.some((cause) => cause.startsWith('own-')) ? 'closedOwnFirewall' : 'closedUnknown',
    values,
  );
}

/** Some ports answered only while the controls beside them were lost. */
function judgeLostControls({ causes, controls }: SweepObservation): Judgement {
  const stopped = causes.find(({ code }) => code === 'causeAnswersStopped');
  if (stopped !== undefined) return inconclusive('closedAnswersStopped', stopped.values);
  return inconclusive('closedVoided', { asked: controls?.asked ?? 0, lost: controls?.lost ?? 0 });
}

/** Past this, the sweep has controls. */
function judgeControls({ address }: Check, sweep: SweepObservation): Judgement | undefined {
  const { controls } = sweep;
  if (controls !== null && controls.asked > controls.lost) return undefined;
  if (whollySilent(sweep)) return inconclusive('closedHostSilent', { address });
  const stopped = sweep.causes.find(({ code }) => code === 'causeAnswersStopped');
  if (stopped !== undefined) return inconclusive('closedAnswersStopped', stopped.values);
  return inconclusive('closedNoControl', { address });
}

/**
 * Where a port that must be open is refused, and resets are all that vouches for the path, a device in front
 * may be refusing everything: its resets say nothing of the target.
 */
function judgeDoubtfulResets(
  { controls }: SweepObservation,
  { requiredRefused }: ClosedMethod,
): Judgement | undefined {
  if (controls!.answer !== 'refused' || requiredRefused.length === 0) return undefined;
  return inconclusive('closedResetsDoubtful', { rules: [...requiredRefused] });
}

/** What each state asks for beyond silence (truth: a `blocked` packet must not have crossed). */
function judgeState(check: Check, seen: SeenPorts, sweep: SweepObservation): Judgement | undefined {
  switch (check.expected) {
    case 'blocked':
      return judgeBlocked(check, seen, sweep);
    case 'not-listening':
      return judgeNotListening(seen, sweep);
    default:
      return resetsFromElsewhere(seen, sweep) ?? silentAmongResets(seen, sweep);
  }
}

function judgeBlocked(check: Check, seen: SeenPorts, sweep: SweepObservation): Judgement | undefined {
  const control = sweep.controls!.hops;
  const resets = groupsOf(seen, 'refused');
  const crossed = resets.filter(({ hops }) => fromAsFar(hops, control) === true);
  if (crossed.length > 0) return fail('blockedCrossed', { ports: portsOf(crossed), count: total(crossed) });
  if (resets.length > 0) {
    const seenElsewhere = resets.every(({ hops }) => fromAsFar(hops, control) === false);
    const code = seenElsewhere ? 'blockedResetFromElsewhere' : 'blockedResetSenderUnknown';
    return inconclusive(code, { ports: portsOf(resets), count: total(resets) });
  }
  const rejected = groupsOf(seen, 'rejected');
  const byTarget = rejected.filter(({ from }) => from !== undefined && isSameAddress(from, check.address!));
  if (byTarget.length > 0) {
    return inconclusive('blockedRejectedByTarget', { ports: portsOf(byTarget), count: total(byTarget) });
  }
  const byNobody = rejected.filter(({ from }) => from === undefined);
  if (byNobody.length > 0) {
    return inconclusive('blockedRejecterUnknown', { ports: portsOf(byNobody), count: total(byNobody) });
  }
  return undefined;
}

/** The rejecter's address comes without the zone that a link-local target is written with. */
function isSameAddress(from: string, address: string): boolean {
  return withoutZone(from) === withoutZone(address);
}

function withoutZone(address: string): string | undefined {
  return parseAddress(address.split('%', 1)[0]!);
}

function judgeNotListening(seen: SeenPorts, sweep: SweepObservation): Judgement | undefined {
  const { silent, rejected } = seen.counts;
  if (silent + rejected > 0) return inconclusive('notListeningUnanswered', { silent, rejected });
  // A firewall's ICMP port unreachable, told as a refusal by somebody who connects for us.
  const unclear = groupsOf(seen, 'refused').filter(({ code }) => code !== undefined);
  if (unclear.length > 0)
    return inconclusive('notListeningUnclear', { ports: portsOf(unclear), count: total(unclear) });
  const once = groupsOf(seen, 'refused').filter(({ counted }) => counted < 2);
  if (once.length > 0) return inconclusive('notListeningOnce', { ports: portsOf(once), count: total(once) });
  return resetsFromElsewhere(seen, sweep);
}

/** A reset that came from another distance than the control's answers is a device's, not the target's. */
function resetsFromElsewhere(seen: SeenPorts, sweep: SweepObservation): Judgement | undefined {
  const control = sweep.controls!.hops;
  const elsewhere = groupsOf(seen, 'refused').filter(({ hops }) => fromAsFar(hops, control) === false);
  if (elsewhere.length === 0) return undefined;
  return inconclusive('closedResetFromElsewhere', { ports: portsOf(elsewhere), count: total(elsewhere) });
}

/** So many resets that the host's own stack answers; so few silent ports that they are exceptions to it. */
const [resetsThatMeanTheHost, silentThatAreExceptions] = [16, 0.1];

/**
 * Where a host resets nearly everything itself, a port that stays silent may be one whose accept queue is
 * full: open, and out of breath. Silence is proof only where it is the rule.
 */
function silentAmongResets(seen: SeenPorts, sweep: SweepObservation): Judgement | undefined {
  const { refused, silent } = seen.counts;
  if (silent === 0 || refused < resetsThatMeanTheHost || silent > refused * silentThatAreExceptions)
    return undefined;
  const groups = groupsOf(seen, 'silent');
  const values = { ports: portsOf(groups), silent: total(groups), refused, sweeper: sweep.sweeper };
  return inconclusive('closedSilentAmongResets', values);
}

function judgeSilence(
  seen: SeenPorts,
  sweep: SweepObservation,
  { missLimit, attempts: wanted }: ClosedMethod,
): Judgement | undefined {
  const chance = missProbability(seen.leastCounted, sweep.controls);
  if (chance === null) return undefined;
  const tooFew = seen.leastCounted! < wanted;
  if (!tooFew && chance <= missLimit) return undefined;
  const interrupted = interruptionIn(sweep);
  if (interrupted !== undefined) return interrupted;
  const { asked, lost } = sweep.controls!;
  const values = { missProbability: chance, limit: missLimit, attempts: seen.leastCounted!, asked, lost };
  const stopped = sweep.causes.find(({ code }) => code === 'causeAnswersStopped');
  if (stopped !== undefined) return inconclusive('closedAnswersStopped', { ...stopped.values, ...values });
  if (seen.leastCounted === 0) return inconclusive('closedVoided', values);
  if (chance > missLimit) return inconclusive('closedMissTooLikely', values);
  return inconclusive('closedTooFewAttempts', { ...values, wanted });
}

function portsOf(groups: readonly SeenGroup[]): string {
  return formatPorts(unionPorts(...groups.map(({ ports }) => ports)));
}

function total(groups: readonly SeenGroup[]): number {
  return groups.reduce((sum, { ports }) => sum + countPorts(ports), 0);
}
