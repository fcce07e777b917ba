import type { Reason } from '../model/reason.ts';

/** Why the run was ended before it was done: nothing, while it goes on. */
export function interruptionOf(signal: AbortSignal | undefined): Reason[] {
  return signal?.aborted === true ? [reasonOf(signal)] : [];
}

/** The signal's own reason, where it is one: the end of the authorization, say. */
function reasonOf(signal: AbortSignal): Reason {
  const reason: unknown = signal.reason;
  const isReason = typeof reason === 'object' && reason !== null && 'code' in reason && 'values' in reason;
  return isReason ? (reason as Reason) : { code: 'runInterrupted', values: {} };
}
