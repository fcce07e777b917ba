import type {
  ControlEvidence,
  ConversationObservation,
  Observation,
  PortGroup,
  SweepObservation,
} from '../../src/model/observation.ts';
import { parsePorts } from '../../src/model/ports.ts';
import type { Check, Plan, PlanPart } from '../../src/model/plan.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { judge } from '../../src/judge/judge.ts';

export const address = '192.0.2.10';
export const now = new Date('2026-01-02T03:04:05Z');

export function check(over: Partial<Omit<Check, 'ports'>> & { ports: string }): Check {
  const kind = over.kind ?? 'closed';
  return {
    id: `test/sample/rule@outside>${address}`,
    profile: 'test/sample',
    rule: 'rule',
    from: 'internet',
    to: 'server',
    vantage: 'outside',
    host: address,
    address,
    protocol: 'tcp',
    need: 'required',
    expected: kind === 'flow' ? 'open' : 'closed',
    expect: [],
    names: {},
    conditions: {},
    ...over,
    kind,
    ports: parsePorts(over.ports)!,
  };
}

export function group(ports: string, state: PortGroup['state'], over: Partial<PortGroup> = {}): PortGroup {
  return { ports, state, made: 3, counted: 3, hops: null, ...over };
}

export function controls(over: Partial<ControlEvidence> = {}): ControlEvidence {
  return { port: 443, answer: 'open', rule: 'https', asked: 66, lost: 0, hops: null, slowestMs: 1, ...over };
}

export function sweep(groups: readonly PortGroup[], over: Partial<SweepObservation> = {}): SweepObservation {
  return {
    kind: 'sweep',
    vantage: 'outside',
    address,
    protocol: 'tcp',
    sweeper: 'connect',
    source: null,
    startedAt: '2026-01-02T03:00:00.000Z',
    finishedAt: '2026-01-02T03:01:00.000Z',
    groups,
    decoys: '60001-60002',
    controls: controls(),
    rounds: [],
    causes: [],
    notExcluded: [],
    ...over,
  };
}

export function presence(port: number, heard: boolean): ConversationObservation {
  return {
    kind: 'conversation',
    vantage: 'outside',
    address,
    port,
    startedAt: '2026-01-02T03:00:30.000Z',
    finishedAt: '2026-01-02T03:00:31.000Z',
    asked: { kind: 'presence' },
    answer: heard
      ? { kind: 'presence', status: 'present', speaks: 'other', heard: 'aGk=' }
      : {
          kind: 'presence',
          status: 'broken',
          failure: { step: 'read', code: 'timeout', detail: '' },
          heard: '',
        },
  };
}

export function planOf(parts: readonly PlanPart[], missLimit = 1e-4): Plan {
  const pace = { rate: 500, perHost: 500, attempts: 3, attemptGapMs: 1000, timeoutMs: 3000 };
  return { method: { pace, missLimit, controlsNeeded: 64 }, notCovered: [], parts: () => parts };
}

/** The verdict of one check, asked at one address. */
export function verdictOf(
  one: Check,
  observations: readonly Observation[],
  missLimit?: number,
  others: readonly Check[] = [],
  before: Iterable<readonly Observation[]> = [],
): Verdict {
  return verdictAt(address, one, observations, missLimit, others, before);
}

/** The same at another address. */
export function verdictAt(
  place: string,
  one: Check,
  observations: readonly Observation[],
  missLimit?: number,
  others: readonly Check[] = [],
  before: Iterable<readonly Observation[]> = [],
): Verdict {
  const target = {
    vantage: 'outside',
    address: place,
    source: null,
    documented: [],
    forbidden: [],
    decoys: [],
    udp: [],
    checks: [one, ...others],
  };
  const [verdict] = judge(planOf([{ kind: 'target', target }], missLimit), observations, { now, before });
  return verdict!;
}
