import { describe, expect, test } from '@jest/globals';
import { judge } from '../../src/judge/judge.ts';
import type { ConversationObservation, Observation } from '../../src/model/observation.ts';
import type { Check } from '../../src/model/plan.ts';
import { lossBound } from '../../src/plan/loss-bound.ts';
import { address, check, controls, group, now, planOf, presence, sweep, verdictOf } from './samples.ts';

const failure = {
  kind: 'failure',
  vantage: 'outside',
  address,
  at: '2026-01-02T03:00:00.000Z',
  reason: { code: 'runInterrupted', values: {} },
} as const;

const notesOf = (answer: 'open' | 'refused', hops: number | null, state: 'silent' | 'rejected') =>
  verdictOf(check({ ports: '1-9' }), [
    sweep([group('1-9', state)], { controls: controls({ answer, hops }) }),
  ]).notExcluded.map(({ code }) => code);

describe('a verdict', () => {
  test('of a closed rule carries all that it rests on', () => {
    const seen = sweep(
      [
        group('1-90', 'silent', { made: 5, counted: 4 }),
        group('91-98', 'silent'),
        group('99', 'rejected', { code: 'admin-prohibited', from: '192.0.2.1', made: 1, counted: 1 }),
        group('100', 'rejected', { code: 'admin-prohibited', from: '192.0.2.1', made: 2, counted: 1 }),
        group('443', 'open'),
      ],
      {
        controls: controls({ asked: 200, lost: 2 }),
        causes: [{ code: 'causeOutage', values: {} }],
        notExcluded: [{ code: 'note', values: {} }],
      },
    );
    const verdict = verdictOf(check({ ports: '1-100' }), [seen]);
    expect(verdict).toMatchObject({
      verdict: 'pass',
      observed: { open: [], refused: 0, rejected: 2, silent: 98, unknown: 0 },
      rejections: [{ code: 'admin-prohibited', from: '192.0.2.1', count: 2 }],
      sweeper: 'connect',
      attempts: 3,
      controls: { asked: 200, lost: 2, lossBound: lossBound(2, 200) },
      missProbability: lossBound(2, 200) ** 3,
      causes: [{ code: 'causeOutage' }],
      notExcluded: [{ code: 'note' }],
      startedAt: '2026-01-02T03:00:00.000Z',
      finishedAt: '2026-01-02T03:01:00.000Z',
      facts: {},
      findings: [],
    });
  });

  test('of a flow tells no loss, and the attempts that were made', () => {
    const seen = sweep([group('443', 'silent', { made: 7, counted: 2 }), group('80', 'open')], {
      notExcluded: [{ code: 'note', values: {} }],
    });
    expect(verdictOf(check({ kind: 'flow', ports: '443' }), [seen])).toMatchObject({
      controls: null,
      missProbability: null,
      attempts: 7,
      notExcluded: [],
    });
  });

  test('without silence tells no chance of a miss; without controls neither', () => {
    const refused = verdictOf(check({ ports: '1-9' }), [
      sweep([group('1-9', 'refused', { made: 2, hops: 60 })]),
    ]);
    expect(refused).toMatchObject({ missProbability: null, attempts: 2, notExcluded: [] });
    const unproven = verdictOf(check({ ports: '1-9' }), [
      sweep([group('1-9', 'silent', { counted: 0 })], { controls: null }),
    ]);
    expect(unproven).toMatchObject({ missProbability: null, controls: null, attempts: 0 });
  });

  test('that is inconclusive tells the chance of a miss over TCP; over UDP silence has none', () => {
    const few = [group('1-9', 'silent', { counted: 1 }), group('443', 'open')];
    expect(verdictOf(check({ ports: '1-9' }), [sweep(few)])).toMatchObject({
      verdict: 'inconclusive',
      missProbability: lossBound(0, 66),
    });
    expect(
      verdictOf(check({ ports: '1-9', protocol: 'udp' }), [sweep(few, { protocol: 'udp' })]),
    ).toMatchObject({
      verdict: 'inconclusive',
      missProbability: null,
    });
  });

  test('over UDP, where no sender is ever seen, repeats that at no rule', () => {
    const seen = sweep([group('1-9', 'refused')], {
      protocol: 'udp',
      controls: controls({ answer: 'refused' }),
      notExcluded: [{ code: 'note', values: {} }],
    });
    expect(verdictOf(check({ ports: '1-9', protocol: 'udp' }), [seen]).notExcluded).toEqual([]);
  });

  test('has the conversations of each of its ranges', () => {
    const seen = sweep([group('80,443', 'open')]);
    const talks = [presence(80, true), presence(100, true), presence(443, true)];
    const { facts } = verdictOf(check({ ports: '80,443' }), [seen, ...talks]);
    expect(facts['presence']).toEqual([80, 443].map((port) => expect.objectContaining({ port })));
  });

  test('of resets whose sender nobody saw says so', () => {
    const { notExcluded } = verdictOf(check({ ports: '1-9' }), [
      sweep([group('1-8', 'refused'), group('9', 'refused', { hops: 60 })], {
        notExcluded: [{ code: 'note', values: {} }],
      }),
    ]);
    expect(notExcluded.map(({ code }) => code)).toEqual(['note', 'resetSenderUnseen']);
    const silent = verdictOf(check({ ports: '1-9' }), [sweep([group('1-9', 'silent')])]);
    expect(silent.notExcluded).toEqual([]);
  });

  test('of silence that resets vouch for says so where their sender can’t be seen', () => {
    expect(notesOf('refused', null, 'silent')).toEqual(['controlSenderUnseen']);
    expect(notesOf('refused', 60, 'silent')).toEqual([]);
    expect(notesOf('open', null, 'silent')).toEqual([]);
    expect(notesOf('refused', null, 'rejected')).toEqual([]);
  });

  test('of nothing asked is of no sweeper and no time', () => {
    expect(verdictOf(check({ ports: '1-9' }), [])).toMatchObject({
      observed: { open: [], refused: 0, rejected: 0, silent: 0, unknown: 9 },
      sweeper: null,
      attempts: 0,
      startedAt: null,
      finishedAt: null,
      causes: [],
      notExcluded: [],
    });
  });

  test('keeps the facts of its own ports, without the certificates’ bytes', () => {
    const tls = {
      ...presence(443, true),
      asked: { kind: 'tls', serverName: null },
      answer: { kind: 'tls', status: 'served', chain: [{ subject: 'CN=a', der: 'MIIB' }] },
    } as unknown as ConversationObservation;
    const { facts } = verdictOf(check({ kind: 'flow', ports: '443' }), [
      sweep([group('443', 'open')]),
      tls,
      presence(443, true),
      presence(442, true),
      presence(444, true),
    ]);
    expect(facts).toEqual({
      tls: [
        {
          port: 443,
          asked: { kind: 'tls', serverName: null },
          answer: { kind: 'tls', status: 'served', chain: [{ subject: 'CN=a' }] },
        },
      ],
      presence: [expect.objectContaining({ port: 443 })],
    });
  });

  test('of rejections counts them by code and sender', () => {
    const { rejections } = verdictOf(check({ ports: '1-9' }), [
      sweep([
        group('1-2', 'rejected', { code: 'a', from: '192.0.2.1' }),
        group('3', 'rejected', { code: 'a', from: '192.0.2.2' }),
        group('4-6', 'rejected', { code: 'b', from: '192.0.2.1' }),
        group('7', 'rejected'),
        group('8-9', 'refused', { code: 'c', from: '192.0.2.3' }),
      ]),
    ]);
    expect(rejections).toEqual([
      { code: 'a', from: '192.0.2.1', count: 2 },
      { code: 'a', from: '192.0.2.2', count: 1 },
      { code: 'b', from: '192.0.2.1', count: 3 },
      { code: 'unknown', from: null, count: 1 },
    ]);
  });

  test('names open ports in their order, however the evidence groups them', () => {
    const { observed } = verdictOf(check({ ports: '1-100' }), [
      sweep([group('90-91', 'open'), group('5,7', 'open', { hops: 60 })]),
    ]);
    expect(observed.open).toEqual([5, 7, 90, 91]);
  });

  test('counts a port once, though two groups name it', () => {
    const { observed } = verdictOf(check({ ports: '1-10' }), [
      sweep([group('1-6', 'silent'), group('5-10', 'refused')]),
    ]);
    expect(observed).toEqual({ open: [], refused: 4, rejected: 0, silent: 6, unknown: 0 });
  });
});

const flowOf = (over: object) => check({ kind: 'flow', ports: '443', rule: 'https', ...over });

describe('resets as controls', () => {
  const groups = [group('1-9', 'refused'), group('443', 'refused')];
  const codeWith = (answer: 'open' | 'refused', other: Check) =>
    verdictOf(check({ ports: '1-9' }), [sweep(groups, { controls: controls({ answer }) })], undefined, [
      other,
    ]).reason;

  test('are doubted where a required port is refused too', () => {
    expect(codeWith('refused', flowOf({}))).toEqual({
      code: 'closedResetsDoubtful',
      values: { rules: ['https'] },
    });
  });

  test.each([
    ['an optional port is refused', 'refused', flowOf({ need: 'optional' })],
    ['an open port is the control', 'open', flowOf({})],
    ['the required port was not refused', 'refused', check({ kind: 'flow', ports: '444' })],
    ['the other rule is a closed one', 'refused', check({ ports: '443' })],
    ['the flow is of another protocol', 'refused', flowOf({ protocol: 'udp' })],
  ] as const)('are believed where %s', (_what, answer, other) => {
    expect(codeWith(answer, other).code).toBe('closedAnswered');
  });
});

describe('a target that was asked again, since the run was cut short', () => {
  const rule = check({ ports: '1-9' });
  const shut = sweep([group('1-9', 'refused')]);
  const open = sweep([group('1-8', 'silent'), group('9', 'open')]);
  const elsewhere = { ...open, address: '192.0.2.11' };
  const judged = (one: Check, before: readonly (readonly Observation[])[]) =>
    verdictOf(one, [shut], undefined, [], before);

  test.each<[string, readonly (readonly Observation[])[], string]>([
    ['it was shut both times', [[shut]], 'pass closedAnswered'],
    ['it was open then', [[open]], 'fail closedOpen'],
    ['it was open in one of the askings', [[shut], [open], [shut]], 'fail closedOpen'],
    ['it was undecided then', [[sweep([group('1-8', 'refused')])]], 'pass closedAnswered'],
    ['its asking showed nothing', [[]], 'pass closedAnswered'],
    ['another address was open', [[elsewhere]], 'pass closedAnswered'],
    ['it, and another address, were open', [[], [elsewhere], [open]], 'fail closedOpen'],
  ])('%s', (_what, before, ending) => {
    const { verdict, reason } = judged(rule, before);
    expect(`${verdict} ${reason.code}`).toBe(ending);
  });

  test('a flow is judged by the last asking alone', () => {
    const flow = check({ kind: 'flow', ports: '9' });
    const failed = sweep([group('9', 'silent')]);
    expect(judged(flow, [[failed]]).reason.code).toBe('flowRefused');
  });

  test('what was heard in that asking counts for it alone', () => {
    const everything = sweep([group('1-9,60001-60002', 'open')]);
    expect(judged(rule, [[everything]]).verdict).toBe('pass');
    expect(judged(rule, [[everything, presence(9, true)]])).toMatchObject({
      verdict: 'fail',
      observed: { open: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
      reason: { values: { open: '9' } },
    });
  });
});

describe('what could not be asked', () => {
  test('an address: inconclusive, with the reason', () => {
    const verdict = verdictOf(check({ ports: '1-9' }), [failure]);
    expect([verdict.verdict, verdict.reason]).toEqual(['inconclusive', failure.reason]);
  });

  test('a violation that was seen before the asking failed stays one', () => {
    const open = sweep([group('1-8', 'silent'), group('9', 'open')]);
    expect(verdictOf(check({ ports: '1-9' }), [open, failure]).reason.code).toBe('closedOpen');
    expect(verdictOf(check({ ports: '1-8' }), [open, failure]).reason).toEqual(failure.reason);
    const flow = check({ kind: 'flow', ports: '9' });
    expect(verdictOf(flow, [open, failure]).reason).toEqual(failure.reason);
    const everything = sweep([group('1-9', 'open'), group('60001-60002', 'open')]);
    expect(verdictOf(check({ ports: '1-9' }), [everything, failure]).reason).toEqual(failure.reason);
  });

  test('a whole vantage: all of its checks', () => {
    const whole = {
      ...failure,
      address: null,
      reason: { code: 'vantageLost', values: { vantage: 'outside' } },
    };
    const seen = sweep([group('1-9', 'refused')]);
    expect(verdictOf(check({ ports: '1-9' }), [seen, whole]).reason).toEqual(whole.reason);
    expect(verdictOf(check({ ports: '1-9' }), [failure, whole]).reason).toEqual(failure.reason);
    expect(verdictOf(check({ ports: '1-9' }), [{ ...whole, vantage: 'dmz' }, seen]).verdict).toBe('pass');
  });

  test('what was seen of another address or vantage says nothing', () => {
    const seen = sweep([group('1-9', 'refused')]);
    expect(verdictOf(check({ ports: '1-9' }), [{ ...seen, address: '192.0.2.11' }]).verdict).toBe(
      'inconclusive',
    );
    expect(verdictOf(check({ ports: '1-9' }), [{ ...seen, vantage: 'dmz' }]).verdict).toBe('inconclusive');
    expect(verdictOf(check({ ports: '1-9' }), [{ ...seen, protocol: 'udp' }]).verdict).toBe('inconclusive');
  });

  test('what the plan settled stays as it is', () => {
    const reason = { code: 'roleAbsent', values: { role: 'server' } };
    const settled = check({
      kind: 'flow',
      ports: '443',
      settled: { verdict: 'notApplicable', reason },
    } as never);
    const absent = { ...settled, address: null, host: null };
    const plan = planOf([{ kind: 'settled', check: absent }]);
    const [verdict] = judge(plan, [sweep([group('443', 'open')])], { now });
    expect(verdict).toMatchObject({ verdict: 'notApplicable', reason, sweeper: null, findings: [] });
  });
});
