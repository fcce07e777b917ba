import { describe, expect, test } from '@jest/globals';
import type { LogEntry } from '../../src/far-side/entries.ts';
import { newKeyText, parseKey } from '../../src/far-side/key.ts';
import { readLog, sealLog } from '../../src/far-side/log.ts';

const key = parseKey(newKeyText())!;
const at = new Date('2026-01-02T03:04:05Z');
const entry = (count: number): LogEntry => ({ kind: 'replayed', from: '192.0.2.1"\\\n', count });

function lines(count: number, sealedWith = key): string[] {
  const seal = sealLog(sealedWith, () => at);
  return Array.from({ length: count }, (_, i) => seal(entry(i)));
}

test('what was sealed is read again, line by line', () => {
  const reading = readLog(key, lines(5).join(''));
  expect(reading).toMatchObject({ status: 'whole' });
  const { entries } = reading as Extract<typeof reading, { status: 'whole' }>;
  expect(entries.map(({ n }) => n)).toEqual([0, 1, 2, 3, 4]);
  expect(entries[3]).toEqual({ n: 3, at: at.toISOString(), entry: entry(3) });
});

describe('is not believed', () => {
  const whole = lines(5);
  test.each<[string, string[], number]>([
    ['a line that was changed', whole.with(2, whole[2]!.replace('"count":2', '"count":3')), 3],
    ['a line that was left out', whole.toSpliced(2, 1), 3],
    ['lines that changed places', whole.with(2, whole[3]!).with(3, whole[2]!), 3],
    ['a line that was added', whole.toSpliced(2, 0, whole[1]!), 3],
    ['a line of another log with the same key', whole.with(2, lines(5).map((line) => line.replace('03:04:05', '03:04:06'))[2]!), 3],
    ['a MAC that was changed', whole.with(4, whole[4]!.replace(/[0-9a-f]"\}\n$/, (end) => (end[0] === '0' ? '1"}\n' : '0"}\n'))), 5],
    ['a line that is none', whole.with(1, 'nonsense\n'), 2],
    ['a blank line', whole.toSpliced(1, 0, '\n'), 2],
  ])('%s', (_, changed, line) => {
    expect(readLog(key, changed.join(''))).toEqual({ status: 'altered', line });
  }); // prettier-ignore

  test('a log without its beginning', () => {
    expect(readLog(key, whole.slice(1).join('')).status).toBe('foreign');
  });

  test('a log of another key', () => {
    expect(readLog(parseKey(newKeyText())!, whole.join(''))).toEqual({ status: 'foreign' });
  });

  test('nothing at all', () => {
    expect(readLog(key, '')).toEqual({ status: 'empty' });
  });
});

test('a line that is being written is left out, the others stand', () => {
  const text = lines(3).join('');
  expect(readLog(key, text.slice(0, -5))).toMatchObject({ status: 'whole', entries: [{ n: 0 }, { n: 1 }] });
});
