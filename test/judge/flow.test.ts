import { describe, expect, jest, test } from '@jest/globals';
import { expectationNamed } from '../../src/expectation/registry.ts';
import type { ConversationObservation, PortGroup, SweepObservation } from '../../src/model/observation.ts';
import type { Need } from '../../src/model/profile.ts';
import { address, check, controls, group, now, presence, sweep, verdictOf } from './samples.ts';

interface Row {
  readonly what: string;
  readonly need?: Need;
  readonly ports?: string;
  readonly groups: readonly PortGroup[];
  readonly over?: Partial<SweepObservation>;
  readonly heard?: boolean;
  readonly says: readonly [verdict: string, code: string];
  readonly values?: Record<string, unknown>;
}

const alive = group('80', 'refused');
const decoysOpen = group('60001-60002', 'open');
const rejected = group('443', 'rejected', { code: 'admin-prohibited', from: '192.0.2.1' });

const rows: Row[] = [
  { what: 'open', groups: [group('443', 'open')], says: ['pass', 'flowOpen'], values: { port: '443' } },
  {
    what: 'refused',
    groups: [group('443', 'refused')],
    says: ['fail', 'flowRefused'],
    values: { port: '443', attempts: 3 },
  },
  {
    what: 'rejected',
    groups: [rejected],
    says: ['fail', 'flowRejected'],
    values: { rejection: 'admin-prohibited', from: '192.0.2.1' },
  },
  {
    what: 'rejected by nobody knows whom',
    groups: [group('443', 'rejected')],
    says: ['fail', 'flowRejected'],
    values: { rejection: 'unknown', from: null },
  },
  {
    what: 'silent, the host alive',
    groups: [group('443', 'silent'), alive],
    says: ['fail', 'flowSilent'],
    values: { port: '443', attempts: 3, address },
  },
  { what: 'silent as the whole host', groups: [group('443', 'silent')], says: ['fail', 'flowHostSilent'] },
  {
    what: 'silent as the whole host, some of it unknown',
    groups: [group('443', 'silent'), group('80', 'unknown', { code: 'EMFILE' })],
    says: ['fail', 'flowHostSilent'],
  },
  {
    what: 'nobody answers for the address',
    groups: [group('443', 'unknown', { code: 'neighbour-unresolved' })],
    says: ['fail', 'flowHostDown'],
    values: { address },
  },
  {
    what: 'unknown',
    groups: [group('443', 'unknown', { code: 'EMFILE' })],
    says: ['inconclusive', 'flowUnknown'],
    values: { port: '443', cause: 'EMFILE' },
  },
  {
    what: 'unknown without a code',
    groups: [group('443', 'unknown')],
    says: ['inconclusive', 'flowUnknown'],
    values: { cause: 'not-asked' },
  },
  {
    what: 'not asked',
    groups: [alive],
    says: ['inconclusive', 'flowUnknown'],
    values: { cause: 'not-asked' },
  },
  { what: 'optional, open', need: 'optional', groups: [group('443', 'open')], says: ['pass', 'flowOpen'] },
  {
    what: 'optional, refused',
    need: 'optional',
    groups: [group('443', 'refused')],
    says: ['pass', 'flowOptionalRefused'],
    values: { port: '443' },
  },
  {
    what: 'optional, rejected',
    need: 'optional',
    groups: [rejected],
    says: ['pass', 'flowOptionalRejected'],
  },
  {
    what: 'optional, silent',
    need: 'optional',
    groups: [group('443', 'silent')],
    says: ['pass', 'flowOptionalSilent'],
  },
  {
    what: 'optional, unknown',
    need: 'optional',
    groups: [group('443', 'unknown', { code: 'own-firewall' })],
    says: ['inconclusive', 'flowUnknown'],
  },
  {
    what: 'optional, and nobody answers for the address',
    need: 'optional',
    groups: [group('443', 'unknown', { code: 'neighbour-unresolved' })],
    says: ['inconclusive', 'flowUnknown'],
    values: { port: '443', cause: 'neighbour-unresolved' },
  },
  {
    what: 'asked too seldom, since the run was cut short',
    groups: [group('443', 'silent', { made: 2 }), alive],
    over: { causes: [{ code: 'runInterrupted', values: {} }] },
    says: ['inconclusive', 'runInterrupted'],
  },
  {
    what: 'asked often enough before the run was cut short',
    groups: [group('443', 'silent', { made: 3 }), alive],
    over: { causes: [{ code: 'runInterrupted', values: {} }] },
    says: ['fail', 'flowSilent'],
  },
  ...(['refused', 'rejected', 'silent', 'unknown'] as const).map((state): Row => ({
    what: `open, and one undocumented port too, the other ${state}`,
    groups: [group('443', 'open'), group('60001', 'open'), group('60002', state)],
    says: ['pass', 'flowOpen'],
  })),
  {
    what: 'open, and no undocumented port was asked',
    groups: [group('443', 'open')],
    over: { decoys: '' },
    says: ['pass', 'flowOpen'],
  },
  {
    what: 'a range, seen whole',
    need: 'optional',
    ports: '5000-5009',
    groups: [group('5000-5001', 'open'), group('5002-5009', 'refused')],
    says: ['pass', 'rangeSeen'],
    values: { ports: '5000-5009', open: 2 },
  },
  {
    what: 'a range, one port unknown',
    need: 'optional',
    ports: '5000-5009',
    groups: [group('5000-5008', 'silent')],
    says: ['inconclusive', 'rangeUnknown'],
    values: { ports: '5000-5009', unknown: 1 },
  },
  {
    what: 'open as everything is',
    groups: [group('443', 'open'), decoysOpen],
    says: ['inconclusive', 'flowAnsweredByDevice'],
    values: { port: '443' },
  },
  {
    what: 'open as everything is, but it speaks',
    groups: [group('443', 'open'), decoysOpen],
    heard: true,
    says: ['pass', 'flowOpen'],
  },
  {
    what: 'open from another distance than the control',
    groups: [group('443', 'open', { hops: 63 })],
    over: { controls: controls({ port: 80, hops: 60 }) },
    says: ['inconclusive', 'flowAnsweredByDevice'],
  },
  {
    what: 'open from another distance, but it speaks',
    groups: [group('443', 'open', { hops: 63 })],
    over: { controls: controls({ port: 80, hops: 60 }) },
    heard: true,
    says: ['pass', 'flowOpen'],
  },
  {
    what: 'open, and itself the control',
    groups: [group('443', 'open', { hops: 63 })],
    over: { controls: controls({ port: 443, hops: 60 }) },
    says: ['pass', 'flowOpen'],
  },
  {
    what: 'open, without a control',
    groups: [group('443', 'open', { hops: 63 })],
    over: { controls: null },
    says: ['pass', 'flowOpen'],
  },
  {
    what: 'open from as far as the control',
    groups: [group('443', 'open', { hops: 60 })],
    over: { controls: controls({ port: 80, hops: 60 }) },
    says: ['pass', 'flowOpen'],
  },
];

describe('a flow', () => {
  test.each(rows)(
    '$what: $says',
    ({ need = 'required', ports = '443', groups, over, heard, says, values }) => {
      const one = check({ kind: 'flow', ports, need });
      const verdict = verdictOf(one, [
        sweep(groups, over),
        presence(443, heard === true),
        presence(80, true),
      ]);
      expect([verdict.verdict, verdict.reason.code]).toEqual(says);
      if (values !== undefined) expect(verdict.reason.values).toMatchObject(values);
    },
  );

  const statusExpected = check({
    kind: 'flow',
    ports: '443',
    expect: [
      { name: 'http.status', settings: 200 },
      { name: 'http.status', settings: 'any' },
    ],
  });
  const [request] = expectationNamed('http.status')!.asks(200, statusExpected);
  const answered = (code: number, port = 443): ConversationObservation => ({
    ...presence(port, true),
    asked: request!,
    answer: {
      kind: 'http',
      status: 'answered',
      code,
      reason: '',
      headers: [],
      body: '',
      bodyTruncated: false,
    },
  });

  test.each([
    ['kept', [answered(200)], 'pass', 'flowAsExpected', { port: '443', findings: 2 }],
    [
      'broken',
      [answered(503)],
      'fail',
      'flowExpectationFailed',
      { port: '443', expectations: ['http.status'] },
    ],
    ['not asked', [], 'inconclusive', 'flowExpectationOpen', { port: '443' }],
    ['asked of another port', [answered(200, 80)], 'inconclusive', 'flowExpectationOpen', {}],
  ] as const)('what is expected behind it, %s', (_what, held, word, code, values) => {
    const verdict = verdictOf(statusExpected, [sweep([group('443', 'open')]), ...held]);
    expect([verdict.verdict, verdict.reason.code]).toEqual([word, code]);
    expect(verdict.reason.values).toMatchObject(values);
    expect(verdict.findings).toHaveLength(2);
  });

  test.each([
    [
      'of a run that was resumed by the day it was held',
      '2026-03-01T00:00:00.000Z',
      '2026-03-01T00:00:00.000Z',
    ],
    ['of a clock that was set back by the run itself', '2025-12-01T00:00:00.000Z', now.toISOString()],
    ['that tells no time by the run itself', '', now.toISOString()],
  ])('judges a conversation %s', (_what, finishedAt, judgedAt) => {
    const asked = jest.spyOn(expectationNamed('http.status')!, 'judge');
    verdictOf(statusExpected, [sweep([group('443', 'open')]), { ...answered(200), finishedAt }]);
    expect(asked.mock.calls.map(([, , , at]) => at.toISOString())).toEqual([judgedAt, judgedAt]);
    asked.mockRestore();
  });

  test('an expectation that this version does not know decides nothing', () => {
    const one = check({ kind: 'flow', ports: '443', expect: [{ name: 'smoke.signals', settings: {} }] });
    const verdict = verdictOf(one, [sweep([group('443', 'open')])]);
    expect([verdict.verdict, verdict.reason.code]).toEqual(['inconclusive', 'flowExpectationOpen']);
    expect(verdict.reason.values).toEqual({ port: '443', expectations: ['smoke.signals'] });
    expect(verdict.findings).toEqual([
      {
        expectation: 'smoke.signals',
        verdict: 'inconclusive',
        expected: '',
        actual: '',
        reason: { code: 'expectationUnknown', values: { expectation: 'smoke.signals' } },
      },
    ]);
  });

  test('what is expected behind it does not matter while it is shut', () => {
    const verdict = verdictOf(statusExpected, [sweep([group('443', 'refused')]), answered(200)]);
    expect([verdict.reason.code, verdict.findings]).toEqual(['flowRefused', []]);
  });
});
