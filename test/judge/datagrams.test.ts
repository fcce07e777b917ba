import { describe, expect, test } from '@jest/globals';
import { check, controls, group, sweep, verdictOf } from './samples.ts';

const flow = (over: object = {}) =>
  check({ kind: 'flow', ports: '3478', protocol: 'udp', rule: 'turn', ...over });
const closed = (over: object = {}) => check({ ports: '100-102', protocol: 'udp', ...over });
const udp = (groups: Parameters<typeof sweep>[0], over: Parameters<typeof sweep>[1] = {}) =>
  sweep(groups, { protocol: 'udp', sweeper: 'udp', decoys: '', controls: null, ...over });
const answering = controls({ port: 3478 });

describe('a flow over UDP', () => {
  test.each([
    ['required', 'open', 'pass', 'flowOpen'],
    ['required', 'silent', 'inconclusive', 'udpFlowSilent'],
    ['required', 'refused', 'fail', 'udpFlowRefused'],
    ['required', 'rejected', 'fail', 'flowRejected'],
    ['required', 'unknown', 'inconclusive', 'flowUnknown'],
    ['optional', 'open', 'pass', 'flowOpen'],
    ['optional', 'silent', 'pass', 'udpOptionalSilent'],
    ['optional', 'refused', 'pass', 'udpOptionalShut'],
    ['optional', 'unknown', 'inconclusive', 'flowUnknown'],
  ] as const)('%s and %s: %s (%s)', (need, state, verdict, code) => {
    const found = verdictOf(flow({ need }), [udp([group('3478', state)])]);
    expect([found.verdict, found.reason.code]).toEqual([verdict, code]);
    expect(found.reason.values).toMatchObject({ port: '3478' });
  });

  test.each([
    ['silence', group('3478', 'silent', { made: 5 }), { attempts: 5 }],
    ['a rejection by nobody knows whom', group('3478', 'rejected'), { rejection: 'unknown', from: null }],
    [
      'a rejection',
      group('3478', 'rejected', { code: 'admin-prohibited', from: '192.0.2.1' }),
      { rejection: 'admin-prohibited', from: '192.0.2.1' },
    ],
  ])('%s says how often, or what and by whom', (_what, seen, values) => {
    expect(verdictOf(flow(), [udp([seen])]).reason.values).toEqual({ port: '3478', ...values });
  });

  test('what TCP saw at the same port says nothing of UDP', () => {
    const tcp = sweep([group('3478', 'open')]);
    expect(verdictOf(flow(), [tcp])).toMatchObject({
      verdict: 'inconclusive',
      reason: { code: 'flowUnknown' },
    });
  });

  test('an optional range passes in any state that was asked', () => {
    const range = flow({ ports: '50000-50002', need: 'optional' });
    expect(verdictOf(range, [udp([group('50000-50002', 'silent')])]).verdict).toBe('pass');
    expect(verdictOf(range, [udp([group('50000-50001', 'silent')])]).verdict).toBe('inconclusive');
  });
});

describe('a closed rule over UDP', () => {
  test.each(['closed', 'blocked', 'not-listening'] as const)('%s: silence never passes', (expected) => {
    const groups = [group('100,102', 'silent', { counted: 9 }), group('101', 'refused', { counted: 2 })];
    expect(verdictOf(closed({ expected }), [udp(groups, { controls: answering })])).toMatchObject({
      verdict: 'inconclusive',
      reason: { code: 'udpClosedSilent', values: { ports: '100,102', silent: 2 } },
    });
  });

  test('an answer fails it', () => {
    const seen = udp([group('100', 'silent'), group('101', 'open'), group('102', 'refused')]);
    expect(verdictOf(closed(), [seen])).toMatchObject({ verdict: 'fail', observed: { open: [101] } });
  });

  test('refused beside a port that answers: shut; without one: inconclusive', () => {
    const refused = [group('100-102', 'refused', { counted: 2 })];
    expect(verdictOf(closed(), [udp(refused, { controls: answering })])).toMatchObject({
      verdict: 'pass',
      reason: { code: 'closedAnswered' },
    });
    for (const none of [null, controls({ port: 3478, asked: 66, lost: 66 })]) {
      const unvouched = verdictOf(closed(), [udp(refused, { controls: none })]);
      expect([unvouched.verdict, unvouched.reason.code]).toEqual(['inconclusive', 'udpNoControl']);
    }
  });

  test.each(['blocked', 'not-listening'] as const)('who refuses is not seen: %s stays open', (expected) => {
    const seen = udp([group('100-102', 'refused', { counted: 2 })], { controls: answering });
    expect(verdictOf(closed({ expected }), [seen])).toMatchObject({
      verdict: 'inconclusive',
      reason: { code: 'udpSenderUnseen', values: { state: expected } },
    });
  });
});
