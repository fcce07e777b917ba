import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { admitResult } from '../../src/fleet/admit-result.ts';
import { carryOutSlice, type WorkerPlace } from '../../src/fleet/carry-out-slice.ts';
import { orderSlice } from '../../src/fleet/order-slice.ts';
import { readSliceResult } from '../../src/fleet/slice-result.ts';
import { runWorld } from '../../src/cli/run-world.ts';
import { parseCidr } from '../../src/model/address.ts';
import { openLocalVantage } from '../../src/vantage/local/local-vantage.ts';
import { TokenBucket } from '../../src/run/allowance.ts';
import { closed, flow, plan, profile, site, targetsOf } from '../plan/samples.ts';
import { newKey, vantageOrder } from './samples.ts';

const centre = newKey();
const worker = newKey();
const now = () => new Date();

let server: Server;
let port: number;
let connections = 0;
beforeEach(async () => {
  connections = 0;
  server = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => new Promise<void>((done) => void server.close(() => done())));

const anywhere = { allow: [parseCidr('127.0.0.0/8')!], deny: [] };

function place(over: Partial<WorkerPlace> = {}): WorkerPlace {
  return {
    vantage: 'dmz',
    coordinators: [centre.text],
    blackouts: [],
    key: worker,
    host: 'worker-1',
    version: '0.1.0',
    scope: anywhere,
    ceiling: { rate: new TokenBucket(1000, () => performance.now()), perHost: 1000 },
    addresses: () => ['127.0.0.1'],
    open: async ({ source }, guard) => ({
      vantage: openLocalVantage({ name: 'dmz', source, guard }),
      close: async () => {},
    }),
    worldOf: (_, vantages) => runWorld(vantages, 'connect', 500, new AbortController().signal, () => {}),
    now,
    ...over,
  };
}

function ordered(source: readonly string[] = [], over: { notAfter?: string; addresses?: string[] } = {}) {
  const at = site(
    { proxy: over.addresses ?? ['127.0.0.1'] },
    { dmz: { workers: ['-'], source } },
    { scope: anywhere, pace: { rate: 500, perHost: 500, attempts: 2, attemptGapMs: 100, timeoutMs: 500 } },
  );
  const rules = profile({
    flows: [flow('service', String(port))],
    closed: [closed('deny', '1-3')],
  });
  const made = plan(at, [rules], { queue: true, machineAddresses: new Set() });
  const { ordering } = vantageOrder(made, [worker], centre);
  const whole = { ...ordering, source, notAfter: over.notAfter ?? null };
  return orderSlice(whole, 1, targetsOf(made), {}, centre, now());
}

function course() {
  const abort = new AbortController();
  return { abort, course: { signal: abort.signal, paceOf: () => undefined, onProgress: () => {} } };
}

async function carried(order: ReturnType<typeof ordered>, at: WorkerPlace, { course: one } = course()) {
  const signed = await carryOutSlice(order.signed, at, one);
  const admission = admitResult(signed, order.order, [worker.text]);
  return { signed, admission, result: readSliceResult(signed.text)! };
}

describe('carryOutSlice', () => {
  test('asks as a local audit would, and signs what it saw for this very slice', async () => {
    const order = ordered();
    const { admission, result } = await carried(order, place());
    expect(admission.admitted).toBe(true);
    expect(connections).toBeGreaterThan(0);
    expect(result).toMatchObject({ whole: true, refused: null, host: 'worker-1', vantage: 'dmz' });
    expect(result.proof).toMatchObject({ transport: 'local', routes: [{ to: '127.0.0.1' }] });
    const [sweep] = result.shown[0]!;
    expect(sweep).toMatchObject({ kind: 'sweep', vantage: 'dmz', address: '127.0.0.1' });
    const groups = sweep?.kind === 'sweep' ? sweep.groups : [];
    expect(groups.find(({ state }) => state === 'open')?.ports).toContain(String(port));
    expect(groups.find(({ state }) => state === 'refused')?.ports).toContain('1-3');
  });

  test('its own scope decides, whatever was signed: nothing is sent', async () => {
    const order = ordered();
    const scope = { allow: [parseCidr('127.0.0.0/8')!], deny: [parseCidr('127.0.0.1/32')!] };
    const { admission, result } = await carried(order, place({ scope }));
    expect(admission.admitted).toBe(true);
    expect(connections).toBe(0);
    expect(result.shown).toMatchObject([[{ kind: 'failure', reason: { code: 'outsideWorkerScope' } }]]);
    expect(result.attempts).toBe(0);
  });

  test('addresses within the scope are asked beside those that are not', async () => {
    const order = ordered([], { addresses: ['127.0.0.1', '127.9.9.9'] });
    const scope = { allow: [parseCidr('127.0.0.1/32')!], deny: [] };
    const { admission, result } = await carried(order, place({ scope }));
    expect(admission.admitted).toBe(true);
    expect(result.shown.map(([first]) => first!.kind).toSorted()).toEqual(['failure', 'sweep']);
  });

  test('of several sources it takes the one that this machine has', async () => {
    const order = ordered(['198.51.100.8', '198.51.100.7', '127.0.0.5']);
    const { result } = await carried(order, place({ addresses: () => ['127.0.0.1', '192.0.2.4'] }));
    expect(result.shown[0]![0]).toMatchObject({ kind: 'sweep', source: '127.0.0.5' });
  });

  test('without any of its sources it asks nothing', async () => {
    const order = ordered(['198.51.100.7']);
    const { result } = await carried(order, place());
    expect(connections).toBe(0);
    expect(result.shown).toMatchObject([[{ kind: 'failure', reason: { code: 'workerSourceMissing' } }]]);
  });

  test('a slice of nobody that it knows is refused, in an answer that says so', async () => {
    const order = ordered();
    const { admission, result } = await carried(order, place({ coordinators: [newKey().text] }));
    expect(admission.admitted).toBe(true);
    expect(connections).toBe(0);
    expect(result.refused).toEqual({ code: 'sliceNotSigned', values: { key: centre.text } });
  });

  test('a stop leaves what was not asked unknown, and the answer says that it is not whole', async () => {
    const order = ordered();
    const { abort, course: one } = course();
    abort.abort({ code: 'deadlineOver', values: { at: 'x' } });
    const { admission, result } = await carried(order, place(), { abort, course: one });
    expect(admission.admitted).toBe(true);
    expect(result.whole).toBe(false);
    expect(result.shown).toMatchObject([[{ kind: 'failure', reason: { code: 'deadlineOver' } }]]);
    expect(connections).toBe(0);
  });

  test('all that it has in hand draws on one ceiling', async () => {
    const bucket = new TokenBucket(200, () => performance.now());
    const at = place({ ceiling: { rate: bucket, perHost: 1000 } });
    const startedMs = performance.now();
    const results = await Promise.all([ordered(), ordered()].map(async (order) => carried(order, at)));
    const attempts = results.reduce((sum, { result }) => sum + result.attempts, 0);
    // bounded from above alone: a slow machine makes it slower
    expect(attempts).toBeGreaterThan(10);
    expect(attempts).toBeLessThanOrEqual(((performance.now() - startedMs) / 1000) * 200 + 5);
  });
});
