import { describe, expect, test } from '@jest/globals';
import type { Target } from '../../src/model/plan.ts';
import { parsePorts } from '../../src/model/ports.ts';
import { chooseControl } from '../../src/run/choose-control.ts';
import { emptyTally, enterVolley, type Tally } from '../../src/run/tally.ts';
import { portStates, type PortState } from '../../src/model/observation.ts';

const target: Target = {
  vantage: 'outside',
  address: '192.0.2.1',
  source: null,
  documented: parsePorts('80,443')!,
  forbidden: parsePorts('7000-7010')!,
  decoys: parsePorts('60001')!,
  udp: [],
  checks: [],
};

/** What was seen, by port; `code` stands behind every answer. */
function tallyOf(seen: Readonly<Record<number, PortState>>, code = ''): Tally {
  const tally = emptyTally();
  const ports = Uint16Array.from(Object.keys(seen), Number);
  const count = ports.length;
  const result = {
    states: Uint8Array.from(Object.values(seen), (state) => portStates.indexOf(state)),
    startedMs: new Float64Array(count),
    answerMs: new Float32Array(count),
    hops: new Uint8Array(count),
    detailOf: new Uint16Array(count).fill(code === '' ? 0 : 1),
    details: [
      { code: '', from: null },
      { code, from: null },
    ],
    late: [],
  };
  enterVolley(tally, { ports, controls: new Uint32Array(0) }, result, { gapMs: 1000, controlAnswer: 'open' });
  return tally;
}

describe('the control', () => {
  test('is an open documented port, else one that resets, else any that resets', () => {
    expect(chooseControl(target, tallyOf({ 80: 'refused', 443: 'open' }))).toMatchObject({ port: 443 });
    expect(chooseControl(target, tallyOf({ 80: 'refused', 7000: 'refused' }))).toMatchObject({ port: 80 });
    expect(chooseControl(target, tallyOf({ 80: 'silent', 7003: 'refused' }))).toMatchObject({ port: 7003 });
    expect(chooseControl(target, tallyOf({ 80: 'silent', 443: 'rejected' }))).toBeNull();
  });

  test('is never a refusal that may be a device’s', () => {
    const code = 'reset-or-port-unreachable';
    expect(chooseControl(target, tallyOf({ 80: 'refused', 7003: 'refused' }, code))).toBeNull();
    expect(chooseControl(target, tallyOf({ 80: 'refused', 443: 'open' }, code))).toMatchObject({ port: 443 });
  });
});
