import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { cronProblem, nextTimes } from '../../src/fleet/schedule/cron.ts';
import { decide, type Turn, type TurnPolicy } from '../../src/fleet/schedule/decide.ts';
import { fakeWorld } from '../cli/fake-world.ts';
import { onePortProfile, onePortSite } from '../cli/one-port.ts';
import { folderWith } from '../input/temporary.ts';

describe('times in Madrid', () => {
  test.each([
    // 02:00 to 03:00 does not come on 2026-03-29: put off by an hour
    ['30 2 * * *', '2026-03-28T12:00:00Z', ['2026-03-29T01:30:00.000Z', '2026-03-30T00:30:00.000Z']],
    ['0 3 * * *', '2026-03-28T12:00:00Z', ['2026-03-29T01:00:00.000Z', '2026-03-30T01:00:00.000Z']],
    // and comes twice on 2026-10-25: the first time counts
    ['30 2 * * *', '2026-10-24T12:00:00Z', ['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z']],
    // every hour is every hour, whatever the clock on the wall shows
    [
      '0 * * * *',
      '2026-10-24T23:30:00Z',
      ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z', '2026-10-25T02:00:00.000Z'],
    ],
    [
      '0 * * * *',
      '2026-03-28T23:30:00Z',
      ['2026-03-29T00:00:00.000Z', '2026-03-29T01:00:00.000Z', '2026-03-29T02:00:00.000Z'],
    ],
    ['15 2 * * mon-fri', '2026-11-27T12:00:00Z', ['2026-11-30T01:15:00.000Z']],
  ])('%s after %s', (at, after, times) => {
    const next = nextTimes(at, 'Europe/Madrid', new Date(after), times.length);
    expect(next.map((time) => time.toISOString())).toEqual(times);
  });

  test.each(['15 2 * *', '0 15 2 * * *', '@daily', 'H 2 * * *', '15 2 L * *', '15 2 * * 5#3', ''])(
    '%s is no time in five fields',
    (at) => expect(cronProblem(at)).toBe(''),
  );

  test.each(['61 2 * * *', '*/0 * * * *', '5-1 * * * *', '0 0 31 2 *', '15 2 * * foo'])(
    '%s is refused, and it is said why',
    (at) => expect(cronProblem(at)).toMatch(/\w/),
  );
});

describe('what becomes of a run', () => {
  const policy: TurnPolicy = { missed: 'run', lateAfterMs: 100, blackout: 'wait' };
  const onTime: Turn = { dueMs: 1000, heldUntilMs: undefined, nowMs: 1001, blackoutUntilMs: undefined };

  test.each<[string, Partial<Turn>, Partial<TurnPolicy>, object]>([
    ['on time', {}, {}, { kind: 'run', lateMs: 0 }],
    ['a little late', { nowMs: 1099 }, { missed: 'skip' }, { kind: 'run', lateMs: 0 }],
    ['before its time', { nowMs: 10 }, { missed: 'skip' }, { kind: 'run', lateMs: 0 }],
    ['missed', { nowMs: 1100 }, {}, { kind: 'run', lateMs: 100 }],
    ['missed, skip', { nowMs: 1100 }, { missed: 'skip' }, { kind: 'leaveOut', why: 'missed', lateMs: 100 }],
    ['blackout', { blackoutUntilMs: 5000 }, {}, { kind: 'wait', untilMs: 5000 }],
    [
      'blackout, skip',
      { blackoutUntilMs: 5000 },
      { blackout: 'skip' },
      { kind: 'leaveOut', why: 'blackout', lateMs: 1 },
    ],
    ['missed in a blackout', { nowMs: 1100, blackoutUntilMs: 5000 }, {}, { kind: 'wait', untilMs: 5000 }],
    [
      'after its blackout',
      { nowMs: 5001, heldUntilMs: 5000 },
      { missed: 'skip' },
      { kind: 'run', lateMs: 0 },
    ],
    [
      'long after its blackout',
      { nowMs: 5100, heldUntilMs: 5000 },
      { missed: 'skip' },
      { kind: 'leaveOut', why: 'missed', lateMs: 100 },
    ],
  ])('%s', (_, turn, more, decision) => {
    expect(decide({ ...onTime, ...turn }, { ...policy, ...more })).toEqual(decision);
  });
});

async function schedule(yaml: string, ...args: string[]) {
  const folder = await folderWith({
    'schedule.yaml': yaml,
    'site.yaml': onePortSite(1),
    'profile.yaml': onePortProfile,
  });
  const { world, written } = fakeWorld(['schedule', join(folder, 'schedule.yaml'), ...args], {
    cwd: folder,
    now: () => new Date('2026-10-24T12:00:00Z'),
  });
  return { status: await runCommandLine(world), ...written };
}

const nightly = `
zone: Europe/Madrid
runs: [{ name: nightly, site: site.yaml, at: 30 2 * * *, out: runs/ }]
`;

describe('portwitness schedule', () => {
  test('--list: the next times, in the zone and in UTC', async () => {
    const { status, stdout } = await schedule(nightly, '--list');
    expect(status).toBe(0);
    expect(stdout.split('\n').slice(1, 3)).toEqual([
      'nightly  2026-10-25 02:30  Europe/Madrid  2026-10-25T00:30:00.000Z',
      'nightly  2026-10-26 02:30  Europe/Madrid  2026-10-26T01:30:00.000Z',
    ]);
  });

  test('every mistake at once, with its place', async () => {
    const { status, stderr } = await schedule(`
runs:
  - { name: Nightly, site: site.yaml, at: 61 2 * * *, zone: Europe/Madrit, out: runs/, lateAfter: 30 }
  - { name: two, site: site.yaml, at: 15 2 * *, zone: UTC, out: runs/, missed: never }
board: { port: 3080, host: 0.0.0.0 }
`);
    expect(status).toBe(2);
    const lines = stderr.trim().split('\n');
    expect(lines.map((line) => /yaml:(\d+:\d+)/.exec(line)?.[1])).toEqual([
      '3:13',
      '3:43',
      '3:61',
      '3:99',
      '4:39',
      '4:80',
      '5:28',
    ]);
    expect(stderr).toContain('got value 61');
    expect(stderr).toContain('exposed: true');
  });

  test.each([
    [
      'a name twice',
      `${nightly.trimEnd().slice(0, -1)}, { name: nightly, site: site.yaml, at: 1 1 * * *, out: o/ }]\n`,
      'already called',
    ],
    ['no zone', nightly.replace('zone: Europe/Madrid', ''), 'no time zone'],
    ['no queue', nightly, 'names no queue'],
    ['a site that is not there', nightly.replace('site.yaml', 'other.yaml'), 'There is no such file'],
  ])('%s', async (_, yaml, sentence) => {
    const { status, stderr } = await schedule(yaml);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(sentence) });
  });

  test('--once: a name that is not there', async () => {
    expect(await schedule(nightly, '--once', 'nightli')).toMatchObject({ status: 2 });
  });
});
