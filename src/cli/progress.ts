import cliProgress from 'cli-progress';
import type { Estimate } from '../plan/estimate.ts';
import { formatNumber, loadFormats } from '../text/number.ts';
import type { Progress } from '../run/world.ts';
import type { Session } from './session.ts';

/** Shows how far a run is, on a line of stderr; silent when nobody watches. */
export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  readonly end: () => void;
}

/** Nobody watches: the report is the first to need what formats numbers, which loads while the network answers. */
function unseen(session: Session): ProgressLine {
  let shown = false;
  const show = (): void => {
    if (!shown) setImmediate(() => loadFormats(session.language));
    shown = true;
  };
  return { show, end: () => {} };
}

/** Redrawn so often: more flickers over a slow line. */
const framesPerSecond = 5;

/** A line with the share that is done, the rate as it is, and the time that is left at most. */
export function openProgress(estimate: Estimate, session: Session, quiet: boolean): ProgressLine {
  const { stderr, now } = session.world;
  if (quiet || stderr.isTTY !== true || estimate.targets === 0) return unseen(session);
  const startedAt = now().getTime();
  let seen: Progress = { attempts: 0, targetsDone: 0 };
  const bar = new cliProgress.SingleBar({
    stream: stderr,
    fps: framesPerSecond,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 24,
    barCompleteChar: '━',
    barIncompleteChar: '─',
    format: (options, { progress }) => {
      const elapsed = Math.max(0.001, (now().getTime() - startedAt) / 1000);
      return session.say('progressLine', {
        bar: cliProgress.Format.BarFormat(progress, options),
        percent: Math.floor(progress * 100),
        done: seen.targetsDone,
        targets: estimate.targets,
        rate: formatNumber(session.language, Math.round(seen.attempts / elapsed)),
        seconds: secondsLeft(progress, elapsed, estimate),
      });
    },
  });
  bar.start(1, 0);
  return {
    show: (progress) => {
      seen = progress;
      bar.update(shareDone(progress, estimate));
    },
    end: () => bar.stop(),
  };
}

/** Answers end an address before all its attempts are made: the share is the larger of both counts. */
export function shareDone({ attempts, targetsDone }: Progress, estimate: Estimate): number {
  const most = Math.max(1, estimate.attempts.most + estimate.controls.most);
  return Math.min(1, Math.max(attempts / most, targetsDone / Math.max(1, estimate.targets)));
}

/** By the speed so far, but never more than the plan's own worst case leaves. */
export function secondsLeft(share: number, elapsed: number, estimate: Estimate): number {
  const worst = Math.max(0, estimate.seconds.most - elapsed);
  const bySpeed = share > 0 ? (elapsed * (1 - share)) / share : worst;
  return Math.ceil(Math.min(worst, bySpeed));
}
