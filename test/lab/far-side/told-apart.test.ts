import { expect, test } from '@jest/globals';
import { seededRandom } from '../../simulation/random.ts';
import { checkOf } from '../audit.ts';
import { chain } from '../rules.ts';
import { betweenTwoSides } from './two-sides.ts';

/** In CI a tenth of the pairs; `npm run soak` tells all 200 apart. */
const pairs = Number(process.env['PORTWITNESS_LAB_PORTS'] ?? 200) / 10;
const pairsPerAudit = 10;
const seed = 20_130_309;

const isFlow = (i: number) => i % 2 === 0;
const rulesOf = (of: readonly number[], flow: boolean, text: (port: number) => string) =>
  of.filter((_, i) => isFlow(i) === flow).map(text);
const expected = (i: number, flow: string, closed: string) => `1 silent, ${isFlow(i) ? flow : closed}`;

/**
 * Pairs of UDP ports that look alike from here, both silent: one is dropped on the way, the other delivered, and its
 * answers dropped on their way back. Half of them are documented flows, half are forbidden; some packets get lost.
 */
test.concurrent.each(Array.from({ length: Math.ceil(pairs / pairsPerAudit) }, (_, i) => i))(
  `a UDP port that is dropped and one that is delivered are told apart, ${pairsPerAudit} pairs, run %i`,
  async (run) => {
    const random = seededRandom(seed + run);
    const ports = new Set<number>();
    while (ports.size < 2 * pairsPerAudit) ports.add(10_000 + Math.floor(random() * 40_000));
    const shuffled = [...ports];
    const [dropped, delivered] = [shuffled.slice(0, pairsPerAudit), shuffled.slice(pairsPerAudit)];
    const both = [...dropped, ...delivered];
    const rules = {
      flows: ['id: control, port: 3478/udp, need: required', ...rulesOf(both, true, (port) => `id: port-${port}, port: ${port}/udp, need: required`)],
      closed: rulesOf(both, false, (port) => `id: port-${port}, ports: ${port}/udp, state: blocked, control: control`),
    }; // prettier-ignore
    const more = chain('mute', 'filter hook forward priority -10', [
      `iifname "far" udp sport { ${delivered.join(', ')} } drop`,
      'meta l4proto udp numgen random mod 100 < 2 drop',
    ]);
    const pass = [`udp dport { 3478, ${delivered.join(', ')} } accept`];
    const family = run % 2 === 0 ? 4 : 6;
    await betweenTwoSides(rules, { pass, more, family }, async ({ audit }) => {
      const audited = await audit();
      const told = (port: number) => {
        const { verdict, reasonCode, observed } = checkOf(audited, `port-${port}`);
        return `${observed.silent} silent, ${verdict} ${reasonCode}`;
      };
      expect(dropped.map(told)).toEqual(
        dropped.map((_, i) => expected(i, 'fail farSideFlowBlocked', 'pass farSideBlocked')),
      );
      expect(delivered.map(told)).toEqual(
        delivered.map((_, i) => expected(i, 'fail farSideAnswersLost', 'fail farSideCrossed')),
      );
    });
  },
);
