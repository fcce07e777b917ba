import { describe, expect, test } from '@jest/globals';
import type { LogEntry } from '../../src/far-side/entries.ts';
import { vantageTag, type Purpose } from '../../src/far-side/messages.ts';
import { testimonyOf } from '../../src/far-side/testimony.ts';
import type { FarSideObservation } from '../../src/model/far-side.ts';

const run = 'bb'.repeat(16);
const listener = 'aa'.repeat(16);
const address = '192.0.2.10';
const outside = { run, vantage: vantageTag('outside') };
const from = '203.0.113.9';

const opened: LogEntry = {
  kind: 'opened',
  listener,
  site: 'x',
  siteSha256: '',
  role: 'server',
  addresses: [address],
  answers: { tcp: '443', udp: '3478' },
  sees: { tcp: '1-65535', udp: '1-65535' },
};
const asked = (purpose: Purpose, over: object = {}): LogEntry => ({
  kind: 'asked',
  purpose,
  ...outside,
  protocol: 'tcp',
  address,
  port: 443,
  from,
  fromPort: 1,
  to: address,
  toPort: 443,
  ...over,
});
const arrived = (ports: string, over: object = {}): LogEntry => ({
  kind: 'arrived',
  protocol: 'tcp',
  from,
  fromPorts: '1',
  to: address,
  ports,
  each: 1,
  ...over,
});
const visit: FarSideObservation = {
  kind: 'farSide',
  vantage: 'outside',
  address,
  startedAt: '',
  finishedAt: '',
  run,
  proofs: [],
};
const testify = (entries: readonly LogEntry[], over: Partial<FarSideObservation> = {}) =>
  testimonyOf(
    entries.map((entry, n) => ({ n, at: '', entry })),
    { ...visit, ...over },
  );

test('between the first and the last question lies all that arrived', () => {
  const found = testify([
    opened,
    arrived('22'),
    asked('begin'),
    arrived('443', { each: 30 }),
    arrived('443,8080'),
    asked('end'),
    arrived('23'),
  ]);
  expect(found).toMatchObject({ whole: true, gaps: [], listener, sees: { tcp: '1-65535' } });
  expect(found!.arrivals).toEqual([
    { protocol: 'tcp', from, whose: 'vantage', each: 31, ports: '443' },
    { protocol: 'tcp', from, whose: 'vantage', each: 1, ports: '8080' },
  ]);
});

describe('silence is not proven where', () => {
  test.each<[string, LogEntry[], string]>([
    ['the last question is missing', [opened, asked('begin')], 'unbounded'],
    ['the first question is missing', [opened, asked('hello'), asked('end')], 'unbounded'],
    ['the listener was started anew', [opened, asked('begin'), opened, asked('end')], 'restarted'],
    ['packets were lost on the way to the log', [opened, asked('begin'), { kind: 'gap', why: 'captureLost', count: 1 }, asked('end')], 'captureLost'],
    ['strangers filled it', [opened, asked('begin'), { kind: 'gap', why: 'tooMany', count: 1 }, asked('end')], 'tooMany'],
    ['the address is translated on the way', [opened, asked('begin', { to: '10.0.0.5' }), asked('end', { to: '10.0.0.5' })], 'translated'],
  ])('%s', (_, entries, gap) => {
    expect(testify(entries)).toMatchObject({ whole: false, gaps: [gap] });
  }); // prettier-ignore

  test('several listeners answered at the address', () => {
    const outcome = {
      status: 'proven',
      listener: 'dd'.repeat(16),
      seenFrom: from,
      seenFromPort: 1,
      seenAt: address,
      seenAtPort: 443,
      sentFrom: null,
    } as const;
    const proofs = [{ protocol: 'tcp', port: 443, at: '', outcome }] as const;
    expect(testify([opened, asked('begin'), asked('end')], { proofs })).toMatchObject({
      whole: false,
      gaps: ['anotherListener'],
    });
  });

  test('a gap before or after does no harm', () => {
    const gap: LogEntry = { kind: 'gap', why: 'captureLost', count: 1 };
    expect(testify([opened, gap, asked('begin'), asked('end'), gap])).toMatchObject({ whole: true });
  });
});

test('a log of another run, another vantage or another address knows nothing', () => {
  const log = [opened, asked('begin'), asked('end')];
  expect(testify(log, { run: 'ee'.repeat(16) })).toBeUndefined();
  expect(testify(log, { vantage: 'dmz' })).toBeUndefined();
  expect(testify(log, { address: '192.0.2.11' })).toBeUndefined();
  expect(testify([])).toBeUndefined();
});

test('whose packets came: signed, from an address that signed, from another vantage’s, or nobody’s', () => {
  const dmz = { run, vantage: vantageTag('dmz') };
  const found = testify([
    opened,
    asked('begin'),
    asked('hello', { ...dmz, from: '10.0.0.7' }),
    arrived('22'),
    arrived('23', { from: '10.0.0.7' }),
    arrived('24', { from: '198.51.100.1' }),
    arrived('5000', { protocol: 'udp', from: '198.51.100.1', ...outside }),
    asked('end'),
  ]);
  const whose = Object.fromEntries(found!.arrivals.map((one) => [one.ports, one.whose]));
  // An address that signed for the vantage is its own, also for what bears no signature.
  expect(whose).toEqual({ 22: 'vantage', 23: 'others', 24: 'vantage', 5000: 'vantage' });
});

test('an address that a run of another day signed from may be this run’s today', () => {
  const yesterday = { run: 'ee'.repeat(16), vantage: vantageTag('outside'), from: '198.51.100.1' };
  const found = testify([
    opened,
    asked('begin', yesterday),
    asked('end', yesterday),
    asked('begin'),
    arrived('22', { from: '198.51.100.1' }),
    asked('end'),
    asked('begin', { ...yesterday, run: 'dd'.repeat(16) }),
  ]);
  expect(found!.arrivals).toMatchObject([{ ports: '22', from: '198.51.100.1', whose: 'unknown' }]);
});

test('another run that goes on all the while has its packets, asked it before or after', () => {
  const dmz = { vantage: vantageTag('dmz'), from: '10.0.0.7' };
  const found = testify([
    opened,
    asked('begin', dmz),
    asked('begin'),
    arrived('22', { from: '10.0.0.7' }),
    asked('end'),
    asked('end', dmz),
  ]);
  expect(found!.arrivals).toMatchObject([{ ports: '22', whose: 'others' }]);
});

test('packets to another address of the machine are of another matter', () => {
  const found = testify([opened, asked('begin'), arrived('22', { to: '192.0.2.99' }), asked('end')]);
  expect(found!.arrivals).toEqual([]);
});

test('datagrams that were signed tell of their arrival even where the frame is missing', () => {
  const found = testify([opened, arrived('3478', { protocol: 'udp', ...outside })]);
  expect(found).toMatchObject({ whole: false, arrivals: [{ ports: '3478', whose: 'vantage' }] });
});

test('the first question over UDP is itself a datagram that arrived', () => {
  const hello = asked('hello', { protocol: 'udp', port: 3478, toPort: 3478 });
  expect(testify([opened, hello])).toMatchObject({
    whole: false,
    arrivals: [{ protocol: 'udp', ports: '3478', whose: 'vantage' }],
  });
});
