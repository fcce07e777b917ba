import type { Progress } from '../../run/world.ts';

/** Attempts that are made here and by workers, and the addresses that are done, as one progress. */
export function countTogether(show: (progress: Progress) => void): {
  readonly here: (progress: Progress) => void;
  readonly there: (attempts: number) => void;
  readonly done: (targets: number) => void;
} {
  let [here, there, targetsDone] = [0, 0, 0];
  const tell = (): void => show({ attempts: here + there, targetsDone });
  return {
    here: ({ attempts }) => {
      here = attempts;
      tell();
    },
    there: (attempts) => {
      there = attempts;
      tell();
    },
    done: (targets) => {
      targetsDone = targets;
      tell();
    },
  };
}
