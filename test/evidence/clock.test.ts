import { describe, expect, test } from '@jest/globals';
import { clockMoved, ntpState, type AskProgram } from '../../src/evidence/clock.ts';
import { clock } from './run-start.ts';

/** Programs of a machine, by name, and what they print. */
function machine(answers: Readonly<Record<string, string>>): AskProgram {
  return async (program) => answers[program];
}

describe('the clock', () => {
  test.each([
    ['went on as the other one did', 60_000, 0],
    ['was slowly corrected', 61_500, 0],
    ['was set back by an hour', -3_540_000, -3_600_000],
    ['was set forward by a minute', 120_000, 60_000],
  ])('that %s', (_, wallMs, movedMs) => {
    const utc = new Date(Date.parse(clock.utc) + wallMs).toISOString();
    expect(clockMoved(clock, { ...clock, utc, monotonicMs: clock.monotonicMs + 60_000 })).toBe(movedMs);
  });

  test('over a restart of the machine, nobody can tell', () => {
    expect(clockMoved(clock, { ...clock, utc: '2026-11-19T00:00:00.000Z', boot: 'another' })).toBe(0);
  });

  test.each([
    [
      'chrony',
      { chronyc: 'C0000201,192.0.2.1,2,1763720000.1,-0.000123,0.0,0.0,0,0,0,0.1,0.01,64.2,Normal\n' },
      { synchronized: true, source: 'chrony', offsetMs: -0.123 },
    ],
    [
      'chrony without a source',
      { chronyc: '00000000,,0,0.0,0.0,0.0,0.0,0,0,0,1,1,0,Not synchronised\n' },
      { synchronized: false, source: 'chrony', offsetMs: 0 },
    ],
    ['systemd', { timedatectl: 'yes\n' }, { synchronized: true, source: 'systemd', offsetMs: null }],
    [
      'systemd, not held',
      { timedatectl: 'no\n' },
      { synchronized: false, source: 'systemd', offsetMs: null },
    ],
    ['nothing', {}, { synchronized: null, source: null, offsetMs: null }],
    ['nonsense', { chronyc: 'x', timedatectl: 'x' }, { synchronized: null, source: null, offsetMs: null }],
  ])('is held right or not, as %s tells', async (_, answers, state) => {
    expect(await ntpState(machine(answers), 'linux')).toEqual(state);
  });

  test('of Windows', async () => {
    const told = (leap: string) => machine({ w32tm: `Leap Indicator: ${leap}\r\nStratum: 3\r\n` });
    expect(await ntpState(told('0(no warning)'), 'win32')).toMatchObject({ synchronized: true });
    expect(await ntpState(told('3(not synchronized)'), 'win32')).toMatchObject({ synchronized: false });
    expect(await ntpState(machine({}), 'win32')).toMatchObject({ synchronized: null });
  });
});
