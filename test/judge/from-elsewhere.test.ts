import { describe, expect, test } from '@jest/globals';
import type { BorrowedControls, Observation, SweepObservation } from '../../src/model/observation.ts';
import type { Check, Target } from '../../src/model/plan.ts';
import { parsePorts } from '../../src/model/ports.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { judge } from '../../src/judge/judge.ts';
import { lossBound } from '../../src/plan/loss-bound.ts';
import { address, check, controls, group, now, planOf, sweep } from './samples.ts';

const elsewhere = '192.0.2.20';

const borrowed: BorrowedControls = {
  interface: 'eth0',
  nextHop: '198.51.100.1',
  control: { address: elsewhere, port: 443, asked: 70, lost: 0 },
  witness: { vantage: 'inside', port: 8080, asked: 70, lost: 0 },
};

/** What the silent vantage saw, what it saw elsewhere, and what the witness saw. */
interface Seen {
  readonly here: Partial<SweepObservation>;
  readonly nearby: Partial<SweepObservation>;
  readonly witness: Partial<SweepObservation>;
  readonly borrowed: Partial<BorrowedControls>;
  readonly expected: Check['expected'];
  readonly documented: string;
  readonly missLimit: number;
}

function verdict(over: Partial<Seen>): Verdict {
  const one = check({ ports: '1-100', expected: over.expected ?? 'blocked' });
  const target: Target = {
    vantage: 'outside',
    address,
    source: null,
    documented: parsePorts(over.documented ?? '')!,
    forbidden: one.ports,
    decoys: [],
    udp: [],
    checks: [one],
  };
  const shutDecoys = group('60001-60002', 'silent');
  const observations: Observation[] = [
    sweep([group('1-100,60001-60002', 'silent')], {
      controls: null,
      borrowed: { ...borrowed, ...over.borrowed },
      ...over.here,
    }),
    sweep([group('443', 'open'), shutDecoys], { address: elsewhere, controls: controls(), ...over.nearby }),
    sweep([group('8080', 'open'), shutDecoys], { vantage: 'inside', ...over.witness }),
  ];
  const [found] = judge(planOf([{ kind: 'target', target }], over.missLimit), observations, { now });
  return found!;
}

const allOpen = [group('1-1024', 'open'), group('8080', 'open'), group('60001-60002', 'open')];
const { control, witness } = borrowed;

describe('silence from one vantage, at an address that another sees alive', () => {
  test.each(['blocked', 'closed'] as const)('is proof that it is %s', (expected) => {
    const found = verdict({ expected });
    expect(found).toMatchObject({
      verdict: 'pass',
      reason: {
        code: 'closedSeenElsewhere',
        values: {
          ports: 100,
          attempts: 3,
          address,
          witness: 'inside',
          port: 8080,
          control: `${elsewhere}:443`,
          interface: 'eth0',
          nextHop: '198.51.100.1',
        },
      },
      controls: { asked: 70, lost: 0 },
    });
    expect(found.missProbability).toBeCloseTo(lossBound(0, 70) ** 3, 12);
  });

  test('two looks of the witness suffice, and a chance at the very limit', () => {
    const twice = { borrowed: { witness: { ...witness, asked: 2 } } };
    expect(verdict({ ...twice, missLimit: lossBound(0, 70) ** 3 }).verdict).toBe('pass');
    expect(verdict({ ...twice, missLimit: lossBound(0, 70) ** 3 * 0.999 }).verdict).toBe('inconclusive');
  });

  const doubts: readonly (readonly [string, Partial<Seen>])[] = [
    ['a listener is what is asked about', { expected: 'not-listening' }],
    ['something is to be open from here', { documented: '443' }],
    ['nothing was asked beside it', { here: { borrowed: undefined as never } }],
    ['the run was cut short', { here: { causes: [{ code: 'runInterrupted', values: {} }] } }],
    ['a port was not asked', { here: { groups: [group('1-99', 'silent')] } }],
    ['a decoy answered', { here: { groups: [group('1-100', 'silent'), group('60001', 'refused')] } }],
    ['a port was rejected', { here: { groups: [group('1-99', 'silent'), group('100', 'rejected')] } }],
    ['attempts were voided', { here: { groups: [group('1-100', 'silent', { counted: 2 })] } }],
    [
      'the attempts are too few, however many the controls',
      {
        here: { groups: [group('1-100', 'silent', { counted: 2 })] },
        borrowed: { control: { ...control, asked: 400 } },
      },
    ],
    ['the controls are too few', { borrowed: { control: { ...control, asked: 20 } } }],
    ['controls were lost', { borrowed: { control: { ...control, lost: 5 } } }],
    ['no control was asked', { borrowed: { control: { ...control, asked: 0 } }, missLimit: 1 }],
    ['no control was asked, under the usual limit', { borrowed: { control: { ...control, asked: 0 } } }],
    ['the control is the address itself', { borrowed: { control: { ...control, address } } }],
    ['the control was never seen open', { nearby: { groups: [group('443', 'refused')] } }],
    ['a device answers for the control', { nearby: { groups: allOpen } }],
    ['a device may answer for the control', { nearby: { groups: [group('443', 'open')] } }],
    ['the witness lost sight of it once', { borrowed: { witness: { ...witness, lost: 1 } } }],
    ['the witness looked once only', { borrowed: { witness: { ...witness, asked: 1 } } }],
    ['the witness is this vantage', { borrowed: { witness: { ...witness, vantage: 'outside' } } }],
    ['the witness is unknown', { borrowed: { witness: { ...witness, vantage: 'nobody' } } }],
    ['the witness never saw it open', { witness: { groups: [group('8080', 'silent')] } }],
    ['a device answers the witness for all', { witness: { groups: allOpen } }],
    ['a device may answer the witness for all', { witness: { groups: [group('8080', 'open')] } }],
    ['the witness knows of no decoy', { witness: { decoys: '' } }],
    ['the witness’s decoys cannot be read', { witness: { decoys: '60001-' } }],
  ];

  test.each(['refused', 'rejected', 'silent'] as const)(
    'a decoy that is %s speaks for the witness',
    (state) => {
      const groups = [group('8080', 'open'), group('60001', state), group('60002', 'unknown')];
      expect(verdict({ witness: { groups } }).verdict).toBe('pass');
    },
  );
  test.each(doubts)('proves nothing where %s', (_what, over) => {
    expect(verdict(over)).toMatchObject({ verdict: 'inconclusive', controls: null });
  });

  test('an open port fails, whatever else was seen', () => {
    const groups = [group('1-99', 'silent'), group('100', 'open')];
    expect(verdict({ here: { groups } })).toMatchObject({ verdict: 'fail', reason: { code: 'closedOpen' } });
  });
});
