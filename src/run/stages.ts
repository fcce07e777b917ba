import { attemptsNeeded, controlsNeeded, lossBound } from '../plan/loss-bound.ts';

/** How one stage asks. A later stage is slower, larger, and counts afresh. */
export interface Stage {
  readonly number: number;
  /** Attempts per second at the address. */
  readonly rate: number;
  /** Attempts that count, wanted at each silent port. */
  readonly attempts: number;
  /** Controls wanted over the whole stage. */
  readonly controls: number;
  /** More attempts than this are not made: the next stage, slower, is the better cure. */
  readonly mostAttempts: number;
}

/** What a stage's controls said, lost ones included. */
export interface StageControls {
  readonly asked: number;
  readonly lost: number;
}

const lastStage = 3;
const mostAttempts = [8, 12, 16];
/** A quarter of the pace relieves a limiter, or a queue, that a half would still fill. */
const slowing = 4;
const slowestRate = 5;

export function firstStage(rate: number, attempts: number, missLimit: number): Stage {
  return {
    number: 1,
    rate,
    attempts,
    controls: controlsNeeded(attempts, missLimit),
    mostAttempts: Math.max(attempts, mostAttempts[0]!),
  };
}

/**
 * The stage after one whose loss was too high: undefined after the third. It wants as many attempts as the
 * loss seen so far would need, and enough controls to know the new loss well.
 */
export function nextStage(
  stage: Stage,
  seen: StageControls,
  measuredRate: number,
  missLimit: number,
): Stage | undefined {
  if (stage.number >= lastStage) return undefined;
  const most = Math.max(stage.attempts, mostAttempts[stage.number]!);
  const loss = Math.min(0.9, lossBound(seen.lost, seen.asked));
  const attempts = Math.min(most, Math.max(stage.attempts, attemptsNeeded(loss, missLimit)));
  const before = Number.isFinite(stage.rate) ? stage.rate : Math.max(measuredRate, slowestRate * slowing);
  return {
    number: stage.number + 1,
    rate: Math.max(Math.min(before, slowestRate), before / slowing),
    attempts,
    controls: Math.max(2 * stage.controls, 2 * seen.asked, controlsNeeded(attempts, missLimit)),
    mostAttempts: most,
  };
}

/**
 * How many attempts the controls so far ask for, or undefined when that is more than this stage makes: then
 * only a slower stage can help. Few controls were asked when few ports were silent: more attempts bring more.
 */
export function attemptsAfter(
  stage: Stage,
  { asked, lost }: StageControls,
  missLimit: number,
): number | undefined {
  if (asked === 0) return undefined;
  const needed = attemptsNeeded(lossBound(lost, asked), missLimit);
  return needed <= stage.mostAttempts ? Math.max(needed, stage.attempts) : undefined;
}
