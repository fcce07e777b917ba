import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { binomialAtMost } from '../../../src/plan/loss-bound.ts';
import { inLaboratory } from '../laboratory.ts';
import { forward, loss } from '../rules.ts';
import { listen } from '../servers/listeners.ts';

/** In CI a tenth of the ports; `npm run soak` asks all 2,000. */
const ports = Number(process.env['PORTWITNESS_LAB_PORTS'] ?? 200);
const [controlPort, firstPort] = [80, 20_001];
const seed = 20_130_309;

interface Question {
  readonly compiled: string;
  readonly sweeper: 'connect' | 'syn';
  readonly address: string;
  readonly source: string;
  readonly controlPort: number;
  readonly firstPort: number;
  readonly ports: number;
  readonly seed: number;
}

interface Answer {
  readonly attempts: number;
  readonly missed: number;
  readonly bound: number;
}

const runs = [10, 20, 30].flatMap((percent) =>
  (['connect', 'syn'] as const).flatMap((sweeper) =>
    ([4, 6] as const).map((family) => [percent, sweeper, family] as const),
  ),
);

describe(`the stated bound holds over ${ports} truly open ports`, () => {
  test.concurrent.each(runs)('%i %% lost each way, %s, IPv%i', async (percent, sweeper, family) => {
    const layout = {
      networks: { near: ['scanner', 'router'], far: ['router', 'server'] },
      routers: ['router'],
      rules: { router: forward(loss(percent)) },
    };
    const answers = await inLaboratory(layout, async (lab) => {
      const open = Array.from({ length: ports }, (_, i) => firstPort + i);
      await listen(lab, 'server', [controlPort, ...open]);
      const question: Question = {
        compiled: join(process.cwd(), 'build'),
        sweeper,
        address: lab.address('server', 'far', family),
        source: lab.address('scanner', 'near', family),
        controlPort,
        firstPort,
        ports,
        seed,
      };
      const script = join(process.cwd(), 'test', 'lab', 'bound', 'ask.mjs');
      const argv = [process.execPath, script, JSON.stringify(question)];
      const { stdout, stderr } = await lab.run('scanner', argv, { timeoutMs: 110_000 });
      if (stdout === '') throw new Error(stderr);
      return JSON.parse(stdout) as Answer[];
    });
    expect(answers.map(({ attempts }) => attempts)).toEqual([1, 2, 3, 4]);
    for (const { attempts, missed, bound } of answers) {
      // The chance of so many misses, or more, if each port were missed with the stated chance.
      const chance = missed === 0 ? 1 : 1 - binomialAtMost(missed - 1, ports, bound);
      expect({ attempts, missed, bound, significantlyMore: chance < 0.01 }).toMatchObject({
        significantlyMore: false,
      });
    }
  });
});
