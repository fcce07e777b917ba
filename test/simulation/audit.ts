import { judge } from '../../src/judge/judge.ts';
import type { Observation } from '../../src/model/observation.ts';
import { parsePorts } from '../../src/model/ports.ts';
import type { Check, Plan, Target } from '../../src/model/plan.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { controlsNeeded } from '../../src/plan/loss-bound.ts';
import { carryOut } from '../../src/run/carry-out.ts';
import { simulatedClock, simulatedSender, simulatedVantage, type SimulatedNetwork } from './network.ts';

export interface AuditSettings {
  readonly documented: string;
  readonly forbidden: string;
  readonly expected: 'closed' | 'blocked' | 'not-listening';
  readonly attempts: number;
  readonly missLimit: number;
  readonly perHost: number;
}

/** One address with its documented ports and one closed rule, planned as `buildPlan` would. */
export function planFor(settings: AuditSettings): Plan {
  const shared = {
    profile: 'test/simulated',
    from: 'internet',
    to: 'server',
    vantage: 'outside',
    host: '192.0.2.1',
    address: '192.0.2.1',
    protocol: 'tcp',
    need: 'required',
    expect: [],
    names: {},
    conditions: {},
  } as const;
  const documented = parsePorts(settings.documented)!;
  const forbidden = parsePorts(settings.forbidden)!;
  const flows = documented.map(({ from, to }): Check => ({
    ...shared,
    id: `test/simulated/flow-${from}@outside>192.0.2.1`,
    rule: `flow-${from}`,
    kind: 'flow',
    ports: [{ from, to }],
    expected: 'open',
  }));
  const closed: Check = {
    ...shared,
    id: 'test/simulated/deny@outside>192.0.2.1',
    rule: 'deny',
    kind: 'closed',
    ports: forbidden,
    expected: settings.expected,
  };
  const target: Target = {
    vantage: 'outside',
    address: '192.0.2.1',
    source: null,
    documented,
    forbidden,
    decoys: parsePorts('60001,60003,60005,60007')!,
    udp: [],
    checks: [...flows, closed],
  };
  const pace = {
    rate: settings.perHost,
    perHost: settings.perHost,
    attempts: settings.attempts,
    attemptGapMs: 1000,
    timeoutMs: 3000,
  };
  return {
    method: {
      pace,
      missLimit: settings.missLimit,
      controlsNeeded: controlsNeeded(settings.attempts, settings.missLimit),
    },
    notCovered: [],
    parts: () => [{ kind: 'target', target }],
  };
}

/** Runs a plan against a simulated network, in simulated time. */
export async function audit(
  plan: Plan,
  network: SimulatedNetwork,
): Promise<{ verdicts: Verdict[]; observations: Observation[] }> {
  const clock = simulatedClock();
  const vantage = simulatedVantage(simulatedSender(network, clock));
  const observations: Observation[] = [];
  for await (const shown of carryOut(plan, {
    vantages: new Map([['outside', vantage]]),
    clock,
    random: network.random,
    sweeper: 'auto',
    asks: () => [],
    converse: async (_vantage, { address, port }, asked) => ({
      kind: 'conversation',
      vantage: 'outside',
      address,
      port,
      startedAt: '',
      finishedAt: '',
      asked,
      answer: {
        kind: 'presence',
        status: 'broken',
        failure: { step: 'connect', code: 'silent', detail: '' },
        heard: '',
      },
    }),
  })) {
    observations.push(...shown);
  }
  return { observations, verdicts: [...judge(plan, observations, { now: clock.date() })] };
}
