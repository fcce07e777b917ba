import { describe, expect, test } from '@jest/globals';
import { NotDer, readDer, readTime, tags } from '../../../src/probe/conversations/tls/der.ts';

function time(tag: number, text: string): string {
  return readTime(readDer(Buffer.concat([Buffer.from([tag, text.length]), Buffer.from(text, 'latin1')])));
}

describe('a time of a certificate', () => {
  test.each([
    [tags.utcTime, '261128174500Z', '2026-11-28T17:45:00.000Z'],
    [tags.utcTime, '491231235959Z', '2049-12-31T23:59:59.000Z'],
    [tags.utcTime, '500101000000Z', '1950-01-01T00:00:00.000Z'],
    [tags.generalizedTime, '20500101000000Z', '2050-01-01T00:00:00.000Z'],
    [tags.generalizedTime, '99991231235959Z', '9999-12-31T23:59:59.000Z'],
    // days that need a calendar
    [tags.utcTime, '240229120000Z', '2024-02-29T12:00:00.000Z'],
    [tags.utcTime, '260131000000Z', '2026-01-31T00:00:00.000Z'],
    [tags.utcTime, '260430235959Z', '2026-04-30T23:59:59.000Z'],
  ])('%i %s', (tag, text, instant) => {
    expect(time(tag, text)).toBe(instant);
  });

  test.each([
    '260028000000Z',
    '261328000000Z',
    '261128000000',
    '2611280000Z',
    '26112800000xZ',
    '261100000000Z',
    '261132000000Z',
    '261128250000Z',
    '261128006000Z',
    '261128000060Z',
    '',
  ])('is none: "%s"', (text) => {
    expect(() => time(tags.utcTime, text)).toThrow(NotDer);
  });
});
