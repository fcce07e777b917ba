import type { LogEntry } from '../../far-side/entries.ts';
import type { FarSideKey } from '../../far-side/key.ts';
import { sealLog } from '../../far-side/log.ts';

/** Strangers' packets fill no disk: after so much of the log, theirs are counted only. */
const mostStrangersBytes = 256 << 20;

/** Seals entries and hands them on; `onFailure` hears of the first that could not be kept. */
export function listenerLog(
  key: FarSideKey,
  { now, write }: { readonly now: () => Date; readonly write: (line: string) => void },
  onFailure: (cause: unknown) => void,
): (entry: LogEntry) => void {
  const seal = sealLog(key, now);
  let strangersBytes = 0;
  return (entry) => {
    const ofStranger = entry.kind === 'arrived' && entry.run === undefined;
    const kept: LogEntry =
      ofStranger && strangersBytes > mostStrangersBytes ? { kind: 'gap', why: 'tooMany', count: 1 } : entry;
    const line = seal(kept);
    if (ofStranger) strangersBytes += line.length;
    try {
      write(line);
    } catch (cause) {
      onFailure(cause);
    }
  };
}
