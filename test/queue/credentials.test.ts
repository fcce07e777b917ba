import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { signText, type SignedText } from '../../src/evidence/signature/signed-text.ts';
import { sha256Of } from '../../src/evidence/manifest.ts';
import { queueName } from '../../src/fleet/queue/queue-names.ts';
import { readSlice, type Slice } from '../../src/fleet/slice.ts';
import type { SliceRecord } from '../../src/evidence/slice-record.ts';
import { countOf, endings, makeFleet, type Fleet } from './fleet.ts';

const addresses = Array.from({ length: 12 }, (_, i) => `127.0.94.${i + 1}`);

let fleet: Fleet;
let admin: Redis;
beforeAll(async () => {
  fleet = await makeFleet({
    vantages: { dmz: ['dmz-1'], branch: ['branch-1'] },
    addresses,
    band: '7100-7109/tcp',
    pace: '{ rate: 4000, perHost: 400, attemptGapMs: 60, timeoutMs: 500 }',
    patienceMs: 8000,
  });
  admin = fleet.server.admin();
});
afterAll(() => admin.disconnect());

describe('a worker’s credentials', () => {
  test.each<[string, (client: Redis) => Promise<unknown>]>([
    ['read another queue', async (client) => client.lrange('bull:vantage-branch:wait', 0, -1)],
    ['read a job of another queue', async (client) => client.hgetall('bull:vantage-branch:1')],
    ['write to another queue', async (client) => client.lpush('bull:vantage-branch:wait', 'x')],
    [
      'say that another vantage’s run goes on',
      async (client) => client.hset('bull:vantage-branch:portwitness:run:r', 'session', 's'),
    ],
    ['read the schedule', async (client) => client.hgetall('bull:schedule:repeat')],
    [
      'reach it by a script',
      async (client) => client.eval("return redis.call('get', 'bull:vantage-branch:id')", 0),
    ],
    ['list the keys', async (client) => client.keys('*')],
    ['walk through the keys of others', async (client) => client.config('GET', 'dir')],
    ['listen to what others say', async (client) => client.subscribe('anything')],
    ['change the users', async (client) => client.acl('LIST')],
    ['empty the server', async (client) => client.flushall()],
  ])('can’t %s', async (_, attempt) => {
    const client = new Redis(fleet.server.connection('dmz'));
    client.on('error', () => {});
    try {
      await expect(attempt(client)).rejects.toThrow(/NOPERM|can't access/);
    } finally {
      client.disconnect();
    }
  });

  test('can’t submit to another queue by way of BullMQ', async () => {
    const queue = new Queue(queueName('branch'), { connection: fleet.server.connection('dmz') });
    queue.on('error', () => {});
    await expect(queue.add('slice', {})).rejects.toThrow(/NOPERM/);
    await queue.close();
  });

  test('without a certificate there is no connection, and with another user’s password no entry', async () => {
    const { tls, ...rest } = fleet.server.connection('dmz');
    for (const connection of [
      { ...rest, tls: { ca: tls.ca } },
      { ...rest, tls, password: 'password-of-branch' },
    ]) {
      const client = new Redis({ ...connection, lazyConnect: true, enableOfflineQueue: false });
      client.on('error', () => {});
      await expect(client.connect().then(async () => client.get('bull:vantage-dmz:id'))).rejects.toThrow();
      client.disconnect();
    }
  });
});

/** Plays a worker of a vantage by hand: whatever `answer` makes of an order is put there as the job's answer. */
async function playWorker(
  vantage: string,
  answer: (order: SignedText, slice: Slice, id: string) => unknown,
  until: Promise<unknown>,
): Promise<void> {
  const play = { over: false };
  void until.then(() => (play.over = true));
  const key = (name: string): string => `bull:${queueName(vantage)}:${name}`;
  while (!play.over) {
    await admin.zadd(key('portwitness:workers'), Date.now(), 'played');
    for (const id of await admin.lrange(key('wait'), 0, -1)) {
      const order = JSON.parse((await admin.hget(key(id), 'data')) ?? '{}') as SignedText;
      const made = answer(order, readSlice(order.text)!, id);
      if (made === undefined) continue;
      await admin.lrem(key('wait'), 0, id);
      await admin.hset(key(id), 'returnvalue', typeof made === 'string' ? made : JSON.stringify(made));
      await admin.zadd(key('completed'), Date.now(), id);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What a worker says of a slice: every address refused, but for the ports that are open. */
function lie(
  order: SignedText,
  slice: Slice,
  signer: string,
  change: (result: Record<string, unknown>) => void = () => {},
) {
  const at = new Date().toISOString();
  const group = { made: 3, counted: 3, hops: 60 };
  const result = {
    schema: 'portwitness/slice-result/1',
    order: sha256Of(Buffer.from(order.text)),
    vantage: slice.vantage,
    host: 'played',
    version: '0',
    startedAt: at,
    finishedAt: at,
    attempts: 1,
    whole: true,
    refused: null,
    proof: null,
    shown: slice.targets.map(({ vantage, address }) => [
      {
        kind: 'sweep',
        vantage,
        address,
        protocol: 'tcp',
        sweeper: 'syn',
        source: '127.0.0.1',
        startedAt: at,
        finishedAt: at,
        groups: [
          { ...group, ports: '7100-7109', state: 'refused' },
          { ...group, ports: String(fleet.service), state: 'open' },
        ],
        decoys: '',
        controls: {
          port: fleet.service,
          answer: 'open',
          rule: 'service-dmz',
          asked: 100,
          lost: 0,
          hops: 60,
          slowestMs: 1,
        },
        rounds: [],
        causes: [],
        notExcluded: [],
      },
    ]),
  };
  change(result);
  return signText('slice-result', JSON.stringify(result), fleet.keys.get(signer)!);
}

function recordsOf(out: string): SliceRecord[] {
  return readFileSync(join(fleet.folder, out, 'slices.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as SliceRecord);
}

function closedOf(out: string): Record<string, number> {
  const { checks } = fleet.reportOf(out);
  return countOf(
    Object.fromEntries(
      checks
        .filter(({ kind }) => kind === 'closed')
        .map(({ id, verdict, reasonCode }) => [id, `${verdict} ${reasonCode}`]),
    ),
  );
}

describe('answers that were not given by a worker of the vantage', () => {
  const kept: SignedText[] = [];

  test('a worker’s own answer is believed: what follows differs from it in one thing each', async () => {
    const audit = fleet.audit('honest', '--vantage', 'dmz');
    await playWorker(
      'dmz',
      (order, slice) => {
        const made = lie(order, slice, 'dmz-1');
        kept.push(made);
        return made;
      },
      audit.ended,
    );
    expect(closedOf('honest')).toEqual({ 'pass closedAnswered': 12 });
  });

  test.each<[string, string, (order: SignedText, slice: Slice) => unknown]>([
    ['signed for another vantage', 'unknown-key', (order, slice) => lie(order, slice, 'branch-1')],
    ['signed by nobody known', 'unknown-key', (order, slice) => lie(order, slice, 'stranger')],
    [
      'signed in another’s name',
      'wrong-signature',
      (order, slice) => ({ ...lie(order, slice, 'stranger'), key: fleet.keys.get('dmz-1')!.text }),
    ],
    ['an older run’s, replayed', 'other-slice', () => kept[0]],
    [
      'the next slice’s, put to this one',
      'other-slice',
      (order, slice) => lie(order, slice, 'dmz-1', (result) => (result['order'] = 'f'.repeat(64))),
    ],
    ['a hundred megabytes', 'unreadable', () => `"${'x'.repeat(100 << 20)}"`],
    ['ten thousand brackets', 'unreadable', () => '['.repeat(10_000)],
    ['no JSON', 'unreadable', () => '\u001b]0;owned\u0007{'],
  ])('%s', async (name, why, forge) => {
    const out = `forged-${name.replaceAll(/\W+/g, '-')}`;
    const audit = fleet.audit(out, '--vantage', 'dmz');
    await playWorker('dmz', forge, audit.ended);
    const { status } = await audit.ended;
    expect(status).toBe(3);
    expect(closedOf(out)).toEqual({ 'inconclusive sliceNotBelieved': 12 });
    const records = recordsOf(out);
    expect(new Set(records.map(({ standing }) => standing))).toEqual(new Set(['not-believed', 'lost']));
    expect(records[0]).toMatchObject({ why });
    expect(records.every(({ result }) => result === undefined)).toBe(true);
    expect(JSON.stringify(fleet.reportOf(out))).toContain('answersNotBelieved');
  });

  test('terminal escapes in what a worker calls itself reach no terminal', async () => {
    const audit = fleet.audit(
      'escapes',
      '--vantage',
      'dmz',
      '--format',
      'table',
      '--format',
      'html=escapes.html',
    );
    const host = '\u001b]52;c;ZXZpbA==\u0007<script>alert(1)</script>\u202e';
    await playWorker(
      'dmz',
      (order, slice) =>
        lie(order, slice, 'dmz-1', (result) => {
          result['host'] = host;
          result['finishedAt'] = '2099-01-01T00:00:00.000Z';
        }),
      audit.ended,
    );
    const escape = String.fromCharCode(27);
    expect(audit.output()).not.toContain(escape);
    const page = readFileSync(join(fleet.folder, 'escapes.html'), 'utf8');
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain(escape);
  });

  test.each([
    ['like the first', false, { 'pass closedAnswered': 12 }],
    ['unlike the first', true, { 'inconclusive sliceDoubled': 8, 'pass closedAnswered': 4 }],
  ])('a second answer, %s', async (name, unlike, wanted) => {
    const out = `doubled-${unlike}`;
    const audit = fleet.audit(out, '--vantage', 'dmz');
    let first: string | undefined;
    await playWorker(
      'dmz',
      (order, slice, id) => {
        const made = lie(order, slice, 'dmz-1');
        if (slice.slice !== 1 || first !== undefined) return first === undefined ? undefined : made;
        first = id;
        const second = unlike ? lie(order, slice, 'dmz-1', (result) => (result['attempts'] = 2)) : made;
        void admin.hset(`bull:vantage-dmz:${id}x`, 'returnvalue', JSON.stringify(second));
        void admin.zadd('bull:vantage-dmz:completed', Date.now(), `${id}x`);
        return made;
      },
      audit.ended,
    );
    expect(closedOf(out)).toEqual(wanted);
    expect(recordsOf(out).some(({ standing }) => standing === 'doubled')).toBe(unlike);
  });
});

describe('what a real worker refuses', () => {
  test('a slice of a coordinator that it does not know: nothing is sent, and the audit says why', async () => {
    const worker = await fleet.worker('dmz', 'dmz-1', { coordinator: fleet.keys.get('stranger')!.text });
    const before = fleet.connections();
    const audit = fleet.audit('unknown-centre', '--vantage', 'dmz');
    expect((await audit.ended).status).toBe(3);
    expect(countOf(endings(fleet.reportOf('unknown-centre')))).toEqual({ 'inconclusive sliceNotSigned': 24 });
    expect(fleet.connections()).toBe(before);
    await worker.kill();
  });

  test('a slice that was altered on its way', async () => {
    const worker = await fleet.worker('dmz', 'dmz-1');
    const before = fleet.connections();
    const order = signText('slice', '{}', fleet.keys.get('centre')!);
    const queue = new Queue(queueName('dmz'), { connection: fleet.server.connection('admin') });
    queue.on('error', () => {});
    await queue.add('slice', { ...order, text: '{"schema":"portwitness/slice/1"}' }, { jobId: 'altered' });
    await worker.says(/Refused: .*not signed/);
    expect(fleet.connections()).toBe(before);
    await queue.close();
    await worker.kill();
  });

  test('an address outside its own scope, among others', async () => {
    const worker = await fleet.worker('dmz', 'dmz-1', {
      scope: '{ allow: [127.0.94.0/23], deny: [127.0.94.3/32] }',
    });
    const audit = fleet.audit('scope', '--vantage', 'dmz');
    expect((await audit.ended).status).toBe(3);
    const counts = countOf(endings(fleet.reportOf('scope')));
    expect(counts).toEqual({
      'inconclusive outsideWorkerScope': 2,
      'pass flowAsExpected': 11,
      'pass closedAnswered': 11,
    });
    await worker.kill();
  });
});

test('Ctrl-C at the centre ends the sending, keeps what was seen, and leaves the rest undecided', async () => {
  const slow = await makeFleet({
    vantages: { dmz: ['dmz-1'] },
    addresses: Array.from({ length: 40 }, (_, i) => `127.0.95.${i + 1}`),
    band: '7100-7149/tcp',
    pace: '{ rate: 300, perHost: 60, attemptGapMs: 60, timeoutMs: 500 }',
  });
  const worker = await slow.worker('dmz', 'dmz-1');
  const audit = slow.audit('stopped');
  await worker.says(/Slice 2 of run/);
  audit.signal('SIGINT');
  expect((await audit.ended).status).toBe(130);
  const counts = countOf(endings(slow.reportOf('stopped')));
  expect(counts['pass closedAnswered']).toBeGreaterThan(0);
  expect(counts['inconclusive runInterrupted']).toBeGreaterThan(0);
  const before = slow.connections();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(slow.connections()).toBe(before);
});
