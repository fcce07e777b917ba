import type { Reason } from '../model/reason.ts';
import type { Slice } from './slice.ts';

/** What the coordinator of a run says of it while it goes on. */
export interface RunBeacon {
  readonly session: string;
  /** Why the run ends, as JSON; '': it goes on. */
  readonly stop: string;
}

/** The two ends of a slice that come from its run. */
export interface RunWatch {
  /** The run ends: what was seen until now is still wanted. */
  readonly stopped: AbortSignal;
  /** Nobody waits for this slice any more. */
  readonly over: AbortSignal;
  readonly end: () => void;
}

const lookEveryMs = 500;

/**
 * Looks whether the coordinator still waits for a slice: it may have stopped, died, or begun anew. A queue that does
 * not answer says nothing: the slice goes on until its lease lapses.
 */
export function watchRun(
  { run, session }: Pick<Slice, 'run' | 'session'>,
  beaconOf: (run: string) => Promise<RunBeacon | null>,
): RunWatch {
  const [stopped, over] = [new AbortController(), new AbortController()];
  const look = (): void => {
    void beaconOf(run)
      .then((beacon) => {
        if (beacon === null || beacon.session !== session) over.abort();
        else if (beacon.stop !== '') stopped.abort(reasonIn(beacon.stop));
      })
      .catch(() => undefined);
  };
  look();
  const timer = setInterval(look, lookEveryMs);
  return { stopped: stopped.signal, over: over.signal, end: () => clearInterval(timer) };
}

/** Whoever can write to the queue could have written it: anything that is no reason is the plainest one. */
function reasonIn(text: string): Reason {
  try {
    const { code, values } = JSON.parse(text) as Partial<Reason>;
    if (typeof code === 'string' && typeof values === 'object' && values !== null) return { code, values };
  } catch {
    // no JSON
  }
  return { code: 'runInterrupted', values: {} };
}
