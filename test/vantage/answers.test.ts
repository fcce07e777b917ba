import { describe, expect, test } from '@jest/globals';
import { answerOf, isExhaustion } from '../../src/vantage/answers.ts';

describe('what an error of connect() says', () => {
  test.each([
    ['ECONNREFUSED', 4, false, 'refused', ''],
    ['ETIMEDOUT', 4, false, 'silent', ''],
    ['EHOSTUNREACH', 4, false, 'rejected', 'host-unreachable-or-prohibited'],
    ['EHOSTUNREACH', 6, false, 'rejected', 'host-unreachable'],
    ['ENETUNREACH', 4, false, 'rejected', 'net-unreachable'],
    ['ENOPROTOOPT', 4, false, 'rejected', 'protocol-unreachable'],
    ['EACCES', 6, false, 'rejected', 'admin-prohibited'],
    ['ECONNRESET', 4, false, 'open', 'reset-after-handshake'],
    // IPv4 has no ICMP code that becomes EACCES: it is always a route of our own.
    ['EACCES', 4, false, 'unknown', 'route-prohibited'],
    ['EACCES', 6, true, 'unknown', 'route-prohibited'],
    ['EINVAL', 4, true, 'unknown', 'route-blackhole'],
    ['EHOSTUNREACH', 4, true, 'unknown', 'route-unreachable'],
    ['ENETUNREACH', 6, true, 'unknown', 'no-route'],
    ['EPERM', 4, true, 'unknown', 'own-firewall'],
    ['EMFILE', 4, true, 'unknown', 'EMFILE'],
    ['EADDRNOTAVAIL', 4, true, 'unknown', 'EADDRNOTAVAIL'],
  ] as const)('%s over IPv%i, at once %s: %s %s', (errno, family, atOnce, state, code) => {
    expect(answerOf(errno, family, atOnce)).toEqual({ state, code });
  });

  test.each(['ENOTHEARDOF', 'constructor', '__proto__', ''])('%p is unknown', (errno) => {
    expect(answerOf(errno, 4, false).state).toBe('unknown');
    expect(answerOf(errno, 6, true).state).toBe('unknown');
  });

  test('what ran out is asked for again', () => {
    expect(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL'].map(isExhaustion)).not.toContain(false);
    expect(isExhaustion('ECONNREFUSED')).toBe(false);
  });
});
