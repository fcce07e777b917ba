import type { RoundEvidence } from '../model/observation.ts';
import type { Method } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import { controlsPerRound } from '../plan/estimate.ts';
import { bothAllow, type Pace, type TokenBucket } from './allowance.ts';
import type { Control } from './choose-control.ts';
import { askRound, type RoundOutcome, type RoundSettings, type RoundWorld } from './round.ts';
import { attemptsAfter, firstStage, nextStage, type Stage } from './stages.ts';
import { countAfresh, pendingPorts, type ResetsWanted, type Tally } from './tally.ts';

export interface SweepSettings {
  readonly address: string;
  readonly source: string | null;
  /** Ports to ask until each has answered, or stayed silent often enough. */
  readonly ports: Uint16Array;
  /** How often a port that resets is asked. */
  readonly resets: ResetsWanted;
  readonly control: Control;
  readonly method: Method;
  /** The slowest answer so far: waits begin from it. */
  readonly slowestMs: number;
}

export interface SweepPace {
  readonly run: Pace;
  readonly host: TokenBucket;
}

/** What the controls of the vouching stage said, and how it went. */
export interface SweepOutcome {
  readonly asked: number;
  readonly lost: number;
  readonly hops: number;
  readonly slowestMs: number;
  readonly rounds: readonly RoundEvidence[];
  readonly causes: readonly Reason[];
}

/** Rounds made beyond the wanted ones, for attempts that lost controls voided. */
const spareRounds = 4;
/** Waits before a path that gave no answer is asked again: some 14 s in all. */
const recoveryWaitsMs = [1000, 1000, 2000, 2000, 4000, 4000];

/**
 * Asks ports in rounds, with controls between, until the chance of a miss is small enough: up to three
 * stages, each slower and larger than the one before, each counting afresh. A path that stops answering is
 * given time to come back.
 */
export async function sweepPorts(
  tally: Tally,
  settings: SweepSettings,
  pace: SweepPace,
  world: RoundWorld,
): Promise<SweepOutcome> {
  const { missLimit } = settings.method;
  const rounds: RoundEvidence[] = [];
  const causes: Reason[] = [];
  let stage: Stage | undefined = firstStage(pace.host.perSecond, settings.method.pace.attempts, missLimit);
  let seen = { asked: 0, lost: 0, hops: 0, slowestMs: 0 };
  let firstLoss: number | undefined;
  while (stage !== undefined) {
    pace.host.slowTo(stage.rate);
    if (stage.number > 1) countAfresh(tally);
    const outcome = await runStage(tally, stage, settings, pace, world, rounds);
    seen = {
      ...outcome,
      hops: outcome.hops || seen.hops,
      slowestMs: Math.max(seen.slowestMs, outcome.slowestMs),
    };
    if (world.signal?.aborted === true) break;
    const loss = seen.asked === 0 ? 1 : seen.lost / seen.asked;
    if (outcome.enough) {
      if (firstLoss !== undefined && firstLoss > 0.1 && loss < firstLoss / 4) {
        causes.push({
          code: 'causeRateLimit',
          values: { rate: Math.round(stage.rate), lossBefore: firstLoss, loss },
        });
      }
      break;
    }
    firstLoss ??= loss;
    if (outcome.pathLost && !(await pathRecovers(tally, settings, pace, world))) {
      const attempts = rounds.reduce((sum, round) => sum + round.attempts, 0);
      causes.push({ code: 'causeAnswersStopped', values: { attempts } });
      break;
    }
    if (outcome.pathLost && outcome.asked > 0)
      causes.push({ code: 'causeOutage', values: { stage: stage.number } });
    stage = nextStage(stage, seen, rounds.at(-1)?.rate ?? 0, missLimit);
  }
  return { ...seen, rounds, causes };
}

interface StageOutcome {
  readonly enough: boolean;
  readonly pathLost: boolean;
  readonly asked: number;
  readonly lost: number;
  readonly hops: number;
  readonly slowestMs: number;
}

async function runStage(
  tally: Tally,
  stage: Stage,
  settings: SweepSettings,
  pace: SweepPace,
  world: RoundWorld,
  rounds: RoundEvidence[],
): Promise<StageOutcome> {
  const { pace: asked, missLimit } = settings.method;
  let seen = { asked: 0, lost: 0, hops: 0, slowestMs: settings.slowestMs };
  let wanted = stage.attempts;
  let lastStartMs = -Infinity;
  let measured = Infinity;
  for (let round = 0; round < wanted + spareRounds; round++) {
    let pending = pendingPorts(tally, settings.ports, wanted, settings.resets);
    if (pending.length === 0 && seen.asked === 0) {
      // Every port has answered before: the control alone still shows that the path was alive.
      pending = Uint16Array.of(settings.control.port);
    } else if (pending.length === 0) {
      const silent = settings.ports.some((port) => tally.state[port]! >= 3);
      const needed = silent ? attemptsAfter(stage, seen, missLimit) : wanted;
      if (needed === undefined) break;
      if (needed <= wanted) return { ...seen, enough: true, pathLost: false };
      wanted = needed;
      pending = pendingPorts(tally, settings.ports, wanted, settings.resets);
    }
    await world.clock.sleep(lastStartMs + asked.attemptGapMs - world.clock.nowMs(), world.signal);
    if (world.signal?.aborted === true) break;
    const outcome = await askRound(
      tally,
      pending,
      roundSettings(stage, pending, { ...seen, rate: measured }, settings, pace, world),
      world,
    );
    lastStartMs = outcome.lastStartMs;
    measured = outcome.evidence.rate;
    seen = add(seen, outcome);
    rounds.push({ stage: stage.number, ...outcome.evidence });
    if (outcome.pathLost) return { ...seen, enough: false, pathLost: true };
  }
  return { ...seen, enough: false, pathLost: false };
}

function roundSettings(
  stage: Stage,
  pending: Uint16Array,
  seen: { readonly asked: number; readonly slowestMs: number; readonly rate: number },
  settings: SweepSettings,
  { run, host }: SweepPace,
  world: RoundWorld,
): RoundSettings {
  const { pace } = settings.method;
  // A machine that is short of sockets is slower than its pace: controls follow the rate that was reached.
  const rate = Math.min(run.perSecond, stage.rate, Math.max(1, seen.rate));
  const perRound = Math.ceil(stage.controls / stage.attempts);
  return {
    address: settings.address,
    source: settings.source,
    controlPort: settings.control.port,
    controlAnswer: settings.control.answer,
    controls: Math.max(perRound, controlsPerRound(pending.length, settings.method, rate)),
    timeoutMs: waitMs(stage, seen, pace.timeoutMs, world),
    sends: stage.number === 1 ? 1 : 3,
    gapMs: pace.attemptGapMs,
    volleySize: volleySize(rate),
    allowance: bothAllow(run, host),
  };
}

/**
 * How long an attempt waits: four times the slowest control, at least one retransmission of the kernel's where
 * it retransmits; the site's longest wait as long as nothing is known, and when the path is bad.
 */
function waitMs(
  stage: Stage,
  seen: { readonly asked: number; readonly slowestMs: number },
  longest: number,
  { sender }: RoundWorld,
): number {
  if (stage.number > 1) return longest;
  const least = sender.name === 'syn' ? 500 : 1000;
  return Math.min(longest, Math.max(least, 4 * seen.slowestMs));
}

/** Five seconds' worth: after that long a dead path is noticed. */
function volleySize(rate: number): number {
  return Number.isFinite(rate) ? Math.max(256, Math.ceil(rate * 5)) : 65_536;
}

async function pathRecovers(
  tally: Tally,
  settings: SweepSettings,
  { run, host }: SweepPace,
  world: RoundWorld,
): Promise<boolean> {
  for (const wait of recoveryWaitsMs) {
    await world.clock.sleep(wait, world.signal);
    if (world.signal?.aborted === true) return false;
    const outcome = await askRound(
      tally,
      Uint16Array.of(settings.control.port),
      {
        address: settings.address,
        source: settings.source,
        controlPort: settings.control.port,
        controlAnswer: settings.control.answer,
        controls: 2,
        timeoutMs: settings.method.pace.timeoutMs,
        sends: 3,
        gapMs: settings.method.pace.attemptGapMs,
        volleySize: 256,
        allowance: bothAllow(run, host),
      },
      world,
    );
    if (outcome.controls.lost < outcome.controls.asked) return true;
  }
  return false;
}

function add(
  seen: { asked: number; lost: number; hops: number; slowestMs: number },
  { controls }: RoundOutcome,
): typeof seen {
  return {
    asked: seen.asked + controls.asked,
    lost: seen.lost + controls.lost,
    hops: controls.hops || seen.hops,
    slowestMs: Math.max(seen.slowestMs, controls.slowestMs),
  };
}
