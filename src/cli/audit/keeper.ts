import { openRunFolder, type RunFolder } from '../../evidence/run-folder.ts';
import type { Plan } from '../../model/plan.ts';
import type { Reason } from '../../model/reason.ts';
import { outputReason } from '../output-failure.ts';

/** Writes to a run's folder while that works. */
export interface Keeper {
  readonly keep: (write: (folder: RunFolder) => Promise<void>) => Promise<void>;
  /** Why the folder is not whole; null: it is, or none was wanted. */
  readonly failure: () => Reason | null;
}

/** Keeps a run in its folder until a write fails; then the run goes on without it, and the failure is told. */
export async function openKeeper(path: string | undefined, plan: Plan): Promise<Keeper> {
  if (path === undefined) return { keep: async () => {}, failure: () => null };
  const folder = await openRunFolder(path, plan);
  let failure: Reason | null = null;
  return {
    keep: async (write) => {
      if (failure !== null) return;
      await write(folder).catch((error: unknown) => {
        failure = outputReason(error, path);
      });
    },
    failure: () => failure,
  };
}
