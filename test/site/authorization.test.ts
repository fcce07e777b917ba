import { describe, expect, test } from '@jest/globals';
import { closingTime, permissionAt } from '../../src/site/authorization.ts';

const window = { from: '2026-11-22T09:00+01:00', until: '2026-11-22T10:00:00Z' };

describe('the window of authorization', () => {
  test.each([
    ['2026-11-22T07:59:59.999Z', 'authorizationNotYet'],
    ['2026-11-22T08:00:00Z', 'open'],
    ['2026-11-22T09:59:59.999Z', 'open'],
    ['2026-11-22T10:00:00Z', 'authorizationOver'],
  ])('at %s: %s', (at, expected) => {
    const permission = permissionAt(window, new Date(at));
    expect(permission.open ? 'open' : permission.reason.code).toBe(expected);
  });

  test('is always open where the site names none', () => {
    expect(permissionAt(undefined, new Date(0))).toEqual({ open: true });
    expect(permissionAt({ reference: 'CHG-1' }, new Date(0))).toEqual({ open: true });
  });

  test('closes at its end', () => {
    expect(closingTime(window)?.toISOString()).toBe('2026-11-22T10:00:00.000Z');
    expect(closingTime({ from: window.from })).toBeUndefined();
  });
});
