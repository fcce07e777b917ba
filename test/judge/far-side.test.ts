import { describe, expect, test } from '@jest/globals';
import { farSideNotes } from '../../src/judge/far-side-notes.ts';
import type {
  Arrivals,
  FarSideObservation,
  ProofOutcome,
  TestimonyObservation,
} from '../../src/model/far-side.ts';
import type { Observation } from '../../src/model/observation.ts';
import { address, check, controls, group, presence, sweep, verdictOf } from './samples.ts';

const proven = (over: object = {}): ProofOutcome => ({
  status: 'proven',
  listener: 'aa',
  seenFrom: '198.51.100.7',
  seenFromPort: 40_000,
  seenAt: address,
  seenAtPort: 443,
  sentFrom: '198.51.100.7',
  ...over,
});
const visit = (...proofs: FarSideObservation['proofs'][number][]): FarSideObservation => ({
  kind: 'farSide',
  vantage: 'outside',
  address,
  startedAt: '',
  finishedAt: '',
  run: 'bb',
  proofs,
});
const at = (protocol: 'tcp' | 'udp', port: number, outcome: ProofOutcome = proven({ seenAtPort: port })) => ({
  protocol,
  port,
  at: '',
  outcome,
});
const arrival = (ports: string, over: Partial<Arrivals> = {}): Arrivals => ({
  protocol: 'tcp',
  ports,
  each: 1,
  from: '198.51.100.7',
  whose: 'vantage',
  ...over,
});
const testimony = (arrivals: Arrivals[], over: Partial<TestimonyObservation> = {}): TestimonyObservation => ({
  kind: 'testimony',
  vantage: 'outside',
  address,
  startedAt: '',
  finishedAt: '',
  listener: 'aa',
  whole: true,
  gaps: [],
  sees: { tcp: '1-65535', udp: '1-65535' },
  answers: { tcp: '443', udp: '3478' },
  arrivals,
  ...over,
});
const ends = (one: Parameters<typeof verdictOf>[0], observations: Observation[]) => {
  const { verdict, reason } = verdictOf(one, observations);
  return `${verdict} ${reason.code}`;
};

describe('a documented flow without a server', () => {
  const web = check({
    kind: 'flow',
    ports: '443',
    rule: 'web',
    expect: [{ name: 'tls.handshake', settings: {} }],
  });
  const open = sweep([group('443', 'open')]);

  test('is proven by the listener that answered with the key; the server’s expectations are not asked', () => {
    const found = verdictOf(web, [open, visit(at('tcp', 443))]);
    const values = { port: '443/tcp', seenFrom: '198.51.100.7' };
    expect(found).toMatchObject({ verdict: 'pass', reason: { code: 'farSideProven', values }, findings: [] });
  });

  test('is not proven as a range by its first port', () => {
    const range = check({ kind: 'flow', ports: '443-445', need: 'optional' });
    expect(ends(range, [sweep([group('443-445', 'open')]), visit(at('tcp', 443))])).toBe('pass rangeSeen');
  });

  test('is not judged by a log of datagrams where it is silent over TCP', () => {
    expect(ends(web, [sweep([group('443', 'silent')]), testimony([])])).toBe('fail flowHostSilent');
  });

  test.each(['foreign', 'replayed'] as const)('is not proven by a proof that is %s', (why) => {
    const tampered = visit(at('tcp', 443, { status: 'notBelieved', why }));
    const { verdict, reason } = verdictOf(web, [open, tampered]);
    expect([verdict, reason]).toEqual([
      'inconclusive',
      { code: 'farSideNotBelieved', values: { port: '443/tcp', why } },
    ]);
  });

  test('is judged as ever where a server answers, and no listener', () => {
    const unanswered = visit(at('tcp', 443, { status: 'unanswered', code: 'no-listener' }));
    expect(ends(web, [open, unanswered])).toBe('inconclusive flowExpectationOpen');
  });

  test('is not proven for the port beside it, or over the other protocol', () => {
    expect(ends(web, [open, visit(at('tcp', 444), at('udp', 443))])).toBe('inconclusive flowExpectationOpen');
  });

  test('fails where the port was shut in the sweep all the same', () => {
    const shut = sweep([group('443', 'silent'), group('444', 'open')]);
    expect(ends(web, [shut, visit(at('tcp', 443))])).toBe('fail flowSilent');
  });
});

describe('a flow over UDP that gives no answer', () => {
  const turn = check({ kind: 'flow', ports: '3478', protocol: 'udp', rule: 'turn' });
  const silent = sweep([group('3478', 'silent')], { protocol: 'udp', controls: null, decoys: '' });
  const nothing = visit(at('udp', 3478, { status: 'unanswered', code: 'silent' }));
  const udp = { protocol: 'udp' } as const;

  test.each<[string, Partial<TestimonyObservation>, Arrivals[], string]>([
    ['the datagrams never came', {}, [], 'fail farSideFlowBlocked'],
    ['they came, and the listener’s answers were lost', {}, [arrival('3478', udp)], 'fail farSideAnswersLost'],
    ['they came, and a server has the port', { answers: { tcp: '', udp: '' } }, [arrival('3478', udp)], 'inconclusive farSideArrived'],
    ['others’ datagrams came', {}, [arrival('3478', { ...udp, whose: 'unknown' })], 'fail farSideFlowBlocked'],
    ['the log is not whole', { whole: false, gaps: ['restarted'] }, [], 'inconclusive udpFlowSilent'],
    ['the log does not see the port', { sees: { tcp: '443', udp: '53' } }, [], 'inconclusive udpFlowSilent'],
    ['there is no log to read', { listener: null, whole: false, gaps: ['missing'] }, [], 'inconclusive udpFlowSilent'],
    ['no listener kept the log, whatever it says', { listener: null }, [], 'inconclusive udpFlowSilent'],
    ['what the log sees can’t be read', { sees: { tcp: 'all', udp: 'all' } }, [], 'inconclusive udpFlowSilent'],
  ])('%s', (_, over, arrivals, ending) => {
    const { verdict, reason } = verdictOf(turn, [silent, nothing, testimony(arrivals, over)]);
    expect(`${verdict} ${reason.code}`).toBe(ending);
    if (reason.code.startsWith('farSide')) expect(reason.values).toEqual({ port: '3478/udp', attempts: 3 });
  }); // prettier-ignore

  test('a proof outweighs datagrams that were lost, and no refusal', () => {
    const answered = visit(at('udp', 3478));
    expect(ends(turn, [silent, answered, testimony([])])).toBe('pass farSideProven');
    const refused = sweep([group('3478', 'refused')], { protocol: 'udp', controls: null, decoys: '' });
    expect(ends(turn, [refused, answered, testimony([])])).toBe('fail udpFlowRefused');
  });

  test('an optional one passes all the same', () => {
    const optional = { ...turn, need: 'optional' as const };
    expect(ends(optional, [silent, nothing, testimony([])])).toBe('pass udpOptionalSilent');
  });
});

describe.each(['tcp', 'udp'] as const)('a closed rule over %s', (protocol) => {
  const control = protocol === 'tcp' ? 443 : 3478;
  const other = protocol === 'tcp' ? 'udp' : 'tcp';
  const rule = (over: object = {}) => check({ ports: '7000-7002', protocol, expected: 'blocked', ...over });
  const swept = (groups: Parameters<typeof sweep>[0], over: object = {}) =>
    sweep(groups, { protocol, decoys: '', controls: controls({ port: control }), ...over });
  const silent = swept([group('7000-7002', 'silent')]);
  const mine = visit(at(protocol, control));
  const came = arrival(`${control}`, { protocol, each: 66 });
  const there = (ports: string, over: Partial<Arrivals> = {}) => arrival(ports, { protocol, ...over });

  test('none of its ports got a packet while the controls did: proven blocked, with the bound', () => {
    const found = verdictOf(rule(), [silent, mine, testimony([came])]);
    expect(found).toMatchObject({ verdict: 'pass', reason: { code: 'farSideBlocked' } });
    expect(found.reason.values).toEqual({
      ports: 3,
      attempts: 3,
      controls: 66,
      missProbability: found.missProbability,
    });
    expect(found.missProbability).toBeLessThanOrEqual(1e-4);
  });

  test('the chance may be at the very limit, not above it', () => {
    const all = [silent, mine, testimony([came])];
    const { missProbability } = verdictOf(rule(), all);
    expect(verdictOf(rule(), all, missProbability!).reason.code).toBe('farSideBlocked');
    expect(verdictOf(rule(), all, missProbability! * 0.999).verdict).toBe('inconclusive');
  });

  test('as many controls must have come as were answered, not as were asked', () => {
    const lossy = swept([group('7000-7002', 'silent', { made: 6, counted: 5 })], {
      controls: controls({ port: control, asked: 66, lost: 2 }),
    });
    const log = (each: number) => testimony([there(`${control}`, { each })]);
    expect(verdictOf(rule(), [lossy, mine, log(64)]).reason).toMatchObject({
      code: 'farSideBlocked',
      values: { attempts: 5, controls: 64 },
    });
    expect(verdictOf(rule(), [lossy, mine, log(63)]).reason).toEqual({
      code: 'farSideControlsUnseen',
      values: { port: control, answered: 64, arrived: 63 },
    });
  });

  test.each([
    ['no control', null],
    ['all controls lost', controls({ port: control, lost: 66 })],
  ])('%s: that nothing came proves nothing', (_, none) => {
    const device = swept([group('7000-7002', 'refused', { counted: 2 })], { controls: none });
    expect(verdictOf(rule(), [device, mine, testimony([])]).verdict).toBe('inconclusive');
  });

  test('what was never asked is not proven by an empty log', () => {
    expect(ends(rule(), [mine, testimony([came])])).toBe('inconclusive closedNotAsked');
  });

  const asBefore = protocol === 'tcp' ? 'pass closedProven' : 'inconclusive udpClosedSilent';

  test.each<[string, Partial<TestimonyObservation>, Arrivals[], string]>([
    ['a packet came to one', {}, [came, there('7001')], 'fail farSideCrossed'],
    ['a packet came, in a log that is not whole', { whole: false, gaps: ['unbounded'] }, [came, there('7001')], 'fail farSideCrossed'],
    ['a packet came to a port beside', {}, [came, there('7003')], 'pass farSideBlocked'],
    ['another vantage’s packet came', {}, [came, there('7001', { whose: 'others' })], 'pass farSideBlocked'],
    ['fewer controls came than were answered', {}, [there(`${control}`, { each: 60 })], 'inconclusive farSideControlsUnseen'],
    ['no control came at all', {}, [], 'inconclusive farSideControlsUnseen'],
    ['the log is not whole', { whole: false, gaps: ['captureLost'] }, [came], asBefore],
    ['the log does not see them all', { sees: { tcp: '1-7001', udp: '1-7001' } }, [came], asBefore],
    ['there is no log', { listener: null, whole: false, gaps: ['foreign'] }, [], asBefore],
    ['no listener kept the log, whatever it says', { listener: null }, [came], asBefore],
    ['others’ packets came to the control’s port', {}, [there(`${control}`, { each: 66, whose: 'others' })], 'inconclusive farSideControlsUnseen'],
    ['packets of the other protocol came there', {}, [arrival(`${control}`, { protocol: other, each: 66 })], 'inconclusive farSideControlsUnseen'],
    ['packets came beside the control’s port', {}, [there(`${control + 1}`, { each: 66 })], 'inconclusive farSideControlsUnseen'],
    ['a packet of the other protocol came', {}, [came, arrival('7001', { protocol: other })], 'pass farSideBlocked'],
  ])('%s', (_, over, arrivals, ending) => {
    expect(ends(rule(), [silent, mine, testimony(arrivals, over)])).toBe(ending);
  }); // prettier-ignore

  test('somebody unknown came to a silent port: over TCP it may have been us, over UDP we sign', () => {
    const stranger = there('7001', { whose: 'unknown', from: '198.51.100.9' });
    expect(ends(rule(), [silent, mine, testimony([came, stranger])])).toBe(
      protocol === 'tcp' ? 'inconclusive farSideStranger' : 'pass farSideBlocked',
    );
  });

  test.each(['refused', 'rejected'] as const)(
    'somebody unknown came to a port that was %s: it was not blocked, if it was us',
    (state) => {
      const answered = swept([group('7000-7002', state, { counted: 2, from: '192.0.2.1' })]);
      const stranger = there('7001', { whose: 'unknown', from: '198.51.100.9' });
      expect(ends(rule(), [answered, mine, testimony([came, stranger])])).toBe(
        protocol === 'tcp' ? 'inconclusive farSideStranger' : 'pass farSideBlocked',
      );
      // Shut it is all the same, by that answer and not by the log.
      expect(ends(rule({ expected: 'closed' }), [answered, mine, testimony([came, stranger])])).toBe(
        protocol === 'tcp' ? 'pass closedAnswered' : 'pass farSideBlocked',
      );
    },
  );

  test('somebody unknown at a silent port is not overlooked for what the machine itself refused', () => {
    const mixed = swept([group('7000', 'refused', { counted: 2 }), group('7001-7002', 'silent')]);
    const stranger = there('7001', { whose: 'unknown' });
    const log = testimony([came, there('7000'), stranger]);
    expect(ends(rule({ expected: 'closed' }), [mixed, mine, log])).toBe(
      protocol === 'tcp' ? 'inconclusive farSideStranger' : 'inconclusive udpClosedSilent',
    );
  });

  test('too few attempts, or too much loss, prove nothing', () => {
    const many = controls({ port: control, asked: 400 });
    const two = swept([group('7000-7002', 'silent', { counted: 2 })], { controls: many });
    const seen400 = testimony([there(`${control}`, { each: 400 })]);
    expect(ends(rule(), [two, mine, seen400])).toMatch(/^inconclusive/);
    const few = swept([group('7000-7002', 'silent', { counted: 2 })]);
    expect(ends(rule(), [few, mine, testimony([came])])).toMatch(/^inconclusive/);
    const lossy = swept([group('7000-7002', 'silent')], {
      controls: controls({ port: control, asked: 66, lost: 20 }),
    });
    expect(ends(rule(), [lossy, mine, testimony([came])])).toMatch(/^inconclusive/);
  });

  test('ports that could not be asked are not proven', () => {
    const partly = swept([group('7000-7001', 'silent'), group('7002', 'unknown', { code: 'EMFILE' })]);
    expect(ends(rule(), [partly, mine, testimony([came])])).toBe('inconclusive closedUnknown');
  });

  test('resets or rejections by a device in the path are proven to be its own', () => {
    const device = swept([group('7000-7002', 'refused', { counted: 2 })]);
    expect(ends(rule(), [device, mine, testimony([came])])).toBe('pass farSideBlocked');
    expect(ends(rule(), [device, mine, testimony([came, there('7000-7002')])])).toBe('fail farSideCrossed');
  });

  test('where a service’s own machine refuses, "closed" holds though packets come', () => {
    const refused = swept([group('7000-7002', 'refused', { counted: 2 })]);
    const log = testimony([came, there('7000-7002')]);
    expect(ends(rule({ expected: 'closed' }), [refused, mine, log])).toBe('pass closedAnswered');
    const one = swept([group('7000-7001', 'refused', { counted: 2 }), group('7002', 'silent')]);
    expect(ends(rule({ expected: 'closed' }), [one, mine, log])).toBe('inconclusive farSideUnanswered');
    expect(verdictOf(rule({ expected: 'closed' }), [one, mine, log]).reason.values).toEqual({
      ports: '7002',
      count: 1,
    });
    const stands = testimony([came, there('7002')], { answers: { tcp: '443,7002', udp: '3478,7002' } });
    expect(ends(rule({ expected: 'closed' }), [one, mine, stands])).toBe('fail farSideCrossed');
  });

  test('the ports that a packet came to are named: to "blocked" all, to "closed" those where the listener answers', () => {
    const log = testimony([came, there('7000-7001')], { answers: { tcp: '443,7001', udp: '3478,7001' } });
    const valuesOf = (expected: 'blocked' | 'closed') =>
      verdictOf(rule({ expected }), [silent, mine, log]).reason;
    expect(valuesOf('blocked')).toEqual({ code: 'farSideCrossed', values: { ports: '7000-7001', count: 2 } });
    expect(valuesOf('closed')).toEqual({ code: 'farSideCrossed', values: { ports: '7001', count: 1 } });
  });

  test('an open port fails as ever, and a listener’s proof at a forbidden port too', () => {
    const open = swept([group('7000', 'open'), group('7001-7002', 'silent')]);
    expect(ends(rule(), [open, mine, testimony([came, there('7000-7001')])])).toBe('fail closedOpen');
    const there7000 = visit(at(protocol, control), at(protocol, 7000));
    expect(ends(rule(), [silent, there7000, testimony([came])])).toBe('fail farSideCrossed');
    expect(ends(rule(), [silent, there7000])).toBe('fail farSideCrossed');
  });

  test('no proof, or one over the other protocol, is none', () => {
    const unanswered = at(protocol, 7000, { status: 'unanswered', code: 'silent' });
    const [elsewhere, log] = [at(other, 7000), testimony([came])];
    expect(ends(rule(), [silent, visit(unanswered, elsewhere), log])).toBe('pass farSideBlocked');
  });

  test('that nothing listens is not for the far side to say', () => {
    const refused = swept([group('7000-7002', 'refused', { counted: 2 })]);
    const found = ends(rule({ expected: 'not-listening' }), [refused, mine, testimony([came])]);
    expect(found).toBe(protocol === 'tcp' ? 'pass closedAnswered' : 'inconclusive udpSenderUnseen');
  });
});

const from = (last: number) => `198.51.100.${last}`;

test('those whom nobody knows are named: each once, at most eight, and none who came elsewhere', () => {
  const unknown = (last: number, over: Partial<Arrivals> = {}) =>
    arrival('7001', { whose: 'unknown', from: from(last), ...over });
  const strangers = [9, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((last) => unknown(last));
  const beside = [
    unknown(21, { ports: '7003' }),
    unknown(22, { protocol: 'udp' }),
    unknown(23, { whose: 'others' }),
    unknown(24, { ports: '443' }),
  ];
  const seen = sweep([group('7000-7002', 'silent'), group('443', 'open')]);
  const reasonOf = (arrivals: Arrivals[]) =>
    verdictOf(check({ ports: '7000-7002' }), [seen, testimony(arrivals)]).reason;
  expect(reasonOf([...beside, ...strangers])).toEqual({
    code: 'farSideStranger',
    values: { ports: '7001', from: [9, 8, 7, 6, 5, 4, 3, 2].map(from) },
  });
  expect(reasonOf(beside).code).toBe('farSideControlsUnseen');
});

test('where everything answers as open, the far side tells which ports really are', () => {
  const rule = check({ ports: '7000-7002' });
  const all = sweep([group('443,7000-7002,60001-60002', 'open')]);
  const [quiet, mine] = [presence(7000, false), visit(at('tcp', 443))];
  expect(ends(rule, [all, quiet, mine, testimony([])])).toBe('inconclusive closedEverythingOpen');
  expect(ends(rule, [all, quiet, visit(at('tcp', 7001)), testimony([])])).toBe('fail farSideCrossed');
});

describe('what else the far side shows', () => {
  test('translated addresses and ports are named', () => {
    const outcome = proven({ seenFrom: '10.0.0.1', seenAt: '10.0.0.5', seenAtPort: 4443 });
    expect(farSideNotes([visit(at('tcp', 443, outcome))])).toEqual([
      { code: 'farSideStandIn', values: { vantage: 'outside', address } },
      {
        code: 'farSideSourceTranslated',
        values: { vantage: 'outside', address, sent: '198.51.100.7', seen: '10.0.0.1' },
      },
      { code: 'farSideTargetTranslated', values: { vantage: 'outside', address, seen: '10.0.0.5' } },
      { code: 'farSidePortTranslated', values: { vantage: 'outside', address, port: '443/tcp', seen: 4443 } },
    ]);
  });

  test('nothing is said of an address that arrived as it left, or is not known', () => {
    const unknown = at('udp', 3478, proven({ sentFrom: null, seenFrom: '10.0.0.1', seenAtPort: 3478 }));
    const notes = farSideNotes([visit(at('tcp', 443), unknown), testimony([])]);
    expect(notes.map(({ code }) => code)).toEqual(['farSideStandIn']);
  });

  test('a log that knows of one address need not know of every other', () => {
    const unknown = testimony([], { listener: null, whole: false, gaps: ['unknown'], address: '192.0.2.99' });
    expect(farSideNotes([unknown]).map(({ code }) => code)).toEqual(['farSideGapUnknown']);
    const unproven = visit(at('tcp', 443, { status: 'unanswered', code: 'silent' }));
    expect(farSideNotes([unknown, unproven]).map(({ code }) => code)).toEqual(['farSideGapUnknown']);
    expect(farSideNotes([unknown, testimony([])])).toEqual([]);
  });

  test('a log that proves no silence, and a proof that was not believed, are named', () => {
    const gap = testimony([], { whole: false, gaps: ['restarted'] });
    const foreign = visit(at('tcp', 443, { status: 'notBelieved', why: 'foreign' }));
    expect(farSideNotes([gap, foreign])).toEqual([
      { code: 'farSideGapRestarted', values: { vantage: 'outside', address } },
      {
        code: 'farSideDisbelieved',
        values: { vantage: 'outside', address, port: '443/tcp', why: 'foreign' },
      },
    ]);
  });

  test('a stand-in is named though one port of several gave its proof', () => {
    const some = visit(at('tcp', 80, { status: 'unanswered', code: 'silent' }), at('tcp', 443));
    expect(farSideNotes([some]).map(({ code }) => code)).toEqual(['farSideStandIn']);
  });
});
