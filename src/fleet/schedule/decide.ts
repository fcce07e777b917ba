/** A run whose time has come, and what is known of it. Times are milliseconds since 1970. */
export interface Turn {
  readonly dueMs: number;
  /** When a blackout that it waited for was to end; undefined: it did not wait. */
  readonly heldUntilMs: number | undefined;
  readonly nowMs: number;
  /** When the blackout of the site ends that now goes on; undefined: there is none. */
  readonly blackoutUntilMs: number | undefined;
}

/** What FILE says of such a run. */
export interface TurnPolicy {
  readonly missed: 'run' | 'skip';
  /** From when on a run counts as missed. */
  readonly lateAfterMs: number;
  readonly blackout: 'wait' | 'skip';
}

export type Decision =
  | { readonly kind: 'run'; readonly lateMs: number }
  | { readonly kind: 'wait'; readonly untilMs: number }
  | { readonly kind: 'leaveOut'; readonly why: 'missed' | 'blackout'; readonly lateMs: number };

/**
 * Whether a run begins, waits or is left out. Lateness counts from the end of the blackout that a run waited for: it
 * was told to wait.
 */
export function decide(
  { dueMs, heldUntilMs, nowMs, blackoutUntilMs }: Turn,
  { missed, lateAfterMs, blackout }: TurnPolicy,
): Decision {
  const lateMs = Math.max(0, nowMs - Math.max(dueMs, heldUntilMs ?? 0));
  const isMissed = lateMs >= lateAfterMs;
  if (isMissed && missed === 'skip') return { kind: 'leaveOut', why: 'missed', lateMs };
  if (blackoutUntilMs !== undefined)
    return blackout === 'wait'
      ? { kind: 'wait', untilMs: blackoutUntilMs }
      : { kind: 'leaveOut', why: 'blackout', lateMs };
  return { kind: 'run', lateMs: isMissed ? lateMs : 0 };
}
