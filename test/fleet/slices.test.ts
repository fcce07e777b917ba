import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { newFleetKey, publicKeyOf, readFleetKey } from '../../src/evidence/signature/fleet-key.ts';
import { isSignedBy, signText } from '../../src/evidence/signature/signed-text.ts';
import { cutPlan, shareOfRate } from '../../src/fleet/cut.ts';
import { orderSlice } from '../../src/fleet/order-slice.ts';
import { acceptSlice, type WorkerTerms } from '../../src/fleet/refuse-slice.ts';
import { readSlice } from '../../src/fleet/slice.ts';
import { closed, flow, plan, profile, site, targetsOf } from '../plan/samples.ts';
import { fleetPlan, issuedAt, newKey, vantageOrder } from './samples.ts';

describe('a fleet key', () => {
  test('is known by the text of its public half', () => {
    const { pem, text } = newFleetKey();
    expect(text).toMatch(/^ed25519:[A-Za-z0-9_-]{43}$/);
    expect(readFleetKey(pem)?.text).toBe(text);
    expect(publicKeyOf(text)?.asymmetricKeyType).toBe('ed25519');
  });

  test.each([
    ['no PEM', 'hello'],
    [
      'RSA',
      String(
        generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
          type: 'pkcs8',
          format: 'pem',
        }),
      ),
    ],
    ['empty', ''],
  ])('is none: %s', (_, pem) => {
    expect(readFleetKey(pem)).toBeUndefined();
  });

  test.each(['', 'ed25519:', 'ed25519:AAAA', 'rsa:AAAA'])('is no text of one: %j', (text) => {
    expect(publicKeyOf(text)).toBeUndefined();
  });
});

describe('a signed text', () => {
  const [key, other] = [newKey(), newKey()];
  const signed = signText('slice', 'text', key);

  test.each([
    ['as it was signed', signed, [other.text, key.text], true],
    ['by a key that is not named', signed, [other.text], false],
    ['altered', { ...signed, text: 'texT' }, [key.text], false],
    ['of another’s name', { ...signed, key: other.text }, [key.text, other.text], false],
    ['with half a signature', { ...signed, signature: signed.signature.slice(0, 40) }, [key.text], false],
    ['for another purpose', signText('slice-result', 'text', key), [key.text], false],
  ])('%s', (_, text, keys, wanted) => {
    expect(isSignedBy('slice', text, keys)).toBe(wanted);
  });
});

describe('cutPlan', () => {
  test.each([
    ['few ports: many addresses a slice', { rate: 100_000 }, 100, 8],
    ['a slow pace: half a minute’s work', { rate: 100 }, 100, 7],
    ['an address is never cut', { rate: 1 }, 3, 1],
    ['no pace: by attempts alone', { rate: Infinity, perHost: Infinity }, 100, 8],
  ])('%s', (_, pace, addresses, most) => {
    const made = fleetPlan(addresses, pace);
    const slices = [...cutPlan(made, 'dmz')];
    expect(slices.flat().map(({ address }) => address)).toEqual(
      targetsOf(made).map(({ address }) => address),
    );
    expect(Math.max(...slices.map(({ length }) => length))).toBe(most);
  });

  test('only the vantage’s own addresses', () => {
    expect([...cutPlan(fleetPlan(3), 'lan')]).toEqual([]);
  });
});

describe('shareOfRate', () => {
  test('by the attempts that are made from each, never more than the whole', () => {
    const at = site(
      { proxy: ['192.0.2.1', '192.0.2.2', '192.0.2.3'], pool: ['192.0.2.9'] },
      {
        outside: { workers: ['-'] },
        dmz: { workers: ['-'], standsFor: ['proxy'] },
      },
    );
    const rules = profile({
      flows: [flow('https', '443'), flow('web', '4443', { from: 'proxy', to: ['pool'] })],
      closed: [closed('deny', '1-1000'), closed('inner', '1-1000', { from: 'proxy', to: ['pool'] })],
    });
    const shares = shareOfRate(plan(at, [rules], { queue: true }));
    const [outside, dmz] = [shares.get('outside')!, shares.get('dmz')!];
    expect(outside + dmz).toBeLessThanOrEqual(2000);
    expect(outside / dmz).toBeCloseTo(3, 1);
  });

  test('no limit has no shares', () => {
    expect([...shareOfRate(fleetPlan(2, { rate: Infinity })).values()]).toEqual([Infinity]);
  });
});

const later = (ms: number) => new Date(issuedAt.getTime() + ms);

describe('acceptSlice', () => {
  const [centre, other, worker] = [newKey(), newKey(), newKey()];
  const terms: WorkerTerms = { vantage: 'dmz', coordinators: [centre.text], blackouts: [] };
  const order = (over: { key?: typeof centre; notAfter?: string } = {}) => {
    const made = fleetPlan(2);
    const { ordering } = vantageOrder(made, [worker], centre);
    const whole = { ...ordering, notAfter: over.notAfter ?? null };
    return orderSlice(whole, 7, [...cutPlan(made, 'dmz')][0]!, {}, over.key ?? centre, issuedAt).signed;
  };
  const always = {
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const,
    from: 0,
    to: 1440,
    zone: 'UTC',
  };

  test('a slice comes back as it was ordered', () => {
    const slice = acceptSlice(order(), terms, later(1000));
    expect(slice).toMatchObject({ slice: 7, vantage: 'dmz', run: 'run-1', method: fleetPlan(2).method });
  });

  test('a pace without a limit comes back as one', () => {
    const made = fleetPlan(1, { rate: Infinity, perHost: Infinity });
    const { ordering } = vantageOrder(made, [worker], centre);
    const { signed } = orderSlice(ordering, 1, targetsOf(made), {}, centre, issuedAt);
    expect(readSlice(signed.text)?.method.pace).toMatchObject({ rate: Infinity, perHost: Infinity });
  });

  test.each([
    ['signed by another', order({ key: other }), terms, later(0), 'sliceNotSigned'],
    [
      'altered',
      { ...order(), text: order().text.replace('192.0.2.1', '192.0.2.9') },
      terms,
      later(0),
      'sliceNotSigned',
    ],
    [
      'signed, and no slice',
      signText('slice', '{"schema":"portwitness/slice/2"}', centre),
      terms,
      later(0),
      'sliceUnreadable',
    ],
    ['signed, and no JSON', signText('slice', '{', centre), terms, later(0), 'sliceUnreadable'],
    ['for another vantage', order(), { ...terms, vantage: 'lan' }, later(0), 'sliceOfOtherVantage'],
    ['a day old', order(), terms, later(25 * 3_600_000), 'sliceNotOfNow'],
    ['of tomorrow', order(), terms, later(-3_600_000), 'sliceNotOfNow'],
    ['over', order({ notAfter: later(60_000).toISOString() }), terms, later(60_000), 'sliceOver'],
    ['in a blackout of the worker’s', order(), { ...terms, blackouts: [always] }, later(0), 'workerBlackout'],
  ] as const)('refused: %s', (_, signed, at, now, code) => {
    expect(acceptSlice(signed, at, now)).toMatchObject({ refused: { code } });
  });
});
