import { describe, expect, test } from '@jest/globals';
import type { ControlEvidence, PortGroup, SweepObservation } from '../../src/model/observation.ts';
import type { ClosedState } from '../../src/model/profile.ts';
import { address, check, controls, group, presence, sweep, verdictAt, verdictOf } from './samples.ts';

interface Row {
  readonly what: string;
  readonly expected?: ClosedState;
  readonly groups: readonly PortGroup[];
  readonly control?: ControlEvidence | null;
  readonly over?: Partial<SweepObservation>;
  readonly heard?: readonly number[];
  readonly says: readonly [verdict: string, code: string];
  readonly values?: Record<string, unknown>;
}

const decoysShut = group('60001-60002', 'silent');
const decoysOpen = group('60001-60002', 'open');
const far = controls({ hops: 60 });
const stopped = { code: 'causeAnswersStopped', values: { attempts: 512 } };

const rows: Row[] = [
  {
    what: 'all silent, controls held',
    groups: [group('1-100', 'silent'), decoysShut],
    says: ['pass', 'closedProven'],
    values: { ports: 100, refused: 0, rejected: 0, silent: 100, attempts: 3 },
  },
  {
    what: 'all refused, once each',
    groups: [group('1-100', 'refused', { made: 1, counted: 1 })],
    says: ['pass', 'closedAnswered'],
    values: { ports: 100, refused: 100, attempts: 1, missProbability: null },
  },
  {
    what: 'all rejected',
    groups: [group('1-100', 'rejected', { code: 'admin-prohibited', from: '192.0.2.1' })],
    says: ['pass', 'closedAnswered'],
  },
  {
    what: 'one open',
    groups: [group('1-99', 'silent'), group('100', 'open'), decoysShut],
    says: ['fail', 'closedOpen'],
    values: { open: '100', count: 1 },
  },
  {
    what: 'several open',
    groups: [group('1-50,53-98', 'silent'), group('51-52,99-100', 'open'), decoysShut],
    says: ['fail', 'closedOpen'],
    values: { open: '51-52,99-100', count: 4 },
  },
  {
    what: 'one open, though no control held',
    groups: [group('1-99', 'silent', { counted: 0 }), group('100', 'open')],
    control: null,
    says: ['fail', 'closedOpen'],
  },
  {
    what: 'one open from another distance than the control',
    groups: [group('1-99', 'silent'), group('100', 'open', { hops: 63 }), decoysShut],
    control: far,
    says: ['inconclusive', 'closedOpenFromElsewhere'],
    values: { open: '100', count: 1 },
  },
  {
    what: 'the same, and somebody spoke behind it',
    groups: [group('1-99', 'silent'), group('100', 'open', { hops: 63 }), decoysShut],
    control: far,
    heard: [100],
    says: ['fail', 'closedOpen'],
  },
  {
    what: 'one open from as far as the control',
    groups: [group('1-99', 'silent'), group('100', 'open', { hops: 60 }), decoysShut],
    control: far,
    says: ['fail', 'closedOpen'],
  },
  {
    what: 'everything open',
    groups: [group('1-100', 'open'), decoysOpen],
    says: ['inconclusive', 'closedEverythingOpen'],
    values: { count: 100 },
  },
  {
    what: 'everything open, and a service behind one',
    groups: [group('1-100', 'open'), decoysOpen],
    heard: [22],
    says: ['fail', 'closedOpen'],
    values: { open: '22', count: 1 },
  },
  {
    what: 'all shut, but every decoy open',
    groups: [group('1-100', 'silent'), decoysOpen],
    says: ['inconclusive', 'closedEverythingOpen'],
    values: { open: '', count: 0 },
  },
  {
    what: 'shut by answers, but every decoy open',
    groups: [group('1-100', 'refused'), decoysOpen],
    says: ['inconclusive', 'closedEverythingOpen'],
  },
  {
    what: 'answers beside lost controls only',
    groups: [group('1-99', 'refused'), group('100', 'unknown', { code: 'control-lost' })],
    control: controls({ asked: 66, lost: 9 }),
    says: ['inconclusive', 'closedVoided'],
    values: { asked: 66, lost: 9 },
  },
  {
    what: 'answers beside lost controls only, and no control',
    groups: [group('1-100', 'unknown', { code: 'control-lost' })],
    control: null,
    says: ['inconclusive', 'closedVoided'],
    values: { asked: 0, lost: 0 },
  },
  {
    what: 'answers beside lost controls only, since answers stopped',
    groups: [group('1-100', 'unknown', { code: 'control-lost' })],
    over: { causes: [{ code: 'causeOutage', values: {} }, stopped] },
    says: ['inconclusive', 'closedAnswersStopped'],
    values: { attempts: 512 },
  },
  {
    what: 'ports not asked, since the run was ended',
    groups: [group('1-99', 'silent'), group('100', 'unknown', { code: 'interrupted' })],
    over: {
      causes: [
        { code: 'causeOutage', values: {} },
        { code: 'runInterrupted', values: {} },
      ],
    },
    says: ['inconclusive', 'runInterrupted'],
  },
  {
    what: 'attempts too few, since the run was ended',
    groups: [group('1-99', 'silent'), group('100', 'silent', { counted: 1 }), group('443', 'open')],
    over: { causes: [{ code: 'runInterrupted', values: {} }] },
    says: ['inconclusive', 'runInterrupted'],
  },
  {
    what: 'enough of everything, though the run was ended',
    groups: [group('1-100', 'silent'), group('443', 'open')],
    over: { causes: [{ code: 'runInterrupted', values: {} }] },
    says: ['pass', 'closedProven'],
  },
  {
    what: 'within the limit, but with fewer attempts than the site wants',
    groups: [group('1-100', 'silent', { counted: 2 }), group('443', 'open')],
    control: controls({ asked: 400 }),
    says: ['inconclusive', 'closedTooFewAttempts'],
    values: { attempts: 2, wanted: 3 },
  },
  {
    what: 'one decoy open only',
    groups: [group('1-99', 'silent'), group('100', 'open'), group('60001', 'open'), group('60002', 'silent')],
    says: ['fail', 'closedOpen'],
  },
  {
    what: 'open ports, decoys not asked',
    groups: [group('1-100', 'open')],
    says: ['fail', 'closedOpen'],
  },
  {
    what: 'open ports, no decoys',
    groups: [group('1-100', 'open')],
    over: { decoys: '' },
    says: ['fail', 'closedOpen'],
  },
  {
    what: 'open ports, decoys that cannot be read',
    groups: [group('1-100', 'open')],
    over: { decoys: '60001-' },
    says: ['fail', 'closedOpen'],
  },
  ...(['refused', 'rejected', 'silent', 'unknown'] as const).map((state): Row => ({
    what: `open, and one decoy too, the other ${state}`,
    groups: [group('1-100', 'open'), group('60001', 'open'), group('60002', state)],
    says: ['fail', 'closedOpen'],
  })),
  {
    what: 'one port that could not be asked',
    groups: [group('1-99', 'silent'), group('100', 'unknown', { code: 'EMFILE' })],
    says: ['inconclusive', 'closedUnknown'],
    values: { unknown: 1, ports: '100', cause: ['EMFILE'] },
  },
  {
    what: 'one port that was never asked',
    groups: [group('1-99', 'silent')],
    says: ['inconclusive', 'closedUnknown'],
    values: { unknown: 1, ports: '100', cause: ['not-asked'] },
  },
  {
    what: 'a group of evidence that cannot be read',
    groups: [group('1-99', 'silent'), group('100-', 'silent')],
    says: ['inconclusive', 'closedUnknown'],
  },
  {
    what: 'an unknown without a code',
    groups: [group('1-99', 'silent'), group('100', 'unknown')],
    says: ['inconclusive', 'closedUnknown'],
    values: { cause: ['not-asked'] },
  },
  {
    what: 'our own firewall',
    groups: [group('1-99', 'refused'), group('100', 'unknown', { code: 'own-firewall' })],
    says: ['inconclusive', 'closedOwnFirewall'],
    values: { ports: '100', cause: ['own-firewall'] },
  },
  {
    what: 'our own firewall and exhaustion',
    groups: [
      group('1-98', 'refused'),
      group('99', 'unknown', { code: 'EMFILE' }),
      group('100', 'unknown', { code: 'own-firewall' }),
    ],
    says: ['inconclusive', 'closedOwnFirewall'],
    values: { ports: '99-100', unknown: 2 },
  },
  {
    what: 'nobody answers for the address',
    groups: [group('1-100', 'unknown', { code: 'neighbour-unresolved' })],
    control: null,
    says: ['inconclusive', 'closedHostDown'],
  },
  {
    what: 'a silent host',
    groups: [group('1-100', 'silent', { counted: 0 })],
    control: null,
    says: ['inconclusive', 'closedHostSilent'],
    values: { address },
  },
  {
    what: 'silence, a port elsewhere that answers, and no control',
    groups: [group('1-100', 'silent', { counted: 0 }), group('443', 'refused')],
    control: null,
    says: ['inconclusive', 'closedNoControl'],
    values: { address },
  },
  {
    what: 'all controls lost',
    groups: [group('1-100', 'silent'), group('443', 'open')],
    control: controls({ asked: 66, lost: 66 }),
    says: ['inconclusive', 'closedNoControl'],
  },
  {
    what: 'all controls lost, since answers stopped',
    groups: [group('1-100', 'silent'), group('443', 'open')],
    control: controls({ asked: 66, lost: 66 }),
    over: { causes: [stopped] },
    says: ['inconclusive', 'closedAnswersStopped'],
    values: { attempts: 512 },
  },
  {
    what: 'one control of many held',
    groups: [group('1-100', 'refused'), group('443', 'open')],
    control: controls({ asked: 66, lost: 65 }),
    says: ['pass', 'closedAnswered'],
  },
  {
    what: 'too few controls for the limit',
    groups: [group('1-100', 'silent'), group('443', 'open')],
    control: controls({ asked: 60 }),
    says: ['inconclusive', 'closedMissTooLikely'],
    values: { asked: 60, lost: 0, attempts: 3, limit: 1e-4 },
  },
  {
    what: 'one port with an attempt less',
    groups: [group('1-99', 'silent'), group('100', 'silent', { counted: 2 }), group('443', 'open')],
    says: ['inconclusive', 'closedMissTooLikely'],
    values: { attempts: 2 },
  },
  {
    what: 'one port whose attempts were all voided',
    groups: [group('1-99', 'silent'), group('100', 'silent', { counted: 0 }), group('443', 'open')],
    control: controls({ asked: 66, lost: 3 }),
    says: ['inconclusive', 'closedVoided'],
    values: { asked: 66, lost: 3, attempts: 0 },
  },
  {
    what: 'too likely a miss, since answers stopped',
    groups: [group('1-99', 'silent'), group('100', 'silent', { counted: 1 }), group('443', 'open')],
    control: controls({ asked: 66, lost: 30 }),
    over: { causes: [{ code: 'causeOutage', values: {} }, stopped] },
    says: ['inconclusive', 'closedAnswersStopped'],
    values: { lost: 30, asked: 66 },
  },
  {
    what: 'a reset from another distance',
    groups: [group('1-99', 'refused', { hops: 60 }), group('100', 'refused', { hops: 63 })],
    control: far,
    says: ['inconclusive', 'closedResetFromElsewhere'],
    values: { ports: '100', count: 1 },
  },
  {
    what: 'resets whose distance nobody saw',
    groups: [group('1-100', 'refused')],
    control: far,
    says: ['pass', 'closedAnswered'],
  },
  {
    what: 'one silent port among a hundred resets',
    groups: [group('1-99', 'refused'), group('100', 'silent')],
    says: ['inconclusive', 'closedSilentAmongResets'],
    values: { ports: '100', silent: 1, refused: 99, sweeper: 'connect' },
  },
  {
    what: 'more silence among resets than exceptions',
    groups: [group('1-90', 'refused'), group('91-100', 'silent')],
    says: ['pass', 'closedProven'],
  },
  {
    what: 'exceptions at the very share',
    groups: [group('1-50', 'refused'), group('51', 'silent')],
    says: ['inconclusive', 'closedSilentAmongResets'],
  },
  {
    what: 'one silent port, a few resets',
    groups: [group('1-15', 'refused'), group('16', 'silent')],
    says: ['pass', 'closedProven'],
  },
  {
    what: 'blocked: silent',
    expected: 'blocked',
    groups: [group('1-100', 'silent'), group('443', 'open')],
    says: ['pass', 'closedProven'],
  },
  {
    what: 'blocked: the target itself reset',
    expected: 'blocked',
    groups: [group('1-99', 'silent'), group('100', 'refused', { hops: 60 })],
    control: far,
    says: ['fail', 'blockedCrossed'],
    values: { ports: '100', count: 1 },
  },
  {
    what: 'blocked: a reset from elsewhere',
    expected: 'blocked',
    groups: [group('1-99', 'silent'), group('100', 'refused', { hops: 63 })],
    control: far,
    says: ['inconclusive', 'blockedResetFromElsewhere'],
    values: { ports: '100', count: 1 },
  },
  {
    what: 'blocked: resets of which one crossed',
    expected: 'blocked',
    groups: [
      group('1-98', 'silent'),
      group('99', 'refused', { hops: 63 }),
      group('100', 'refused', { hops: 60 }),
    ],
    control: far,
    says: ['fail', 'blockedCrossed'],
    values: { ports: '100' },
  },
  {
    what: 'blocked: a reset of which nobody saw the distance',
    expected: 'blocked',
    groups: [group('1-98', 'silent'), group('99', 'refused', { hops: 63 }), group('100', 'refused')],
    control: far,
    says: ['inconclusive', 'blockedResetSenderUnknown'],
    values: { ports: '99-100', count: 2 },
  },
  {
    what: 'blocked: rejected by the path',
    expected: 'blocked',
    groups: [group('1-100', 'rejected', { code: 'admin-prohibited', from: '192.0.2.1' })],
    says: ['pass', 'closedAnswered'],
    values: { rejected: 100 },
  },
  {
    what: 'blocked: rejected by the target',
    expected: 'blocked',
    groups: [
      group('1-99', 'rejected', { code: 'admin-prohibited', from: '192.0.2.1' }),
      group('100', 'rejected', { code: 'port-unreachable', from: address }),
    ],
    says: ['inconclusive', 'blockedRejectedByTarget'],
    values: { ports: '100', count: 1 },
  },
  {
    what: 'blocked: rejected by nobody knows whom',
    expected: 'blocked',
    groups: [group('1-100', 'rejected', { code: 'host-unreachable' })],
    says: ['inconclusive', 'blockedRejecterUnknown'],
    values: { ports: '1-100', count: 100 },
  },
  {
    what: 'blocked: rejected by a sender that is no address',
    expected: 'blocked',
    groups: [group('1-100', 'rejected', { code: 'admin-prohibited', from: 'gateway' })],
    says: ['pass', 'closedAnswered'],
  },
  {
    what: 'blocked: one silent port among resets is not judged by its neighbours but by the resets',
    expected: 'blocked',
    groups: [group('1-99', 'refused', { hops: 60 }), group('100', 'silent')],
    control: far,
    says: ['fail', 'blockedCrossed'],
  },
  {
    what: 'not listening: refused twice',
    expected: 'not-listening',
    groups: [group('1-100', 'refused', { counted: 2 })],
    says: ['pass', 'closedAnswered'],
  },
  {
    what: 'not listening: refused, said by a server that can mean an ICMP port unreachable',
    expected: 'not-listening',
    groups: [group('1-100', 'refused', { counted: 2, code: 'reset-or-port-unreachable' })],
    says: ['inconclusive', 'notListeningUnclear'],
    values: { ports: '1-100', count: 100 },
  },
  {
    what: 'not listening: one refused once',
    expected: 'not-listening',
    groups: [group('1-99', 'refused', { counted: 2 }), group('100', 'refused', { counted: 1 })],
    says: ['inconclusive', 'notListeningOnce'],
    values: { ports: '100', count: 1 },
  },
  {
    what: 'not listening: one silent',
    expected: 'not-listening',
    groups: [group('1-99', 'refused', { counted: 2 }), group('100', 'silent')],
    says: ['inconclusive', 'notListeningUnanswered'],
    values: { silent: 1, rejected: 0 },
  },
  {
    what: 'not listening: one rejected',
    expected: 'not-listening',
    groups: [group('1-99', 'refused', { counted: 2 }), group('100', 'rejected', { code: 'x', from: 'y' })],
    says: ['inconclusive', 'notListeningUnanswered'],
    values: { silent: 0, rejected: 1 },
  },
  {
    what: 'not listening: refused from elsewhere',
    expected: 'not-listening',
    groups: [group('1-100', 'refused', { counted: 2, hops: 63 })],
    control: far,
    says: ['inconclusive', 'closedResetFromElsewhere'],
  },
];

describe('a closed rule', () => {
  test.each(rows)('$what: $says', ({ expected = 'closed', groups, control, over, heard, says, values }) => {
    const ports = portsFor(groups);
    const seen = sweep(groups, { ...over, ...(control === undefined ? {} : { controls: control }) });
    const held = (heard ?? []).map((port) => presence(port, true));
    const deaf = [22, 100]
      .filter((port) => heard?.includes(port) !== true)
      .map((port) => presence(port, false));
    const verdict = verdictOf(check({ ports, expected }), [seen, ...held, ...deaf]);
    expect([verdict.verdict, verdict.reason.code]).toEqual(says);
    if (values !== undefined) expect(verdict.reason.values).toMatchObject(values);
  });

  test.each([
    [16, 1, 'closedSilentAmongResets'],
    [15, 1, 'closedProven'],
    [90, 9, 'closedSilentAmongResets'],
    [90, 10, 'closedProven'],
  ])('%i resets and %i silent ports: %s', (refused, silent, code) => {
    const last = refused + silent;
    const groups = [group(`1-${refused}`, 'refused'), group(`${refused + 1}-${last}`, 'silent')];
    const verdict = verdictOf(check({ ports: `1-${last}` }), [sweep([...groups, group('443', 'open')])]);
    expect(verdict.reason.code).toBe(code);
  });

  test('other causes than answers that stopped are no such cause', () => {
    const cause = { code: 'causeRateLimit', values: {} };
    const few = [group('1-99', 'silent'), group('100', 'silent', { counted: 1 }), group('443', 'open')];
    const lost = [group('1-100', 'silent'), group('443', 'open')];
    expect(codeOf(sweep(few, { causes: [cause] }))).toBe('closedMissTooLikely');
    expect(codeOf(sweep(lost, { causes: [cause], controls: controls({ asked: 6, lost: 6 }) }))).toBe(
      'closedNoControl',
    );
    const voided = [group('1-100', 'unknown', { code: 'control-lost' }), group('443', 'open')];
    expect(codeOf(sweep(voided, { causes: [cause] }))).toBe('closedVoided');
  });

  test.each([
    ['fe80::2%wire', 'fe80::2'],
    ['2001:db8::a', '2001:DB8:0::A'],
    ['192.0.2.10', '192.0.2.10'],
  ])('what %s rejects itself, as %s, was not blocked before it', (target, from) => {
    const groups = [group('1-100', 'rejected', { code: 'admin-prohibited', from }), group('443', 'open')];
    const one = check({ ports: '1-100', expected: 'blocked', address: target });
    const verdict = verdictAt(target, one, [{ ...sweep(groups), address: target }]);
    expect(verdict.reason.code).toBe('blockedRejectedByTarget');
  });

  test('never asked: inconclusive', () => {
    const verdict = verdictOf(check({ ports: '1-100' }), []);
    expect([verdict.verdict, verdict.reason.code]).toEqual(['inconclusive', 'closedNotAsked']);
  });

  test('the limit is the site’s: at it passes, above it does not', () => {
    const groups = [group('1-100', 'silent'), group('443', 'open')];
    const chance = verdictOf(check({ ports: '1-100' }), [sweep(groups)]).missProbability!;
    expect(verdictOf(check({ ports: '1-100' }), [sweep(groups)], chance).verdict).toBe('pass');
    expect(verdictOf(check({ ports: '1-100' }), [sweep(groups)], chance * 0.999).verdict).toBe(
      'inconclusive',
    );
  });

  test('at the limit with too few attempts: they are what is lacking', () => {
    const few = sweep([group('1-100', 'silent', { counted: 2 }), group('443', 'open')]);
    const chance = verdictOf(check({ ports: '1-100' }), [few]).missProbability!;
    const { reason } = verdictOf(check({ ports: '1-100' }), [few], chance);
    expect(reason).toMatchObject({ code: 'closedTooFewAttempts', values: { missProbability: chance } });
  });
});

function codeOf(seen: ReturnType<typeof sweep>): string {
  return verdictOf(check({ ports: '1-100' }), [seen]).reason.code;
}

/** The rule covers 1-100, or as many as the row's groups below the control's port name. */
function portsFor(groups: readonly PortGroup[]): string {
  const text = groups.map(({ ports }) => ports).join(',');
  if (text.includes('51,') || text.endsWith('51')) return '1-51';
  return text.startsWith('1-15,') ? '1-16' : '1-100';
}
