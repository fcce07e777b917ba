import { setTimeout as sleep } from 'node:timers/promises';
import type { Bed } from './bed.ts';

/** Waits until the router has seen so many SYNs to forbidden ports, or the audit ended. */
export async function afterAttempts({ lab }: Bed, count: number, ended: AbortSignal): Promise<void> {
  let seen = 0;
  while (seen < count && !ended.aborted) {
    await sleep(20);
    seen = 0;
    for (const packets of (await lab.asked('server')).values()) seen += packets;
  }
}

/** The line is dead for a while, in the midst of the sweep. */
export function outage(afterCount: number, forMs: number) {
  return async (bed: Bed, ended: AbortSignal): Promise<void> => {
    await afterAttempts(bed, afterCount, ended);
    await bed.lab.nft(
      'router',
      'add chain inet lab dead { type filter hook forward priority -10; policy drop; }',
    );
    await sleep(forMs);
    await bed.lab.nft('router', 'delete chain inet lab dead');
  };
}
