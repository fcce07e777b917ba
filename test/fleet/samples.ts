import { createPrivateKey } from 'node:crypto';
import { newFleetKey, readFleetKey, type FleetKey } from '../../src/evidence/signature/fleet-key.ts';
import { signText, type SignedText } from '../../src/evidence/signature/signed-text.ts';
import { sha256Of } from '../../src/evidence/manifest.ts';
import type { SliceRecord } from '../../src/evidence/slice-record.ts';
import type { Observation, SweepObservation } from '../../src/model/observation.ts';
import type { Plan, Target } from '../../src/model/plan.ts';
import type { Reason } from '../../src/model/reason.ts';
import { orderingOf } from '../../src/fleet/order-slice.ts';
import type { JobState, QueueLook, SliceQueue } from '../../src/fleet/queue/slice-queue.ts';
import type { Gathered, VantageOrder } from '../../src/fleet/slice-book.ts';
import { readSlice, type Slice } from '../../src/fleet/slice.ts';
import { sliceResultSchemaId, type SliceResult } from '../../src/fleet/slice-result.ts';
import { closed, flow, plan, profile, site } from '../plan/samples.ts';

export function newKey(): FleetKey {
  return readFleetKey(newFleetKey().pem)!;
}

/** So many addresses of one vantage, each with a documented port and a hundred that must be shut. */
export function fleetPlan(addresses: number, over: Partial<Plan['method']['pace']> = {}): Plan {
  const roles = { proxy: Array.from({ length: addresses }, (_, i) => `192.0.2.${i + 1}`) };
  const at = site(
    roles,
    { dmz: { workers: ['-'], source: ['198.51.100.7'] } },
    { pace: { rate: 2000, perHost: 500, attempts: 3, attemptGapMs: 1000, timeoutMs: 3000, ...over } },
  );
  return plan(at, [profile({ flows: [flow('https', '443')], closed: [closed('deny', '100-199')] })], {
    queue: true,
  });
}

export const issuedAt = new Date('2026-01-02T03:04:05.000Z');

export function vantageOrder(made: Plan, workers: readonly FleetKey[], key: FleetKey): VantageOrder {
  const run = {
    run: 'run-1',
    session: 'session-1',
    plan: 'a'.repeat(64),
    site: 'test',
    notAfter: null,
    sweeper: 'auto' as const,
  };
  return {
    vantage: 'dmz',
    plan: made,
    ordering: orderingOf(run, 'dmz', { source: ['198.51.100.7'], standsFor: ['internet'] }, made.method),
    workers: workers.map(({ text }) => text),
    key,
    anchorsOf: async () => ({}),
  };
}

/** All of an address refused, or some ports of it open. */
export function shown(
  { vantage, address }: Pick<Target, 'vantage' | 'address'>,
  open = '443',
): SweepObservation {
  const group = { made: 3, counted: 3, hops: 60 } as const;
  return {
    kind: 'sweep',
    vantage,
    address,
    protocol: 'tcp',
    sweeper: 'syn',
    source: '198.51.100.7',
    startedAt: '2026-01-02T03:04:06.000Z',
    finishedAt: '2026-01-02T03:04:07.000Z',
    groups: [
      { ...group, ports: open, state: 'open' },
      { ...group, ports: '100-199', state: 'refused' },
    ],
    decoys: '',
    controls: { port: 443, answer: 'open', rule: 'https', asked: 100, lost: 0, hops: 60, slowestMs: 1 },
    rounds: [],
    causes: [],
    notExcluded: [],
  };
}

/** What an honest worker answers. */
export function answerTo(
  order: SignedText,
  key: FleetKey,
  over: Partial<SliceResult> = {},
  seen: (target: Target) => Observation[] = (target) => [shown(target)],
): SignedText {
  const slice = readSlice(order.text)!;
  const result: SliceResult = {
    schema: sliceResultSchemaId,
    order: sha256Of(Buffer.from(order.text)),
    vantage: slice.vantage,
    host: 'worker-1',
    version: '0.1.0',
    startedAt: '2026-01-02T03:04:06.000Z',
    finishedAt: '2026-01-02T03:04:07.000Z',
    attempts: 10,
    whole: true,
    refused: null,
    proof: null,
    shown: slice.targets.map(seen),
    ...over,
  };
  return signText('slice-result', JSON.stringify(result), key);
}

export interface FakeJob {
  readonly order: SignedText;
  state: JobState;
  answer?: unknown;
}

/** A queue in memory: `onOrder` plays the workers. */
export function fakeQueue(
  onOrder: (job: FakeJob, id: string, jobs: Map<string, FakeJob>) => void = () => {},
) {
  const jobs = new Map<string, FakeJob>();
  const state = { broken: undefined as Error | undefined, beacons: [] as (Reason | null)[], workers: 1 };
  const answering = async <T>(answer: () => T): Promise<T> => {
    if (state.broken !== undefined) throw state.broken;
    return answer();
  };
  const queue: SliceQueue = {
    vantage: 'dmz',
    order: async (id, order) =>
      answering(() => {
        if (jobs.has(id)) return;
        const job: FakeJob = { order, state: 'waiting' };
        jobs.set(id, job);
        onOrder(job, id, jobs);
      }),
    look: async (ids) =>
      answering((): QueueLook => ({
        states: new Map(ids.map((id) => [id, jobs.get(id)?.state ?? 'gone'])),
        progress: new Map(),
        active: 0,
        workers: state.workers,
        done: [...jobs].filter(([, job]) => job.state === 'done').map(([id]) => id),
      })),
    answerOf: async (id) => answering(() => jobs.get(id)?.answer),
    forget: async (id) => answering(() => void jobs.delete(id)),
    keepAlive: async (_run, _session, stop) => answering(() => void state.beacons.push(stop)),
    clear: async () => answering(() => {}),
    close: async () => {},
  };
  return { queue, jobs, state };
}

/** Whoever is told, keeping all of it; time passes only in `sleep`. */
export function course(over: { readonly patienceMs?: number; readonly onSleep?: (ms: number) => void } = {}) {
  const told: Reason[] = [];
  const records: SliceRecord[] = [];
  const gathered: Gathered[] = [];
  const state = { ms: 0, stop: undefined as Reason | undefined };
  return {
    told,
    records,
    gathered,
    state,
    world: {
      now: () => new Date(issuedAt.getTime() + state.ms),
      nowMs: () => state.ms,
      sleep: async (ms: number) => {
        state.ms += ms;
        over.onSleep?.(state.ms);
      },
      stop: () => state.stop,
      patienceMs: over.patienceMs ?? 60_000,
      emit: (one: Gathered) => void gathered.push(one),
      busy: () => false,
      keep: (record: SliceRecord) => void records.push(record),
      onResult: () => {},
      tell: (reason: Reason) => void told.push(reason),
      onProgress: () => {},
    },
  };
}

export function sliceOf(order: SignedText): Slice {
  return readSlice(order.text)!;
}

export function rsaPem(): string {
  return String(createPrivateKey(newFleetKey().pem).export({ type: 'pkcs8', format: 'pem' }));
}
