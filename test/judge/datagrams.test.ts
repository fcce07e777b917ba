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
    const seen = udp([group('100-102', 'silent', { counted: 9 })], { controls: answering });
    expect(verdictOf(closed({ expected }), [seen])).toMatchObject({
      verdict: 'inconclusive',
      reason: { code: 'udpClosedSilent' },
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
    expect(verdictOf(closed(), [udp(refused)]).reason.code).toBe('udpNoControl');
  });

  test.each(['blocked', 'not-listening'] as const)('who refuses is not seen: %s stays open', (expected) => {
    const seen = udp([group('100-102', 'refused', { counted: 2 })], { controls: answering });
    expect(verdictOf(closed({ expected }), [seen])).toMatchObject({
      verdict: 'inconclusive',
      reason: { code: 'udpSenderUnseen' },
    });
  });
});
