import type { Reason } from '../../model/reason.ts';
import type { SliceResult } from '../../fleet/slice-result.ts';

/** Below that, clocks that are kept by NTP may differ. */
const slackMs = 2000;

/**
 * Whether the workers' clocks agree with this one's: a slice is never begun before it was ordered, nor ended after its
 * answer came. What a worker saw bears its own clock's times.
 */
export class ClockWatch {
  readonly #worst = new Map<string, number>();

  note({ host, startedAt, finishedAt }: SliceResult, issuedAt: Date, receivedAt: Date): void {
    const aheadMs = Date.parse(finishedAt) - receivedAt.getTime();
    const behindMs = issuedAt.getTime() - Date.parse(startedAt);
    const offMs = aheadMs > slackMs ? aheadMs : behindMs > slackMs ? -behindMs : 0;
    if (Math.abs(offMs) > Math.abs(this.#worst.get(host) ?? 0)) this.#worst.set(host, offMs);
  }

  warnings(): Reason[] {
    return [...this.#worst].map(([host, offMs]) => ({
      code: offMs > 0 ? 'workerClockAhead' : 'workerClockBehind',
      values: { host, seconds: Math.round(Math.abs(offMs) / 1000) },
    }));
  }
}
