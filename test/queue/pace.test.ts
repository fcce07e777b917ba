import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { LeasedPace } from '../../src/fleet/leased-pace.ts';
import { leaseScript } from '../../src/fleet/queue/lease-script.ts';
import { startQueueServer } from './redis.ts';

const nowMs = (): number => performance.now();

test('three workers that draw on one bucket of the server never exceed its rate together', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portwitness-queue-'));
  const server = await startQueueServer(folder, { vantages: ['dmz'] });
  // as a worker of the vantage, with its rights
  const clients = [1, 2, 3].map(() => new Redis(server.connection('dmz')));
  try {
    const [rate, burst] = [1000, 100];
    const keys = ['bull:vantage-dmz:portwitness:pace:r', 'bull:vantage-dmz:portwitness:pace:r:sharers'];
    const paces = clients.map((client, i) => {
      const lease = async (wanted: number) => {
        const answer = (await client.eval(leaseScript, 2, ...keys, rate, burst, wanted, `w${i}`)) as number[];
        return { granted: answer[0]!, sharers: answer[1]! };
      };
      return new LeasedPace(rate, lease, nowMs);
    });
    const startedMs = nowMs();
    let sent = 0;
    for (; nowMs() - startedMs < 2000; await pause(2)) {
      for (const one of paces) sent += one.take(50).granted;
      // bounded from above alone: a machine that is late makes it slower
      expect(sent).toBeLessThanOrEqual(((nowMs() - startedMs) / 1000) * rate + burst);
    }
    expect(sent).toBeGreaterThan(100);
    expect(Math.max(...paces.map(({ perSecond }) => perSecond))).toBeCloseTo(rate / 3, 0);
  } finally {
    for (const client of clients) client.disconnect();
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});
